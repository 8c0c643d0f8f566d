# tests/guards.sql as a script of psql: each case in a transaction of its own, behind what is there in every case; then what it was answered.

function end_case() {
	if (wanted == "")
		return
	print "\\echo @ " wanted
	print "BEGIN;"
	print before
	print change
	print "\\if :ERROR\n\\echo :LAST_ERROR_MESSAGE\n\\else\n\\echo it was done\n\\endif"
	print "ROLLBACK;"
	change = ""
}

# Blobs have another name there.
BEGIN { print "CREATE DOMAIN blob AS bytea;" }

/^-- refused: / {
	end_case()
	wanted = substr($0, 13)
	next
}

/^--/ || /^[ \t]*$/ { next }

wanted == "" { before = before $0 "\n"; next }
{ change = change $0 "\n" }

END { end_case() }
