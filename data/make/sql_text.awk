# What the tools that read data/sql and data/schema share: how a fault is told, how SQL is scanned, how it becomes a text of C.

function fail_at(place, sentence) {
	print place ": " sentence > "/dev/stderr"
	failed = 1
	exit 1
}

function fail(sentence) {
	fail_at(FILENAME ":" FNR, sentence)
}

function one_quoted(line) {
	gsub(/\\/, "&&", line)
	gsub(/["?]/, "\\\\&", line)
	gsub(/\t/, "\\t", line)
	return "\t\"" line "\\n\"\n"
}

# Lines of SQL as texts of C, each with its end of line. Backslashes, quotes and question marks (trigraphs) are escaped.
function quoted(text,    line, count, i, out) {
	count = split(text, line, "\n")
	out = ""
	for (i = 1; i <= count; i++)
		out = out one_quoted(line[i])
	return out
}

# Refuses what would not arrive as it stands.
function check_line(line) {
	if (line ~ /[\001-\010\013-\037\177]/)
		fail("a control character other than the tab stands in this line")
	bare(line)
}

# A line of SQL without its remark and with '' for each text: what the grammar sees.
function bare(line,    out, i, end) {
	out = ""
	while (match(line, /'|--/)) {
		i = RSTART
		out = out substr(line, 1, i - 1)
		if (substr(line, i, 1) == "-")
			return out
		line = substr(line, i + 1)
		# A doubled quote is read as two texts side by side, which ends at the same place.
		end = index(line, "'")
		if (end == 0)
			fail("a text of SQL ends on the line where it begins")
		out = out "''"
		line = substr(line, end + 1)
	}
	return out line
}

function bare_text(text,    line, count, i, out) {
	count = split(text, line, "\n")
	out = ""
	for (i = 1; i <= count; i++)
		out = out bare(line[i]) "\n"
	return out
}

# SQL in one line, with what stands within parentheses left out: "SELECT count() AS n FROM t".
function flat(text, place,    out, depth, c) {
	text = bare_text(text)
	gsub(/[ \t\n]+/, " ", text)
	out = ""
	depth = 0
	while (match(text, /[()]/)) {
		c = substr(text, RSTART, 1)
		if (depth == 0)
			out = out substr(text, 1, RSTART - 1)
		if (c == "(" && depth++ == 0)
			out = out "("
		if (c == ")" && --depth == 0)
			out = out ")"
		text = substr(text, RSTART + 1)
		if (depth < 0)
			break
	}
	if (depth != 0)
		fail_at(place, "the parentheses do not match")
	out = out text
	sub(/^ /, "", out)
	sub(/ $/, "", out)
	return out
}
