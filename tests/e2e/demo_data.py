#!/usr/bin/python3
"""Checks the demonstration clinic's files by themselves, without any code of frontdesk.

  demo_data.py FOLDER           says what is wrong with the files, or what they come to; exit status 1 when anything is wrong
  demo_data.py --expect FOLDER  prints what the import of online.csv has to answer: line,order_no,action,result,code

The rules are those of the clinic, written down here a second time: a mistake in the program and the same mistake here would
have to be made twice. Days in the files are tokens such as @D+1@; they are judged for several todays, with the same outcome.
"""
import csv
import datetime
import io
import pathlib
import re
import sys

TODAYS = ("2024-02-29", "2026-11-21", "2026-12-31", "2027-10-03", "2028-02-28")
ROSTER_COLUMNS = "date period doctor capacity room online_percent fee_yuan".split()
ONLINE_COLUMNS = "order_no action doctor date period name id_number phone paid_yuan transaction_id ordered_at".split()
COLUMNS = {
    "departments.csv": "code name location".split(),
    "doctors.csv": "code name title department qualification_no specialty fee_yuan".split(),
    "roster.csv": ROSTER_COLUMNS,
    "roster-history.csv": ROSTER_COLUMNS,
    "patients.csv": "name id_type id_number phone sex birth_date card_no".split(),
    "online.csv": ONLINE_COLUMNS,
    "online-history.csv": ONLINE_COLUMNS,
    "online-morning.csv": ONLINE_COLUMNS,
}
COUNTS = {"departments.csv": 8, "doctors.csv": 24, "patients.csv": 300, "online.csv": 150}
FEES = {"主任医师": 5000, "副主任医师": 3000, "主治医师": 2000, "住院医师": 1000}
PROVINCES = set("11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54"
                " 61 62 63 64 65 71 81 82 83".split())
STARTS = {"am": (8, 0), "pm": (13, 30), "eve": (18, 0)}
ENDS = {"am": (12, 0), "pm": (17, 30), "eve": (20, 30)}
ONLINE_PERCENT, RELEASE_MINUTES, HORIZON_DAYS, THRESHOLD = 20, 30, 7, 3
REFUSALS = ("quota_full session_suspended session_over unknown_session unknown_doctor banned duplicate_person too_late"
            " fee_mismatch bad_id_number bad_phone not_found beyond_horizon").split()

# The story: this session is suspended before the import; this person never comes and is banned when today is closed; that one
# never came on the three days before, and is banned already.
SUSPENDED = (1, "am", "1001")
BANNED_TODAY = "陆明哲"
BANNED_BEFORE = "解晓峰"
EXPECTED = {
    "rows": 150, "accepted": 119, "cancelled": 6, "duplicate": 3, "refused": 22,
    "quota_full": 4, "session_suspended": 2, "session_over": 2, "unknown_session": 2, "unknown_doctor": 1, "banned": 1,
    "duplicate_person": 2, "too_late": 1, "fee_mismatch": 2, "bad_id_number": 2, "bad_phone": 1, "not_found": 1,
    "beyond_horizon": 1,
    # Bookings that came paid and what they paid; of the refunds, those of cancelled and those of refused bookings.
    "paid": 114, "paid_fen": 300850, "cancel_refunds": 5, "cancel_refund_fen": 18000,
    "refused_refunds": 19, "refused_refund_fen": 51200,
}


class Wrong(Exception):
    """Something in the files breaks a promise."""


def must(true, sentence, *values):
    if not true:
        raise Wrong(sentence.format(*values))


def fen(text):
    must(re.fullmatch(r"\d{1,6}\.\d\d", text), "{!r} is not an amount with two decimals", text)
    return int(text.replace(".", ""))


def id_fault(number, today):
    """GB 11643-1999, and residence cards of 2023, whose province stands behind a 9; None when the number is right."""
    province = number[1:3] if number[:1] == "9" else number[:2]
    if not re.fullmatch(r"\d{17}[\dXx]", number) or province not in PROVINCES:
        return "form"
    try:
        birth = datetime.date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return "birth date"
    if birth > today:
        return "birth date"
    # ISO 7064 MOD 11-2 as it is defined: the weighted sum with the check character's own value leaves 1.
    values = [int(digit) for digit in number[:17]] + [10 if number[17] in "Xx" else int(number[17])]
    if sum(value * pow(2, 17 - place, 11) for place, value in enumerate(values)) % 11 != 1:
        return "check character"
    return None


