# Turns data/sql/*/*.sql and data/schema/*.sql into C.
#
#   awk -v part=names -f sql_text.awk -f sql_columns.awk -f sql2c.awk data/sql/*/*.sql                    the enums
#   awk -v part=texts -f sql_text.awk -f sql_columns.awk -f sql2c.awk data/sql/*/*.sql data/schema/*.sql  the texts
#
# A statement starts at a line "-- name: NAME" and ends at the next such line or at the end of the file; what its columns are called is in
# sql_columns.awk. A file whose path has /schema/ in it is one step of the schema as a whole; its name starts with its number (0001-...), and
# the step ends by writing that number as the version of the file. Comment lines are left out; everything else is kept to the letter.

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

function start_step(    file) {
	file = FILENAME
	sub(/.*\//, "", file)
	if (file + 0 != ++steps)
		fail("this is step " steps " of the schema but its number is " (file + 0))
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

# Whether a flat statement changes the database: by its first word, or behind a WITH by the first that is a statement's.
function changes(statement) {
	if (statement ~ /^WITH / && match(statement, / (SELECT|INSERT|UPDATE|DELETE) /))
		statement = substr(statement, RSTART + 1)
	return statement ~ /^(INSERT|UPDATE|DELETE) / ? "true" : "false"
}

FNR == 1 {
	end_part()
	schema = FILENAME ~ /schema\//
	if (schema)
		start_step()
}

schema {
	if ($0 !~ /^[ \t]*--/ && $0 !~ /^[ \t]*$/) {
		check_line($0)
		step[steps] = step[steps] quoted($0)
	}
	next
}

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
	print "/* Made by data/make/sql2c.awk. */"
	if (part == "names") {
		print "#ifndef SQL_NAMES_H\n#define SQL_NAMES_H\nenum sql {"
		for (i = 1; i <= count; i++)
			print "\tSQL_" order[i] ","
		print "\tSQL_COUNT\n};\n"
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
		print quoted(with_lists(text[order[i]], place[order[i]])) "\t,"
	print "};\n"
	print_rows()
	print "static const struct sql_kind sql_kind[] = {"
	for (i = 1; i <= count; i++)
		print "\t{ " gives_row[order[i]] ", " begins_row[order[i]] ", " changes(flat(text[order[i]], place[order[i]])) " },"
	# The step that is not there ends the list, so that it is never empty.
	print "};\n\nstatic const char *const schema_step[] = {"
	for (i = 1; i <= steps; i++)
		print step[i] quoted("PRAGMA user_version = " i ";") "\t,"
	print "\tNULL\n};"
}
