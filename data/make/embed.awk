# Turns text files into C: a table of their names (without folders) and contents, so that the program carries them wherever it goes.

function flush_file() {
	if (open_file)
		print "\t},"
}

BEGIN { print "/* Made by data/make/embed.awk. */\nstatic const struct { const char *name, *text; } embedded_file[] = {" }

FNR == 1 {
	flush_file()
	open_file = 1
	name = FILENAME
	sub(/.*\//, "", name)
	printf "\t{ \"%s\",\n", name
}

{
	gsub(/\\/, "\\\\\\\\")
	gsub(/"/, "\\\"")
	gsub(/\t/, "\\t")
	gsub(/\r/, "\\r")
	print "\t\"" $0 "\\n\""
}

END {
	flush_file()
	print "};"
}
