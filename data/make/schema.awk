# Reads data/schema/*.sql: the steps of the schema and its guards.
#
# Each file is one step; its name starts with its number (0001-...). Lines between "-- for: sqlite" or "-- for: postgresql" and "-- for: both"
# are for that engine alone.
#
# A guard refuses a change; it never makes one. It is a form of its own, from which the build writes a trigger of SQLite or a function and a
# trigger of PostgreSQL:
#
#	-- guard: booking_fits
#	BEFORE INSERT ON booking
#	FROM slot AS n WHERE n.session_id = NEW.session_id AND n.number = NEW.number
#	REFUSE 'this number was withdrawn' WHEN n.withdrawn <> 0
#	REFUSE 'online sells online numbers only' WHEN NEW.channel = 'online' AND n.kind <> 'online';
#
# Each part begins a line; what follows it may go on over lines that begin with a tab or with WHEN. FROM, which may be missing, gives the rows
# that the conditions look at besides NEW and OLD (no row: nothing is refused). The first condition that is true refuses; a REFUSE without WHEN
# always does. A later step gives a guard another text under the same name; "-- guard gone: NAME" takes it away (also a trigger of an older
# program). Steps run without guards, and at the end those are made that stand then.

function file_number(    file) {
	file = FILENAME
	sub(/.*\//, "", file)
	return file + 0
}

function end_guard() {
	if (guard != "")
		fail("this guard does not end with a semicolon: " guard)
	if (engine != "both" && engine != "")
		fail("'-- for: " engine "' goes on to the end of the file; end it with '-- for: both'")
}

# Takes the guard out of those that stand; its name stays among those that an older database may have.
function guard_goes(which) {
	if (!(which in guard_known)) {
		guard_known[which] = 1
		guard_order[++guards] = which
	}
	guard_text[which] = ""
}

# The parts of a finished guard: guard_event, guard_from, guard_refusals, guard_sentence[which, i], guard_when[which, i].
function read_guard(which,    line, lines, i, n, part, tail) {
	lines = split(guard_text[which], line, "\n")
	guard_event[which] = line[1]
	guard_from[which] = ""
	n = 0
	if (line[1] !~ /^BEFORE (INSERT|UPDATE|UPDATE OF [a-z_, ]+|DELETE) ON [a-z_]+$/)
		fail("a guard begins with BEFORE INSERT, UPDATE, UPDATE OF or DELETE ON a table: " line[1])
	for (i = 2; i <= lines; i++) {
		tail = ""
		if (line[i] ~ /^FROM / && n == 0) {
			guard_from[which] = line[i]
		} else if (line[i] ~ /^REFUSE '[^']+'/) {
			match(line[i], /'[^']+'/)
			guard_sentence[which, ++n] = substr(line[i], RSTART, RLENGTH)
			guard_when[which, n] = ""
			tail = substr(line[i], RSTART + RLENGTH)
			sub(/^ /, "", tail)
		} else if (line[i] ~ /^(WHEN |\t)/) {
			tail = line[i]
		} else {
			fail("a part of a guard is FROM, REFUSE 'sentence' or WHEN: " line[i])
		}
		if (tail == "")
			continue
		if (n == 0) {
			guard_from[which] = guard_from[which] "\n" tail
		} else {
			if (guard_when[which, n] == "" && sub(/^WHEN /, "", tail) == 0)
				fail("behind REFUSE 'sentence' stands WHEN: " tail)
			guard_when[which, n] = guard_when[which, n] (guard_when[which, n] == "" ? "" : "\n") tail
		}
	}
	if (n == 0)
		fail("a guard refuses something: " which)
	for (i = 1; i < n; i++)
		if (guard_when[which, i] == "")
			fail("behind a REFUSE without WHEN nothing is reached: " which)
	guard_refusals[which] = n
}

function guard_line(line) {
	check_line(line)
	if (line ~ /;$/) {
		guard_text[guard] = guard_text[guard] (guard_text[guard] == "" ? "" : "\n") substr(line, 1, length(line) - 1)
		read_guard(guard)
		guard = ""
		return
	}
	guard_text[guard] = guard_text[guard] (guard_text[guard] == "" ? "" : "\n") line
}

FNR == 1 {
	end_guard()
	engine = "both"
	steps++
	if (file_number() != steps)
		fail("this is step " steps " of the schema but its number is " file_number())
}

/^-- for: / {
	engine = $3
	if (engine !~ /^(sqlite|postgresql|both)$/)
		fail("a part of a step is for sqlite, postgresql or both, not for " engine)
	next
}

/^-- guard gone: / { guard_goes($4); next }

/^-- guard: / {
	end_guard()
	guard = $3
	if (guard !~ /^[a-z][a-z_]*$/)
		fail("a guard's name has small letters and _ only: " guard)
	guard_goes(guard)
	next
}

/^[ \t]*--/ || /^[ \t]*$/ { next }

guard != "" { guard_line($0); next }

/^CREATE TRIGGER/ { fail("write a guard: the build makes the triggers of both engines from it") }

{
	check_line($0)
	if (engine == "both" || engine == dialect)
		step[steps] = step[steps] (step[steps] == "" ? "" : "\n") $0
}

END {
	if (!failed)
		end_guard()
	if (failed)
		exit 1
}
