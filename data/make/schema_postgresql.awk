# The schema for PostgreSQL as a script: awk -v dialect=postgresql -f sql_text.awk -f schema.awk -f schema_postgresql.awk data/schema/*.sql
# Types have the names of that engine, texts are compared byte by byte, what SQLite alone knows is left out, and a foreign key to a table that
# comes later in its step is made at the end of the step.

# Puts `new` in the place of each word `old` that is not part of a longer one.
function word_for(line, old, new,    out) {
	out = ""
	while (match(line, "(^|[^A-Za-z0-9_'])" old "([^A-Za-z0-9_']|$)")) {
		if (substr(line, RSTART, length(old)) == old)
			RLENGTH = length(old)
		else
			RSTART++
		out = out substr(line, 1, RSTART - 1) new
		line = substr(line, RSTART + length(old))
	}
	return out line
}

function for_postgresql(line,    day) {
	day = "GLOB '\\[12\\]\\[0-9\\]\\[0-9\\]\\[0-9\\]-\\[01\\]\\[0-9\\]-\\[0-3\\]\\[0-9\\]'"
	gsub(day, "~ '^[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]$'", line)
	if (line ~ /GLOB/)
		fail_at("data/schema", "only days are compared with GLOB: " line)
	sub(/\) STRICT(, WITHOUT ROWID)?;$/, ");", line)
	sub(/ VIRTUAL /, " STORED ", line)
	line = word_for(line, "INTEGER", "BIGINT")
	line = word_for(line, "BLOB", "BYTEA")
	return word_for(line, "TEXT", "TEXT COLLATE \"C\"")
}

# A foreign key of a column to a table that is not there yet.
function later_key(line,    target, column) {
	if (!match(line, / REFERENCES [a-z_]+ /))
		return line
	target = substr(line, RSTART + 12, RLENGTH - 13)
	if (target in table_made || target == table)
		return line
	column = line
	sub(/^[ \t]+/, "", column)
	sub(/ .*/, "", column)
	later[++laters] = "ALTER TABLE " table " ADD FOREIGN KEY (" column ")" substr(line, RSTART)
	sub(/,$/, "", later[laters])
	later[laters] = later[laters] ";"
	return substr(line, 1, RSTART - 1) (line ~ /,$/ ? "," : "")
}

function print_step(which,    line, lines, i) {
	lines = split(step[which], line, "\n")
	laters = 0
	print "-- Step " which "."
	for (i = 1; i <= lines; i++) {
		if (match(line[i], /^CREATE TABLE [a-z_]+/))
			table = substr(line[i], 14, RLENGTH - 13)
		if (line[i] ~ /^\t/ && table != "")
			line[i] = later_key(line[i])
		print for_postgresql(line[i])
		if (table != "" && line[i] ~ /^\)/) {
			table_made[table] = 1
			table = ""
		}
	}
	for (i = 1; i <= laters; i++)
		print later[i]
}

# The function looks for the first condition that is true; the trigger calls it for each row. What may never go is not emptied as a whole, either.
function print_guard(which,    i, event, target) {
	event = guard_event[which]
	target = event
	sub(/.* ON /, "", target)
	print "CREATE FUNCTION " which "() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$"
	print "DECLARE refusal TEXT;\nBEGIN"
	print "\tSELECT answer INTO refusal FROM (SELECT CASE"
	for (i = 1; i <= guard_refusals[which]; i++)
		print "\t\tWHEN " (guard_when[which, i] == "" ? "TRUE" : guard_when[which, i]) "\n\t\tTHEN " guard_sentence[which, i]
	print "\t\tEND AS answer" (guard_from[which] == "" ? "" : "\n\t" guard_from[which]) ") AS looked WHERE answer IS NOT NULL LIMIT 1;"
	print "\tIF refusal IS NOT NULL THEN"
	print "\t\tRAISE EXCEPTION USING ERRCODE = '23F01', MESSAGE = refusal;"
	print "\tEND IF;"
	print "\tRETURN " (event ~ / DELETE / ? "OLD" : "NEW") ";\nEND $$;"
	print "CREATE TRIGGER " which " " event " FOR EACH ROW EXECUTE FUNCTION " which "();"
	if (event ~ / DELETE / && guard_refusals[which] == 1 && guard_when[which, 1] == "")
		print "CREATE TRIGGER " which "_as_a_whole BEFORE TRUNCATE ON " target " FOR EACH STATEMENT EXECUTE FUNCTION " which "();"
}

END {
	print "-- Made by data/make/schema_postgresql.awk."
	for (n = 1; n <= steps; n++)
		print_step(n)
	for (n = 1; n <= guards; n++)
		if (guard_text[guard_order[n]] != "")
			print_guard(guard_order[n])
}
