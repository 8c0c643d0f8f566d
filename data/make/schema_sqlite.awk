# The schema for SQLite as C: awk -v dialect=sqlite -f sql_text.awk -f schema.awk -f schema_sqlite.awk data/schema/*.sql
# Each step ends by writing its number as the version of the file.

function raise(which, i) {
	return "RAISE(ABORT, " guard_sentence[which, i] ")"
}

# A condition of its own stands before the body, which is then not entered.
function sqlite_guard(which,    text, i) {
	text = "CREATE TRIGGER " which " " guard_event[which] "\n"
	if (guard_refusals[which] == 1 && guard_from[which] == "") {
		if (guard_when[which, 1] != "")
			text = text "WHEN " guard_when[which, 1] "\n"
		return text "BEGIN SELECT " raise(which, 1) "; END;"
	}
	text = text "BEGIN\n\tSELECT CASE"
	for (i = 1; i <= guard_refusals[which]; i++)
		text = text "\n\t\tWHEN " (guard_when[which, i] == "" ? "1" : guard_when[which, i]) "\n\t\tTHEN " raise(which, i)
	return text "\n\t\tEND" (guard_from[which] == "" ? "" : "\n\t" guard_from[which]) ";\nEND;"
}

END {
	print "/* Made by data/make/schema_sqlite.awk. */"
	# What is not there ends each list, so that none is ever empty.
	print "static const char *const schema_step[] = {"
	for (i = 1; i <= steps; i++)
		print quoted(step[i]) quoted("PRAGMA user_version = " i ";") "\t,"
	print "\tNULL\n};\n\nstatic const char schema_guards_go[] ="
	print "\t\"\""
	for (i = 1; i <= guards; i++)
		print quoted("DROP TRIGGER IF EXISTS " guard_order[i] ";")
	print "\t;\n\nstatic const char schema_guards[] ="
	print "\t\"\""
	for (i = 1; i <= guards; i++)
		if (guard_text[guard_order[i]] != "")
			print quoted(sqlite_guard(guard_order[i]))
	print "\t;"
}
