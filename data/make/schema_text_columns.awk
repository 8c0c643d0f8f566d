# The check of every text of every table, as a statement of data/sql: from the tables that stand after the last step.
#   awk -v dialect=sqlite -f sql_text.awk -f schema.awk -f schema_text_columns.awk data/schema/*.sql

function add_column(table, line,    column) {
	column = line
	sub(/ .*/, "", column)
	columns[table]++
	column_name[table, columns[table]] = column
	# An answer to a command has several lines; all that is in them is in other tables, too.
	column_text[table, columns[table]] = line ~ /^[a-z_]+ TEXT/ && table != "answer"
	column_always[table, columns[table]] = line ~ / NOT NULL/
	if (line ~ / PRIMARY KEY/)
		key[table] = column
}

function drop_column(table, column,    i, count) {
	count = columns[table]
	columns[table] = 0
	for (i = 1; i <= count; i++) {
		if (column_name[table, i] == column)
			continue
		columns[table]++
		column_name[table, columns[table]] = column_name[table, i]
		column_text[table, columns[table]] = column_text[table, i]
		column_always[table, columns[table]] = column_always[table, i]
	}
}

function rename_column(table, from, to,    i) {
	for (i = 1; i <= columns[table]; i++)
		if (column_name[table, i] == from)
			column_name[table, i] = to
}

function rename_table(from, to,    i) {
	for (i = 1; i <= columns[from]; i++) {
		column_name[to, i] = column_name[from, i]
		column_text[to, i] = column_text[from, i]
		column_always[to, i] = column_always[from, i]
	}
	columns[to] = columns[from]
	key[to] = key[from]
	for (i = 1; i <= tables; i++)
		if (table_name[i] == from)
			table_name[i] = to
}

function drop_table(table,    i) {
	for (i = 1; i <= tables; i++)
		if (table_name[i] == table)
			table_name[i] = ""
}

function read_line(line,    word) {
	split(line, word, " ")
	if (line ~ /^CREATE TABLE /) {
		making = word[3]
		table_name[++tables] = making
		columns[making] = 0
	} else if (making != "" && line ~ /^\)/) {
		making = ""
	} else if (making != "" && line ~ /^\t[a-z_]+ [A-Z]/) {
		add_column(making, substr(line, 2))
	} else if (making != "" && match(line, /^\tPRIMARY KEY \([a-z_, ]+\)/)) {
		key[making] = substr(line, 15, RLENGTH - 15)
	} else if (line ~ /^ALTER TABLE [a-z_]+ ADD COLUMN /) {
		sub(/^ALTER TABLE [a-z_]+ ADD COLUMN /, "", line)
		add_column(word[3], line)
	} else if (line ~ /^ALTER TABLE [a-z_]+ DROP COLUMN /) {
		sub(/;$/, "", word[6])
		drop_column(word[3], word[6])
	} else if (line ~ /^ALTER TABLE [a-z_]+ RENAME TO /) {
		sub(/;$/, "", word[6])
		rename_table(word[3], word[6])
	} else if (line ~ /^ALTER TABLE [a-z_]+ RENAME COLUMN /) {
		sub(/;$/, "", word[8])
		rename_column(word[3], word[6], word[8])
	} else if (line ~ /^DROP TABLE /) {
		sub(/;$/, "", word[3])
		drop_table(word[3])
	}
}

function is_text(table, column,    i) {
	for (i = 1; i <= columns[table]; i++)
		if (column_name[table, i] == column)
			return column_text[table, i]
	return 0
}

# What names a row, as it lies there, for nearly none is ever named: the first number of its key, and the rest of the key.
function name_of(table,    i, count, one, number, word) {
	number = "0"
	count = split(key[table], one, ", ")
	for (i = 1; i <= count; i++) {
		if (number == "0" && !is_text(table, one[i]))
			number = one[i]
		else
			word = word (word == "" ? "" : " || ', ' || ") (is_text(table, one[i]) ? "" : "'' || ") one[i]
	}
	return number (first ? " AS number" : "") ", " (word == "" ? "''" : word) (first ? " AS word" : "")
}

# All texts of a row, a bar between two, so that no half character meets another.
function texts_of(table,    i, one, out) {
	out = ""
	for (i = 1; i <= columns[table]; i++) {
		if (!column_text[table, i])
			continue
		one = column_name[table, i]
		if (!column_always[table, i])
			one = "coalesce(" one ", '')"
		out = out (out == "" ? "" : " || '|' || ") one
	}
	return out
}

END {
	for (i = 1; i <= steps; i++) {
		lines = split(step[i], line, "\n")
		for (k = 1; k <= lines; k++)
			read_line(line[k])
	}
	print "-- Made by data/make/schema_text_columns.awk: every text of every table.\n"
	print "-- name: CHECK_TEXT\n-- row begins: FAULT_ROW"
	first = 1
	for (i = 1; i <= tables; i++) {
		table = table_name[i]
		if (table == "" || (texts = texts_of(table)) == "")
			continue
		print (first ? "" : "UNION ALL\n") "SELECT '" table "'" (first ? " AS fault" : "") ", " name_of(table) ", " texts (first ? " AS text" : "") " FROM " table
		first = 0
	}
}