def phone_is_good(phone):
    phone = re.sub(r"[ -]", "", phone)
    return re.fullmatch(r"1[3-9]\d{9}|0\d{9,11}", phone) is not None


def read(folder, name, today):
    data = (folder / name).read_bytes()
    text = data.decode("utf-8")
    must(not text.startswith("\ufeff"), "{}: starts with a byte order mark", name)
    must(b"\r" not in data and data.endswith(b"\n"), "{}: lines do not end in LF", name)
    must(not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\\]", text),
         "{}: has control or invisible characters or a backslash", name)
    text = re.sub(r"@D([+-]\d+)@", lambda token: str(today + datetime.timedelta(days=int(token[1]))), text)
    must("@" not in text, "{}: a date token is misspelt", name)
    lines = list(csv.reader(io.StringIO(text), strict=True))
    must(lines[0] == COLUMNS[name], "{}: the header is {}", name, lines[0])
    must(len(lines) - 1 == COUNTS.get(name, len(lines) - 1), "{}: has {} rows", name, len(lines) - 1)
    rows = []
    for number, line in enumerate(lines[1:], 2):
        must(len(line) == len(COLUMNS[name]), "{}:{}: has {} fields", name, number, len(line))
        for value in line:
            must(value == value.strip(" \u3000"), "{}:{}: {!r} has spaces around it", name, number, value)
            must(value[:1] not in tuple("=+-@＝＋－＠"), "{}:{}: {!r} starts like a formula", name, number, value)
        rows.append(dict(zip(COLUMNS[name], line), line=number))
    return rows


def unique(rows, column, what):
    values = [row[column].upper() for row in rows if row[column]]
    for value in values:
        must(values.count(value) == 1, "{} {!r} stands twice", what, value)


