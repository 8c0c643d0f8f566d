# The rows that statements give: the names of their columns, in order, and which statements give the same row.
#
# "-- columns: NAME" begins a list of columns that several statements give; {NAME} in a statement stands for it. A statement whose whole list
# is {NAME} gives the row NAME; one whose list begins with {NAME} gives a row of its own that can also be read by the names of NAME.
# "-- row: NAME" in a statement says that its columns have the names of the row NAME, whatever their text; the first statement that says so
# gives those names. "-- row begins: NAME" says it of its first columns. "-- gives: a b" names the columns of what is no query (a PRAGMA).

# The list of columns of a flat statement; "" where it gives no rows.
function column_list(statement,    from) {
	gsub(/ DISTINCT FROM /, " DISTINCT_FROM ", statement)
	from = 0
	if (statement ~ /^(INSERT|UPDATE|DELETE) / && match(statement, / RETURNING /))
		from = RSTART + RLENGTH
	else if (statement ~ /^(SELECT|WITH) / && match(statement, /(^| )SELECT (DISTINCT )?/))
		from = RSTART + RLENGTH
	if (from == 0)
		return ""
	statement = substr(statement, from)
	if (match(statement, / (FROM|WHERE|UNION|GROUP|HAVING|ORDER|LIMIT) /))
		statement = substr(statement, 1, RSTART - 1)
	return statement
}

# The name of one column of a flat list, "" where it has none.
function column_name(column) {
	sub(/^ /, "", column)
	sub(/ $/, "", column)
	if (match(column, / AS [a-z][a-z0-9_]*$/))
		return substr(column, RSTART + 4)
	if (column !~ /^([a-z][a-z0-9_]*\.)?[a-z][a-z0-9_]*$/)
		return ""
	sub(/^.*\./, "", column)
	return column
}

# The names of a flat list, with one blank between them.
function column_names(list, place,    part, count, i, one, names, met) {
	count = split(list, part, ",")
	names = ""
	for (i = 1; i <= count; i++) {
		one = column_name(part[i])
		if (one == "")
			fail_at(place, "a column that is not just a name is given one with AS, and * is none:" (part[i] ~ /^ / ? "" : " ") part[i])
		if (one in met)
			fail_at(place, "two columns have the name " one)
		met[one] = 1
		names = names (i > 1 ? " " : "") one
	}
	return names
}

# Puts the lists in the place of each {NAME}.
function with_lists(text, place,    key) {
	while (match(text, /[{][A-Z][A-Z0-9_]*[}]/)) {
		key = substr(text, RSTART + 1, RLENGTH - 2)
		if (!(key in list_text))
			fail_at(place, "there is no '-- columns: " key "'")
		used[key] = 1
		text = substr(text, 1, RSTART - 1) list_text[key] substr(text, RSTART + RLENGTH)
	}
	return text
}

# The number of the row with this name, made where there is none yet.
function row_with(row, names) {
	if (!(row in row_index)) {
		row_name[++rows] = row
		row_index[row] = rows
		row_columns[row] = names
	}
	return row_index[row]
}

function same_columns(row, names, place) {
	if (row_columns[row] != names)
		fail_at(place, "its columns (" names ") are not those of the row " row " (" row_columns[row] ")")
}

# The rows of the lists come first.
function find_list_rows(    i) {
	for (i = 1; i <= lists; i++)
		row_with(list_order[i], column_names(column_list(flat("SELECT " list_text[list_order[i]], list_order[i])), list_order[i]))
}

# Finds which row the statement gives: gives_row[name] and begins_row[name], 0 where it gives none that is known.
function find_row(name, text, place,    short, names, first) {
	short = column_list(flat(text, place))
	gives_row[name] = begins_row[name] = 0
	names = name in given ? given[name] : short == "" ? "" : column_names(column_list(flat(with_lists(text, place), place)), place)
	if (names == "")
		return
	first = name in begins ? begins[name] : ""
	if (match(short, /^[{][A-Z][A-Z0-9_]*[}]/))
		first = substr(short, 2, RLENGTH - 2)
	if (short == "{" first "}" || name in same_row) {
		if (name in same_row)
			first = same_row[name]
		gives_row[name] = begins_row[name] = row_with(first, names)
		same_columns(first, names, place)
		return
	}
	gives_row[name] = begins_row[name] = row_with(name, names)
	if (first == "")
		return
	if (!(first in row_index))
		fail_at(place, "no statement before this one gives the row " first)
	begins_row[name] = row_index[first]
	if (index(names " ", row_columns[first] " ") != 1)
		same_columns(first, names, place)
}

# The columns of each row as constants: the number of the row times 256 and the place.
function print_columns(    i, j, count, column) {
	for (i = 1; i <= rows; i++) {
		count = split(row_columns[row_name[i]], column, " ")
		print "\nenum {"
		for (j = 1; j <= count; j++)
			print "\t" row_name[i] "_" toupper(column[j]) (j == 1 ? " = " i " * SQL_ROW" : "") ","
		print "\t" row_name[i] "_COLUMNS = " count
		print "};"
	}
}

function print_rows(    i, j, count, column) {
	print "static const struct sql_row sql_row[] = {\n\t{ 0, NULL },"
	for (i = 1; i <= rows; i++) {
		count = split(row_columns[row_name[i]], column, " ")
		printf "\t{ %d, (const char *const[]){", count
		for (j = 1; j <= count; j++)
			printf " \"%s\",", column[j]
		print " } },"
	}
	print "};\n"
}
