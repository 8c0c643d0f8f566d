# Turns data/sql/*/*.sql into C.
#
#   awk -v part=PART [-v tables=FILE] -f sql_text.awk -f sql_columns.awk -f sql2c.awk data/sql/*/*.sql
#
# PART is names (the enum of all statements), columns (the constants of their columns), texts, or psql (a script that prepares them there).
#
# FILE says what a statement that changes a table gives back (data/make/digests.c): it is put behind it, after what it gives itself.
#
# A statement starts at a line "-- name: NAME" and ends at the next such line or at the end of the file; what its columns are called is in
# sql_columns.awk. Comment lines are left out; everything else is kept to the letter.

function valid_name(word) {
	if (word !~ /^[A-Z][A-Z0-9_]*$/)
		fail("a name has capitals, digits and _ only: " word)
	if (word in seen)
		fail("this name was given before: " word)
	seen[word] = 1
	return word
}

function end_part() {
	if (name != "" && text[name] == "")
		fail("this statement has no text: " name)
	if (list != "" && list_text[list] == "")
		fail("this list has no columns: " list)
	name = list = ""
}

# What stands behind the colon of a line within a statement.
function about_statement(    words) {
	if (name == "")
		fail("this line belongs into a statement")
	words = $0
	sub(/^[^:]*: */, "", words)
	sub(/ +$/, "", words)
	return words
}

# A flat statement without the WITH before it.
function without_with(statement) {
	if (statement ~ /^WITH / && match(statement, / (SELECT|INSERT|UPDATE|DELETE) /))
		statement = substr(statement, RSTART + 1)
	return statement
}

# Whether a flat statement changes the database: by its first word, or behind a WITH by the first that is a statement's.
function changes(statement) {
	return without_with(statement) ~ /^(INSERT|UPDATE|DELETE) / ? "true" : "false"
}

function removes(statement) {
	return without_with(statement) ~ /^DELETE / ? "true" : "false"
}

# The table that a flat statement changes; "" for none.
function changed_table(statement) {
	statement = without_with(statement)
	if (sub(/^(INSERT (OR [A-Z]+ )?INTO|UPDATE|DELETE FROM) /, "", statement) == 0)
		return ""
	match(statement, /^[a-z_]+/)
	return substr(statement, 1, RLENGTH)
}

# The whole text of a statement, with what it gives back of the table that it changes.
function whole_text(name,    statement, table) {
	statement = with_lists(text[name], place[name])
	table = changed_table(flat(statement, place[name]))
	if (!(table in returns))
		return statement
	return statement (flat(statement, place[name]) ~ / RETURNING / ? ", " : "\nRETURNING ") returns[table]
}

function table_index(name,    table) {
	table = changed_table(flat(with_lists(text[name], place[name]), place[name]))
	return table in returns ? table_number[table] : -1
}

BEGIN {
	while (tables != "" && (getline table_line < tables) > 0) {
		split(table_line, table_word, " ")
		table_number[table_word[1]] = table_word[2]
		returns[table_word[1]] = substr(table_line, length(table_word[1] " " table_word[2] " ") + 1)
	}
}

# The columns of a statement's rows: its own, and what is put behind them; "" where nobody named them.
function all_columns(name,    own, table) {
	own = gives_row[name] ? row_columns[row_name[gives_row[name]]] : ""
	table = changed_table(flat(with_lists(text[name], place[name]), place[name]))
	if (!(table in returns))
		return own
	table = returns[table]
	gsub(/,/, "", table)
	return own (own == "" ? "" : " ") table
}

# Each statement prepared by psql: its name, its columns as they were read here, what it says they are, the types of its parameters.
function print_psql(    i, one) {
	for (i = 1; i <= count; i++) {
		one = whole_text(order[i])
		print "\\echo @ " order[i]
		print "\\echo columns " all_columns(order[i])
		print one "\n\\gdesc"
		print "\\if :ERROR\n\\echo failed :LAST_ERROR_MESSAGE\n\\else"
		print "PREPARE one AS " one ";"
		print "SELECT \047parameters \047 || array_to_string(parameter_types::text[], \047 \047) FROM pg_prepared_statements;"
		print "DEALLOCATE one;\n\\endif\n\\echo end"
	}
}

FNR == 1 { end_part() }

/^-- name: / {
	end_part()
	name = valid_name($3)
	order[++count] = name
	place[name] = FILENAME ":" FNR
	next
}

/^-- columns: / {
	end_part()
	list_order[++lists] = list = valid_name($3)
	next
}

/^-- row: / { same_row[name] = about_statement(); next }
/^-- row begins: / { begins[name] = about_statement(); next }
/^-- gives: / { given[name] = about_statement(); next }

/^[ \t]*--/ || /^[ \t]*$/ { next }

{
	if (name == "" && list == "")
		fail("a line before the first '-- name: NAME'")
	check_line($0)
	if (name != "")
		text[name] = text[name] (text[name] == "" ? "" : "\n") $0
	else
		list_text[list] = list_text[list] (list_text[list] == "" ? "" : "\n") $0
}

END {
	if (!failed)
		end_part()
	if (failed)
		exit 1
	find_list_rows()
	for (i = 1; i <= count; i++)
		find_row(order[i], text[order[i]], place[order[i]])
	if (part == "psql") {
		print_psql()
		exit 0
	}
	print "/* Made by data/make/sql2c.awk. */"
	if (part == "names") {
		print "#ifndef SQL_NAMES_H\n#define SQL_NAMES_H\nenum sql {"
		for (i = 1; i <= count; i++)
			print "\tSQL_" order[i] ","
		print "\tSQL_COUNT\n};\n#endif"
		exit 0
	}
	if (part == "columns") {
		print "#ifndef SQL_COLUMNS_H\n#define SQL_COLUMNS_H"
		print "/* Columns of rows: a row's number times this, and the place of the column. */\nenum { SQL_ROW = 256 };"
		print_columns()
		print "#endif"
		exit 0
	}
	print "#define SQL_EXPLAIN \"EXPLAIN QUERY PLAN \"\n"
	print "static const char *const sql_name[] = {"
	for (i = 1; i <= count; i++)
		print "\t\"" order[i] "\","
	print "};\n\nstatic const char *const sql_text[] = {"
	for (i = 1; i <= count; i++)
		print quoted(whole_text(order[i])) "\t,"
	print "};\n"
	print_rows()
	print "static const struct sql_kind sql_kind[] = {"
	for (i = 1; i <= count; i++)
		print "\t{ " gives_row[order[i]] ", " begins_row[order[i]] ", " changes(flat(text[order[i]], place[order[i]])) ", " \
			removes(flat(text[order[i]], place[order[i]])) ", " table_index(order[i]) " },"
	print "};"
}