class Clinic:
    def __init__(self, folder, today):
        self.today = today
        self.files = {name: read(folder, name, today) for name in COLUMNS}
        self.doctors = {row["code"]: row for row in self.files["doctors.csv"]}
        self.sessions = {}

    def offset(self, date):
        return (datetime.date.fromisoformat(date) - self.today).days

    def at(self, day, hour, minute=0):
        return datetime.datetime.combine(self.today, datetime.time(hour, minute)) + datetime.timedelta(days=day)

    def check_directory(self):
        departments = {row["code"] for row in self.files["departments.csv"]}
        unique(self.files["departments.csv"], "code", "department")
        unique(self.files["departments.csv"], "name", "department")
        unique(self.files["doctors.csv"], "code", "doctor")
        unique(self.files["doctors.csv"], "qualification_no", "qualification number")
        for row in self.doctors.values():
            must(row["department"] in departments, "doctor {}: no department {}", row["code"], row["department"])
            must(re.fullmatch(r"\d{4}", row["code"]), "doctor {}: a number pad cannot type this", row["code"])
            must(re.fullmatch(r"\d{15}", row["qualification_no"]), "doctor {}: qualification number", row["code"])
            must(fen(row["fee_yuan"]) == FEES.get(row["title"]), "doctor {}: fee is not that of {}", row["code"], row["title"])
            must(row["name"] and row["specialty"], "doctor {}: name or specialty is missing", row["code"])
        for code in departments:
            must(sum(row["department"] == code for row in self.doctors.values()) == 3, "department {}: not 3 doctors", code)
        names = "".join(row["name"] for row in self.doctors.values())
        must("·" in names and max(names) > "\uffff", "doctors: no ethnic name or no rare character")

    def check_roster(self):
        for name, days in (("roster.csv", list(range(7)) + [9]), ("roster-history.csv", [-3, -2, -1])):
            rooms = set()
            for row in self.files[name]:
                key = (self.offset(row["date"]), row["period"], row["doctor"])
                must(key[0] in days and key[1] in STARTS, "{}:{}: day or period", name, row["line"])
                must(key[2] in self.doctors, "{}:{}: no doctor {}", name, row["line"], key[2])
                must(key not in self.sessions, "{}:{}: the session stands twice", name, row["line"])
                must(8 <= int(row["capacity"]) <= 40, "{}:{}: capacity", name, row["line"])
                percent = int(row["online_percent"] or ONLINE_PERCENT)
                must(0 <= percent <= 100, "{}:{}: online_percent", name, row["line"])
                must(row["room"] and (key[:2], row["room"]) not in rooms, "{}:{}: two doctors in room {}", name, row["line"],
                     row["room"])
                rooms.add((key[:2], row["room"]))
                self.sessions[key] = {
                    "online": int(row["capacity"]) * percent // 100, "taken": 0,
                    "fee": fen(row["fee_yuan"] or self.doctors[key[2]]["fee_yuan"]),
                    "starts": self.at(key[0], *STARTS[key[1]]), "ends": self.at(key[0], *ENDS[key[1]]),
                }
        rows = self.files["roster.csv"]
        must(180 <= len(rows) <= 230, "roster.csv: has {} rows", len(rows))
        must(sum(row["online_percent"] != "" for row in rows) >= 3, "roster.csv: too few own percents")
        must(sum(row["fee_yuan"] != "" for row in rows) >= 3, "roster.csv: too few own fees")
        must(sum(row["period"] == "eve" for row in rows) >= 3, "roster.csv: too few evenings")
        for day in range(7):
            open_departments = {self.doctors[key[2]]["department"] for key in self.sessions if key[0] == day}
            must(len(open_departments) == 8, "roster.csv: a department is shut on day {}", day)

    def check_patients(self):
        rows = self.files["patients.csv"]
        unique(rows, "id_number", "ID number")
        unique(rows, "card_no", "card")
        for row in rows:
            where = "patients.csv:%d" % row["line"]
            must(row["name"] and phone_is_good(row["phone"]), "{}: name or phone", where)
            must(row["sex"] in ("male", "female", "unknown", ""), "{}: sex", where)
            must(row["card_no"] == "" or re.fullmatch(r"\d{10}", row["card_no"]), "{}: card", where)
            if row["id_type"] == "resident_id":
                number = row["id_number"]
                must(id_fault(number, self.today) is None, "{}: ID number {}: {}", where, number, id_fault(number, self.today))
                birth = "-".join((number[6:10], number[10:12], number[12:14]))
                must(row["birth_date"] in ("", birth), "{}: birth date is not that of the ID number", where)
                must(row["sex"] in ("", "female" if int(number[16]) % 2 == 0 else "male"), "{}: sex", where)
            else:
                must(row["id_type"] in ("passport", "permit", "birth_certificate", "other"), "{}: id_type", where)
                must(re.fullmatch(r"[A-Za-z0-9/()-]{1,32}", row["id_number"]), "{}: number", where)
                must(row["sex"] and self.offset(row["birth_date"]) < 0, "{}: sex or birth date is missing", where)
        self.check_patient_kinds(rows)

    def check_patient_kinds(self, rows):
        for kind in ("resident_id", "passport", "permit", "birth_certificate", "other"):
            must(sum(row["id_type"] == kind for row in rows) >= 4, "patients.csv: too few with {}", kind)
        names = [row["name"] for row in rows]
        phones = [row["phone"] for row in rows]
        for true, what in (
                (sum(row["birth_date"] == "" for row in rows) >= 50, "without birth date"),
                (sum(row["card_no"] != "" for row in rows) >= 100, "with a card"),
                (sum("·" in name for name in names) >= 8, "with a middle dot"),
                (sum(max(name) > "\uffff" for name in names) >= 5, "with a character beyond the BMP"),
                (sum(name.isascii() for name in names) >= 4, "with Latin letters"),
                (len(set(names)) <= 292, "with the same name"),
                (sum(phones.count(phone) > 1 for phone in phones) >= 20, "in families with one phone"),
                ({name[0] for name in names} >= set("单解查仇曾区翟覃缪朴"), "with a surname of two readings"),
        ):
            must(true, "patients.csv: too few people {}", what)
        twins = [(row["name"], row["id_number"][:14], row["phone"]) for row in rows if row["id_type"] == "resident_id"]
        must(len(twins) - len(set(twins)) >= 2, "patients.csv: no twins of one name")

    def check_online_form(self, name, earliest, latest):
        payments = {}
        for row in self.files[name]:
            where = "%s:%d" % (name, row["line"])
            must(re.fullmatch(r"[A-Za-z0-9]{1,32}", row["order_no"]), "{}: order_no", where)
            must(row["action"] in ("book", "cancel"), "{}: action", where)
            must(row["name"] and row["period"] in STARTS, "{}: name or period", where)
            must((row["paid_yuan"] == "") == (row["transaction_id"] == ""), "{}: paid, or not paid?", where)
            if row["transaction_id"]:
                must(re.fullmatch(r"4200\d{24}", row["transaction_id"]), "{}: transaction_id", where)
                other = payments.setdefault(row["transaction_id"], row["order_no"])
                must(other == row["order_no"], "{}: transaction_id stands twice", where)
            at = datetime.datetime.fromisoformat(row["ordered_at"])
            must(len(row["ordered_at"]) == 19 and earliest <= at < latest, "{}: ordered_at", where)
        return set(payments)

    def check_known(self):
        """Who books online and is among the patients is there under the same name and phone."""
        known = {row["id_number"]: row for row in self.files["patients.csv"]}
        found = 0
        for row in self.files["online.csv"] + self.files["online-morning.csv"]:
            patient = known.get(row["id_number"].upper())
            if patient is not None:
                found += 1
                must(row["name"] == patient["name"] and row["phone"].replace(" ", "") == patient["phone"],
                     "online.csv:{}: not the patient of this ID number", row["line"])
        must(40 <= found <= 120, "online.csv: {} rows are of known patients", found)


