# Turns data/frontdesk.ini into the SETTINGS section of frontdesk.ini(5), so that a setting is described once.

function escape(text) {
	gsub(/\\/, "\\e", text)
	gsub(/-/, "\\-", text)
	if (text ~ /^[.']/)
		text = "\\&" text
	return text
}

# Prints the paragraph read so far, each sentence on a line of its own as mdoc wants it.
function print_paragraph(   at) {
	while ((at = match(paragraph, /[.:!?] [A-Z-]/)) > 0 && paragraph != "") {
		print escape(substr(paragraph, 1, at))
		paragraph = substr(paragraph, at + 2)
	}
	if (paragraph != "")
		print escape(paragraph)
	paragraph = ""
}

BEGIN { print ".Sh SETTINGS" }

/^\[/ {
	if (listing)
		print ".El"
	listing = 0
	paragraph = ""
	started = 1
	gsub(/[][]/, "")
	section = $0
	print ".Ss [" $0 "]"
	next
}

!started { next }

# ";key = value": the description that stands before it becomes the item's text.
/^;[a-z_]+ =/ && section != "keys" {
	key = $0
	sub(/^;/, "", key)
	value = key
	sub(/ =.*/, "", key)
	sub(/^[^=]*= ?/, "", value)
	if (!listing)
		print ".Bl -tag -width Ds"
	listing = 1
	printf ".It Ic %s No = Ar %s\n", key, (value == "" ? "(empty)" : escape(value))
	print_paragraph()
	next
}

/^; ?/ {
	sub(/^; */, "")
	sub(/^;$/, "")
	if ($0 == "") {
		print_paragraph()
		print ".Pp"
	} else {
		paragraph = paragraph (paragraph == "" ? "" : " ") $0
	}
	next
}

# A blank line ends a paragraph; one that no setting follows is about the whole section.
/^$/ && !listing { print_paragraph() }

END {
	if (listing)
		print ".El"
	print_paragraph()
}
