# Turns the table of settings into the SETTINGS section of a translated frontdesk.ini(5), by the sentences that the desk shows:
#   awk -f data/make/man_settings_po.awk data/locale/zh_CN.po src/base/settings.def

function escape(text) {
	gsub(/\\/, "\\e", text)
	gsub(/-/, "\\-", text)
	if (text ~ /^[.']/)
		text = "\\&" text
	return text
}

# The words between the quotes of a line of a .po file or of a string in C.
function unquoted(text) {
	sub(/^[^"]*"/, "", text)
	sub(/"[^"]*$/, "", text)
	gsub(/\\"/, "\"", text)
	return text
}

function end_entry() {
	if (id != "" && translation != "")
		words[id] = translation
	id = translation = part = ""
}

# Takes the next string in N_("...") off the rest of a row; "" when there is none.
function next_sentence(    at, text) {
	at = index(rest, "N_(\"")
	if (!at)
		return ""
	text = substr(rest, at + 4)
	at = index(text, "\")")
	rest = substr(text, at + 2)
	text = substr(text, 1, at - 1)
	gsub(/\\"/, "\"", text)
	return text
}

function say(sentence, ending) {
	if (sentence == "")
		return
	if (!(sentence in words)) {
		print "no translation: " sentence > "/dev/stderr"
		failed = 1
		exit 1
	}
	print escape(words[sentence]) ending
}

FILENAME ~ /\.po$/ {
	if ($0 == "")
		end_entry()
	else if (/^msgid /)
		part = "id"
	else if (/^msgstr/)
		part = "translation"
	if (/^(msgid|msgstr)? ?"/ && part == "id")
		id = id unquoted($0)
	else if (/^(msgstr )?"/ && part == "translation")
		translation = translation unquoted($0)
	next
}

# SETTING_NUMBER(section, key, default, lowest, highest, from, scope, name, ...), SETTING_TEXT(section, key, "default", size, from, ...),
# SETTING_CHOICE(section, key, "default", "a|b|c", from, ...)
/^SETTING_/ {
	end_entry()
	kind = $0
	sub(/\(.*/, "", kind)
	rest = $0
	sub(/^[A-Z_]*\(/, "", rest)
	split(rest, field, /, */)
	if (field[1] != section) {
		if (section != "")
			print ".El"
		else
			print ".Sh SETTINGS"
		section = field[1]
		print ".Ss [" section "]\n.Bl -tag -width Ds"
	}
	initial = field[3]
	gsub(/"/, "", initial)
	printf ".It Ic %s No = Ar %s\n", field[2], (initial == "" ? "（空）" : escape(initial))
	if (kind == "SETTING_NUMBER")
		bounds = field[4] " 到 " field[5] "。"
	else if (kind == "SETTING_CHOICE") {
		bounds = field[4]
		gsub(/"/, "", bounds)
		sub(/^\|/, "（空）|", bounds)
		gsub(/\|/, "、", bounds)
		bounds = "可选：" bounds "。"
	} else
		bounds = "最多 " (field[4] - 1) " 字节。"
	say(next_sentence(), "。")
	say(next_sentence(), "")
	print bounds
	print ($0 ~ /, CLINIC, N_\(/ ? "范围：全诊所（规则，存于数据库）。" : "范围：本窗口。")
	say(next_sentence(), "")
}

END {
	if (!failed)
		print ".El"
}