class Channel:
    """What the online channel may do, row by row; `clock` says whether a row is judged at its own time or at the import's."""

    def __init__(self, clinic, now, clock):
        self.clinic, self.now, self.clock = clinic, now, clock
        self.suspended, self.banned = set(), set()
        self.seen, self.active = set(), {}
        self.answers = []

    def reasons(self, row, key):
        """Every rule that refuses this booking."""
        clinic = self.clinic
        now = self.now if self.clock == "import" else datetime.datetime.fromisoformat(row["ordered_at"])
        person = row["id_number"].upper()
        session = clinic.sessions.get(key)
        doctor = clinic.doctors.get(key[2])
        found = []
        if doctor is None:
            found.append("unknown_doctor")
        elif session is None:
            found.append("unknown_session")
        else:
            if key in self.suspended:
                found.append("session_suspended")
            if now >= session["ends"]:
                found.append("session_over")
            if row["paid_yuan"] and fen(row["paid_yuan"]) != session["fee"]:
                found.append("fee_mismatch")
            if session["taken"] >= session["online"]:
                found.append("quota_full")
            must(key[0] < 0 or self.now < session["starts"] - datetime.timedelta(minutes=RELEASE_MINUTES),
                 "the import comes after the release of {}", key)
        if key[0] - (now.date() - clinic.today).days > HORIZON_DAYS:
            found.append("beyond_horizon")
        if id_fault(row["id_number"], clinic.today):
            found.append("bad_id_number")
        if not phone_is_good(row["phone"]):
            found.append("bad_phone")
        if person in self.banned:
            found.append("banned")
        if doctor and any(other["person"] == person and other["key"][0] == key[0] and
                          clinic.doctors[other["key"][2]]["department"] == doctor["department"]
                          for other in self.active.values()):
            found.append("duplicate_person")
        # Somebody with a booking of the session does not also meet a full session.
        return [reason for reason in found if reason != "quota_full"] or found

    def judge(self, row):
        key = (self.clinic.offset(row["date"]), row["period"], row["doctor"])
        where = "%s, line %d" % (row["order_no"], row["line"])
        if (row["order_no"], row["action"]) in self.seen:
            return "duplicate", ""
        self.seen.add((row["order_no"], row["action"]))
        if row["action"] == "cancel":
            booking = self.active.get(row["order_no"])
            if booking is None:
                must((row["order_no"], "book") not in self.seen, "{}: cancels what was refused", where)
                return "refused", "not_found"
            must(booking["key"] == key and booking["person"] == row["id_number"].upper(), "{}: cancels another", where)
            if row["ordered_at"][:10] >= row["date"]:
                return "refused", "too_late"
            must(self.now.date().isoformat() < row["date"], "{}: not in time by every clock", where)
            self.clinic.sessions[key]["taken"] -= 1
            del self.active[row["order_no"]]
            return "cancelled", ""
        reasons = self.reasons(row, key)
        must(len(reasons) <= 1, "{}: more than one rule refuses it: {}", where, reasons)
        if reasons:
            return "refused", reasons[0]
        self.clinic.sessions[key]["taken"] += 1
        self.active[row["order_no"]] = {"key": key, "person": row["id_number"].upper(), "name": row["name"]}
        return "accepted", ""

    def take(self, rows):
        for row in sorted(rows, key=lambda row: (row["ordered_at"], row["line"])):
            self.answers.append((row, *self.judge(row)))


def no_shows(channels, absent, last):
    """How often each of the absent did not come, up to the day `last`."""
    count = {}
    for channel in channels:
        for booking in channel.active.values():
            if booking["person"] in absent and booking["key"][0] <= last:
                count[booking["person"]] = count.get(booking["person"], 0) + 1
    return count


