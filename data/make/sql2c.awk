# Turns data/sql/*/*.sql and data/schema/*.sql into C.
#
#   awk -v part=names -f data/make/sql2c.awk data/sql/*/*.sql                    enum sql { SQL_..., SQL_COUNT };
#   awk -v part=texts -f data/make/sql2c.awk data/sql/*/*.sql data/schema/*.sql  tables of names, texts, changes and schema steps
#
# A statement starts at a line "-- name: NAME" and ends at the next one or at the end of the file. A file whose path has /schema/ in it is one
# step of the schema as a whole; its name starts with its number (0001-...), and the step ends by writing that number as the version of the
# file. Comment lines are left out; everything else is kept to the letter. A statement is a change when INSERT, UPDATE or DELETE is its first
# word, or after a WITH the first that begins a line.

function fail(sentence) {
	printf "%s:%d: %s\n", FILENAME, FNR, sentence > "/dev/stderr"
	failed = 1
	exit 1
}

function quoted(line) {
	gsub(/\\/, "\\\\", line)
	gsub(/"/, "\\\"", line)
	gsub(/\t/, "\\t", line)
	return "\t\"" line "\\n\"\n"
}

function kind(word) {
	if (word == "WITH")
		return "with"
	return word ~ /^(INSERT|UPDATE|DELETE)$/ ? "true" : "false"
}

function end_statement() {
	if (name != "" && text[name] == "")
		fail("this statement has no text: " name)
	name = ""
}

function start_step(    file) {
	file = FILENAME
	sub(/.*\//, "", file)
	if (file + 0 != ++steps)
		fail("this is step " steps " of the schema but its number is " (file + 0))
}

FNR == 1 {
	end_statement()
	schema = FILENAME ~ /schema\//
	if (schema)
		start_step()
}

schema {
	if ($0 !~ /^[ \t]*--/ && $0 !~ /^[ \t]*$/)
		step[steps] = step[steps] quoted($0)
	next
}

/^-- name: / {
	end_statement()
	name = $3
	if (name !~ /^[A-Z][A-Z0-9_]*$/)
		fail("a statement's name has capitals, digits and _ only: " name)
	if (name in seen)
		fail("this name was given to another statement: " name)
	seen[name] = 1
	order[++count] = name
	next
}

/^[ \t]*--/ || /^[ \t]*$/ { next }

{
	if (name == "")
		fail("a line before the first '-- name: NAME'")
	if (text[name] == "" || (change[name] == "with" && $1 ~ /^(INSERT|UPDATE|DELETE|SELECT)$/))
		change[name] = kind($1)
	text[name] = text[name] quoted($0)
}

END {
	if (!failed)
		end_statement()
	if (failed)
		exit 1
	print "/* Made by data/make/sql2c.awk. */"
	if (part == "names") {
		print "#ifndef SQL_NAMES_H\n#define SQL_NAMES_H\nenum sql {"
		for (i = 1; i <= count; i++)
			print "\tSQL_" order[i] ","
		print "\tSQL_COUNT\n};\n#endif"
		exit 0
	}
	print "#define SQL_EXPLAIN \"EXPLAIN QUERY PLAN \"\n"
	print "static const char *const sql_name[] = {"
	for (i = 1; i <= count; i++)
		print "\t\"" order[i] "\","
	print "};\n\nstatic const char *const sql_text[] = {"
	for (i = 1; i <= count; i++)
		printf "%s\t,\n", text[order[i]]
	print "};\n\nstatic const bool sql_changes[] = {"
	for (i = 1; i <= count; i++)
		printf "\t%s, /* %s */\n", change[order[i]] == "true" ? "true" : "false", order[i]
	# The step that is not there ends the list, so that it is never empty.
	print "};\n\nstatic const char *const schema_step[] = {"
	for (i = 1; i <= steps; i++)
		printf "%s%s\t,\n", step[i], quoted("PRAGMA user_version = " i ";")
	print "\tNULL\n};"
}