def check_morning(clinic, online):
    """The file that waits for whoever opens the demonstration's desk, after the night's."""
    morning = Channel(clinic, clinic.at(0, 8, 20), "import")
    morning.suspended, morning.banned = online.suspended, online.banned
    morning.seen, morning.active = set(online.seen), dict(online.active)
    morning.take(clinic.files["online-morning.csv"])
    results = [result + " " + code for _, result, code in morning.answers]
    must(results.count("accepted ") == 6 and results.count("refused fee_mismatch") == 1 and results.count("duplicate ") == 1 and
         len(results) == 8, "online-morning.csv: comes to {}", results)


def play(folder, today, clock):
    clinic = Clinic(folder, today)
    clinic.check_directory()
    clinic.check_roster()
    clinic.check_patients()
    clinic.check_known()
    payments = clinic.check_online_form("online-history.csv", clinic.at(-4, 0), clinic.at(-3, 0))
    for name, earliest, latest in (("online.csv", clinic.at(-1, 0), clinic.at(0, 7)), ("online-morning.csv", clinic.at(0, 7), clinic.at(0, 8))):
        more = clinic.check_online_form(name, earliest, latest)
        must(not payments & more, "a payment stands in {} and in another file", name)
        payments |= more

    history = Channel(clinic, clinic.at(-3, 7), clock)
    history.take(clinic.files["online-history.csv"])
    for row, result, code in history.answers:
        must(result == "accepted", "online-history.csv:{}: {} {}", row["line"], result, code)
    must(8 <= len(history.answers) <= 15, "online-history.csv: has {} rows", len(history.answers))
    times = {}
    for booking in history.active.values():
        times.setdefault(booking["person"], []).append(booking["name"])
    absent = {person: names[0] for person, names in times.items() if len(names) > 1}
    must(sorted(absent.values()) == sorted((BANNED_TODAY, BANNED_BEFORE)), "absent more than once: {}", absent)
    must(clinic.files["online-history.csv"][0]["name"] == BANNED_TODAY, "online-history.csv: does not start with the story's person")

    def banned(channels, last):
        count = no_shows(channels, absent, last)
        return sorted(absent[person] for person, missed in count.items() if missed >= THRESHOLD)

    must(banned([history], -2) == [] and banned([history], -1) == [BANNED_BEFORE], "the ban before the import is another")
    online = Channel(clinic, clinic.at(0, 7), clock)
    online.suspended = {SUSPENDED}
    online.banned = {person for person, name in absent.items() if name == BANNED_BEFORE}
    online.take(clinic.files["online.csv"])
    must(banned([history, online], 0) == sorted((BANNED_TODAY, BANNED_BEFORE)), "the ban at today's close is another")
    check_morning(clinic, online)
    return online


def totals(online):
    got = dict.fromkeys(EXPECTED, 0)
    paid = {}
    for row, result, code in online.answers:
        got["rows"] += 1
        got[result] += 1
        if code:
            got[code] += 1
        amount = fen(row["paid_yuan"]) if row["paid_yuan"] else 0
        if result == "accepted":
            paid[row["order_no"]] = amount
            got["paid_fen"] += amount
            got["paid"] += amount > 0
        elif result == "cancelled":
            got["cancel_refund_fen"] += paid[row["order_no"]]
            got["cancel_refunds"] += paid[row["order_no"]] > 0
        elif result == "refused" and amount:
            got["refused_refund_fen"] += amount
            got["refused_refunds"] += 1
    return got


def main(arguments):
    must(len(arguments) in (1, 2) and arguments[:-1] in ([], ["--expect"]), "{}", __doc__)
    folder = pathlib.Path(arguments[-1])
    outcomes = {}
    for today in TODAYS:
        for clock in ("row", "import"):
            online = play(folder, datetime.date.fromisoformat(today), clock)
            outcomes[today, clock] = [(row["line"], row["order_no"], row["action"], result, code)
                                      for row, result, code in online.answers]
    first = outcomes[TODAYS[0], "row"]
    for which, outcome in outcomes.items():
        must(outcome == first, "the outcome for {} differs", which)
    got = totals(online)
    for code in REFUSALS:
        must(got[code] > 0, "online.csv: no row is refused as {}", code)
    if arguments[0] == "--expect":
        for answer in sorted(first):
            print(*answer, sep=",")
        return
    must(got == EXPECTED, "online.csv comes to {}", {key: value for key, value in got.items() if EXPECTED[key] != value})
    print(", ".join("%s %d" % total for total in got.items()))


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except Wrong as wrong:
        sys.exit("demo_data: %s" % wrong)
