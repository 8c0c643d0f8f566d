#!/usr/bin/python3
"""Reads a daily workbook back with openpyxl and counts its figures again from the database, with sqlite3 alone.

    workbook.py FILE DB DAY         the form of every sheet, every figure and every row (of a workbook in English)
    workbook.py --zh FILE DB DAY    the same of a workbook in Chinese
    workbook.py --form FILE         the form alone, in any language
    workbook.py --same FILE OTHER   both have the same values in all cells, formulas' among them
    workbook.py --strip FILE OUT    writes the workbook without the values of its formulas
    workbook.py --spoil FILE OUT    writes it with one formula that gives another value (for a test of --same)

Prints what is wrong, one line each; the exit status is 1 then. Nothing here knows how the program counts: the SQL reads the tables.
"""
import datetime
import gettext
import io
import os
import re
import sqlite3
import subprocess
import sys
from collections import Counter, defaultdict
from decimal import Decimal

import openpyxl
from openpyxl.utils import column_index_from_string, get_column_letter

SHEETS = ["Day report", "Doctors", "Refunds", "No-shows", "Open", "Exceptions", "Money", "Summary", "Departments", "Sessions", "Registrations", "Visits",
          "Queue", "Ledger"]
PRINTED = range(0, 7)
SUMMARY = SHEETS.index("Summary")
WITH_FORMULAS = {0, SHEETS.index("Doctors"), SHEETS.index("Money"), SUMMARY, SHEETS.index("Departments")}
TEXTS = {"Booking", "Receipt", "Phone", "Clerk", "Counter", "Online order", "Of receipt", "Patient", "Reason", "Room"}
AMOUNTS = {"Fee", "Still paid", "Refund", "Amount", "Received", "Returned", "Net received", "Refunds due"}
METHODS = [("cash", "cash"), ("wechat", "WeChat"), ("alipay", "Alipay"), ("card", "card"), ("insurance", "insurance")]
OPEN = [("not_seen", "waited, not seen"), ("unpaid", "seen, not paid"), ("refund", "refund not finished")]
ZONE = datetime.timezone(datetime.timedelta(hours=8))

CATALOGUE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../data/locale/zh_CN.po")

complaints = []
words = gettext.NullTranslations()


def speak_chinese():
    global words
    words = gettext.GNUTranslations(io.BytesIO(subprocess.run(["msgfmt", "-o", "-", CATALOGUE], check=True, capture_output=True).stdout))


def said(text):
    """A word of the program in the workbook's language."""
    return words.gettext(text)


def is_one(text, of):
    return text in map(said, of)


def check(right, *words):
    if not right:
        complaints.append(" ".join(str(word) for word in words))


def equal(is_, wanted, *words):
    check(is_ == wanted, *words, "is", repr(is_), "and should be", repr(wanted))


def yuan(fen):
    return Decimal(fen) / 100


def number(value):
    """A cell's number as it was written in the file, without a binary fraction's tail."""
    return None if value is None or value == "" else Decimal(str(value))


def local(at_ms):
    """The local minute of an instant, as a sheet shows it."""
    if not at_ms:
        return None
    moment = datetime.datetime.fromtimestamp(at_ms // 60000 * 60, ZONE)
    return moment.replace(tzinfo=None)


def receipt(ledger_id):
    return None if not ledger_id else "%06d-%06d" % divmod(ledger_id, 1000000)


def booking_no(booking_id):
    return None if not booking_id else "%012d" % booking_id


# ---- The form ----


def header_row(sheet):
    """The header is the row over the first one that stays in place."""
    return int(re.search(r"\d+", sheet.freeze_panes or "A0").group()) - 1


def check_printed(sheet):
    """What people print has a print area of its first columns and all rows; it is upright only where letters have 8 points then. Page one, which may
    have a chart behind its last row, is on one page."""
    area = re.fullmatch(r"(?:.*!)?\$?A\$?1:\$?([A-Z]+)\$?(\d+)", "".join(sheet.print_area or ""))
    check(area, sheet.title, "has no print area from its first cell on:", sheet.print_area)
    if not area:
        return
    rows, first = int(area.group(2)), not sheet.freeze_panes
    check(rows == sheet.max_row or first and rows > sheet.max_row, sheet.title, "last row of the print area is", rows, "of", sheet.max_row)
    last = column_index_from_string(area.group(1))
    pixels = sum(7 * (sheet.column_dimensions[get_column_letter(column)].width or 8) + 5 for column in range(1, last + 1))
    # 190 mm between the margins of an upright page, at 96 pixels an inch; 261 mm in points; the font has 11 points.
    upright = 11 * min(1, 717 / pixels)
    if first:
        upright = min(upright, 11 * 740 / sum(sheet.row_dimensions[row].height or 15 for row in range(1, rows + 1)))
    check(sheet.page_setup.orientation == "landscape" or upright >= 8, sheet.title, "is upright with letters of", upright, "points")


def check_page(sheet, clinic, index):
    """Page one is upright and on one page; the tables are one page wide, and repeat their header."""
    first = index == 0
    name = sheet.title
    equal(sheet.page_setup.paperSize, 9, name, "paper size")
    if index in PRINTED:
        check_printed(sheet)
    else:
        equal(sheet.page_setup.orientation, "landscape", name, "orientation")
        check(not sheet.print_area, name, "has a print area")
    check(sheet.sheet_properties.pageSetUpPr and sheet.sheet_properties.pageSetUpPr.fitToPage, name, "is not fitted to the page")
    tall = sheet.page_setup.fitToHeight
    equal((sheet.page_setup.fitToWidth or 1, 1 if tall is None else tall), (1, 1 if first else 0), name, "pages wide and tall")
    equal(sheet.print_title_rows, None if first else "$1:$%d" % header_row(sheet), name, "repeated rows")
    equal(sheet.oddFooter.left.text, clinic, name, "left of the footer")
    equal(sheet.oddFooter.right.text, "&P / &N", name, "right of the footer")


def check_table(sheet):
    name, header = sheet.title, header_row(sheet)
    last = get_column_letter(sheet.max_column)
    check(header >= 1, name, "keeps no row in place")
    equal(sheet.freeze_panes, "A%d" % (header + 1), name, "frozen cell")
    check(re.fullmatch(r"A%d:%s\d+" % (header, last), sheet.auto_filter.ref or ""), name, "filter", sheet.auto_filter.ref)
    for column in range(1, sheet.max_column + 1):
        check(isinstance(sheet.cell(header, column).value, str), name, "has no title in column", column)
        check(sheet.cell(header, column).font.bold, name, "has a pale title in column", column)


def table_end(sheet):
    return int(re.search(r"\d+$", sheet.auto_filter.ref).group())


def check_widths(sheet):
    for column in range(1, sheet.max_column + 1):
        width = sheet.column_dimensions[get_column_letter(column)].width
        for row in range(header_row(sheet), table_end(sheet) + 1):
            cell = sheet.cell(row, column)
            alone = sheet.cell(row, column + 1).value is None and row == header_row(sheet) + 1
            if isinstance(cell.value, str) and cell.data_type == "s" and not cell.alignment.wrap_text and not alone:
                wanted = sum(2 if ord(character) > 0x2E7F else 1 for character in cell.value)
                check(width >= min(wanted, 60), sheet.title, cell.coordinate, "is wider than its column:", cell.value)


def check_cells(sheet, formulas):
    for row in sheet.iter_rows():
        for cell in row:
            check(cell.data_type != "f" or formulas or cell.row == table_end(sheet) + 1, sheet.title, cell.coordinate, "is a formula:", cell.value)
            check(cell.data_type != "e", sheet.title, cell.coordinate, "is an error:", cell.value)


def check_kinds(sheet):
    header = header_row(sheet)
    for column in range(1, sheet.max_column + 1):
        title = sheet.cell(header, column).value
        for row in range(header + 1, table_end(sheet) + 1):
            cell = sheet.cell(row, column)
            if cell.value is None or sheet.cell(row, 2).value is None and column == 1:
                continue
            if is_one(title, TEXTS):
                equal(cell.data_type, "s", sheet.title, cell.coordinate, "type")
                equal(cell.number_format, "@", sheet.title, cell.coordinate, "format")
            elif is_one(title, AMOUNTS):
                equal(cell.number_format, "#,##0.00", sheet.title, cell.coordinate, "format")
                if cell.data_type == "n":
                    check(number(cell.value) * 100 % 1 == 0, sheet.title, cell.coordinate, "is not whole fen:", cell.value)
            elif cell.is_date:
                check(cell.number_format.startswith(("yyyy", "hh")), sheet.title, cell.coordinate, "format", cell.number_format)


def check_form(path):
    book, values = openpyxl.load_workbook(path), openpyxl.load_workbook(path, data_only=True)
    equal(len(book.sheetnames), len(SHEETS), "number of sheets")
    clinic = book.worksheets[0].oddFooter.left.text
    check(clinic, "no clinic's name in the footer")
    for index, sheet in enumerate(book.worksheets):
        check_page(sheet, clinic, index)
        if index == 0:
            continue
        check_table(sheet)
        check_widths(sheet)
        check_cells(sheet, index in WITH_FORMULAS)
        check_kinds(sheet)
    summary = book.worksheets[SUMMARY]
    for row in range(header_row(summary) + 1, summary.max_row + 1):
        equal(summary.cell(row, 3).data_type, "f", "Summary", summary.cell(row, 2).value, "type")
        check(summary.cell(row, 4).value, "Summary", summary.cell(row, 2).value, "does not say where it comes from")
    for index in sorted(WITH_FORMULAS):
        for row in book.worksheets[index].iter_rows():
            for cell in row:
                cached = values.worksheets[index][cell.coordinate].value
                check(cell.data_type != "f" or cached is not None or '=0,"",' in str(getattr(cell.value, "text", cell.value)), book.sheetnames[index], cell.coordinate, "has no value:", cell.value)
    return book, values


# ---- The recount ----


class Day:
    """The rows of a day as the tables have them."""

    def __init__(self, path, day, at):
        self.db = sqlite3.connect("file:%s?mode=ro" % path, uri=True)
        self.db.row_factory = sqlite3.Row
        self.day = day
        self.first = int(day[2:].replace("-", "")) * 1000000
        end = datetime.datetime.fromisoformat(day).replace(tzinfo=ZONE) + datetime.timedelta(days=1)
        self.at_ms = int(min(end, at or end).timestamp()) * 1000
        self.made = self.bookings_made()
        self.visits = self.bookings("s.date = ?", day)
        self.ledger = self.all(
            "SELECT l.*, t.code AS staff, a.counter FROM ledger l JOIN audit a ON a.seq = l.seq JOIN staff t ON t.id = a.staff_id"
            " WHERE l.business_day = ? ORDER BY l.id", day)
        self.refunds = self.all(
            "SELECT l.*, b.id AS booking_id, r.state, r.settlement_id FROM ledger l JOIN refund r ON r.ledger_id = l.id"
            " LEFT JOIN booking b ON b.id = l.charge_id WHERE l.business_day = ? ORDER BY l.id", day)
        self.tickets = self.all(
            "SELECT t.*, b.state AS booking_state, b.number, s.date, s.start_minute, s.end_minute, s.capacity FROM ticket t"
            " JOIN session s ON s.id = t.session_id JOIN booking b ON b.id = t.booking_id WHERE s.date = ? AND t.state <> 'void'", day)
        self.no_shows = self.all("SELECT * FROM no_show WHERE date = ?", day)
        self.open = self.left_open()

    def all(self, sql, *arguments):
        return self.db.execute(sql, arguments).fetchall()

    def closed_at(self, day):
        """The number of the entry that closed the day; one that is behind all entries: it is not closed."""
        return (self.all("SELECT seq FROM day_close WHERE business_day = ?", day) or [(sys.maxsize,)])[0][0]

    def bookings_made(self):
        """Those with numbers of the day, and what was made on the day before after that was closed; what is made after the close is the next
        day's, as its money is."""
        before = (datetime.date.fromisoformat(self.day) - datetime.timedelta(days=1)).isoformat()
        numbers = int(before[2:].replace("-", "")) * 1000000
        return self.bookings("(b.id BETWEEN ? AND ? OR b.id BETWEEN ? AND ? AND c.seq > ?) AND c.seq <= ?", self.first, self.first + 999999,
                             numbers, numbers + 999999, self.closed_at(before), self.closed_at(self.day))

    def left_open(self):
        """What the day was closed with; of a day that is not closed, the refunds that are not finished and the orders that touch a closed day, of
        whatever day: its sessions are not over in these tests."""
        if self.all("SELECT 1 FROM day_close WHERE business_day = ?", self.day):
            return self.all("SELECT kind, subject, patient, fen FROM day_pending WHERE business_day = ?", self.day)
        rows = self.all("SELECT 'refund' AS kind, l.id, coalesce(p.name, o.name) AS patient, l.fen FROM refund r"
                        " JOIN ledger l ON l.id = r.ledger_id LEFT JOIN booking b ON b.id = l.charge_id"
                        " LEFT JOIN patient p ON p.id = b.patient_id LEFT JOIN online_order o ON o.refund_id = r.ledger_id"
                        " WHERE r.state IN ('requested', 'submitted', 'failed')")
        # A cancel says little: whom it is about, and how much still stands there, its booking tells.
        orders = self.all("SELECT 'order' AS kind, o.order_no AS subject, coalesce(o.name, p.name) AS patient, CASE o.action WHEN 'book' THEN o.paid_fen"
                          " ELSE (SELECT coalesce(sum(CASE kind WHEN 'payment' THEN fen ELSE -fen END), 0) FROM ledger"
                          " WHERE charge_id = b.id AND kind IN ('payment', 'refund')) END AS fen FROM online_order o"
                          " LEFT JOIN online_order was ON was.order_no = o.order_no AND was.result = 'accepted'"
                          " LEFT JOIN booking b ON b.id = was.booking_id LEFT JOIN patient p ON p.id = b.patient_id"
                          " WHERE o.result = 'refused' AND o.code = 'day_closed' GROUP BY o.order_no")
        return [dict(row, subject=receipt(row["id"])) for row in rows] + [dict(row) for row in orders]

    def bookings(self, where, *arguments):
        return self.all(
            "SELECT b.*, c.fen AS fee_fen, s.date, s.end_minute, n.kind, e.name AS department, p.name AS patient, p.phone,"
            " (SELECT coalesce(sum(fen), 0) FROM ledger WHERE charge_id = c.id AND kind = 'payment') AS paid_fen,"
            " (SELECT coalesce(sum(fen), 0) FROM ledger WHERE charge_id = c.id AND kind = 'refund') AS refund_fen,"
            " (SELECT min(id) FROM ledger WHERE charge_id = c.id AND kind = 'payment') AS payment_id"
            " FROM booking b JOIN charge c ON c.id = b.id JOIN session s ON s.id = b.session_id"
            " JOIN slot n ON n.session_id = b.session_id AND n.number = b.number JOIN doctor d ON d.id = s.doctor_id"
            " JOIN department e ON e.id = d.department_id JOIN patient p ON p.id = b.patient_id WHERE " + where + " ORDER BY b.id", *arguments)

    def is_earlier(self, row):
        """Whether what a row gives back was paid on an earlier day: a settlement is of a refund, a refund of a payment."""
        source = self.all("SELECT kind, of_id, business_day FROM ledger WHERE id = ?", row["of_id"] or 0)
        if source and source[0]["kind"] == "refund":
            source = self.all("SELECT business_day FROM ledger WHERE id = ?", source[0]["of_id"] or 0) or source
        return row["kind"] != "payment" and bool(source) and source[0]["business_day"] < self.day

    def is_override(self, refund):
        audit = self.all("SELECT action, detail FROM audit WHERE seq = ?", refund["seq"])[0]
        paid = self.all("SELECT fen FROM ledger WHERE id = ?", refund["of_id"])[0][0]
        late = " late, refund " in audit["detail"] and refund["fen"] == paid > 0
        return audit["action"] == "booking.refund" or audit["action"] == "booking.cancel" and late

    def events(self, action):
        """From one closing to the next, where they were on their days."""
        begin = int(datetime.datetime.fromisoformat(self.day).replace(tzinfo=ZONE).timestamp()) * 1000
        before = (datetime.date.fromisoformat(self.day) - datetime.timedelta(days=1)).isoformat()
        closed = {row[0]: row[1] for row in self.all(
            "SELECT business_day, at_ms FROM day_close JOIN audit USING (seq) WHERE business_day IN (?, ?)", before, self.day)}
        since = min(begin, closed.get(before, begin) + 1)
        until = min(begin + 86400000, closed.get(self.day, begin + 86400000) + 1)
        return self.all("SELECT count(*) FROM audit WHERE action = ? AND at_ms >= ? AND at_ms < ?", action, since, until)[0][0]

    def drawer(self):
        """What is expected in the drawer, and what was counted; None: nobody did."""
        closed = self.all("SELECT cash_counted_fen FROM day_close WHERE business_day = ?", self.day)
        return sum(received(row) - returned(row) for row in self.ledger if row["method"] == "cash"), closed[0][0] if closed else None

    def outcome(self, booking):
        ended = datetime.datetime.fromisoformat(booking["date"]).replace(tzinfo=ZONE) + datetime.timedelta(minutes=booking["end_minute"])
        left = "unresolved" if ended.timestamp() * 1000 <= self.at_ms else "expected"
        if booking["moved_to"]:
            return "moved"
        return {"booked": left, "checked_in": "came", "fulfilled": "came", "no_show": "no-show", "not_seen": "not seen"}.get(booking["state"], booking["state"])

    def expected_ms(self, ticket):
        minutes = ticket["end_minute"] - ticket["start_minute"]
        minute = ticket["start_minute"] + (ticket["number"] - 1) * minutes // ticket["capacity"]
        minute = ticket["end_minute"] if ticket["number"] > ticket["capacity"] else minute
        at = datetime.datetime.fromisoformat(ticket["date"]).replace(tzinfo=ZONE) + datetime.timedelta(minutes=minute)
        return int(at.timestamp() * 1000)

    def wait(self, ticket):
        since = max(ticket["checked_in_at_ms"], self.expected_ms(ticket))
        return max(0, ((ticket["called_at_ms"] or self.at_ms) - since) // 60000)


def received(row):
    return row["fen"] if row["kind"] == "payment" else 0


def returned(row):
    return row["fen"] if row["kind"] == "settlement" or row["kind"] == "refund" and row["credit"] != "refund_due" else 0


def due(row):
    return {"payment": 0, "settlement": -row["fen"], "refund": row["fen"] if row["credit"] == "refund_due" else 0}[row["kind"]]


def nearest_rank(waits, percent):
    ordered = sorted(waits)
    return ordered[-(-len(ordered) * percent // 100) - 1] if ordered else None


def rate(part, whole):
    return None if whole == 0 else part / whole


def expected_summary(day):
    channel = Counter(row["channel"] for row in day.made)
    outcome = Counter(day.outcome(row) for row in day.visits)
    waits = [day.wait(row) for row in day.tickets]
    refunds = sum(row["fen"] for row in day.refunds)
    back = sum(row["fen"] for row in day.refunds if row["state"] in ("done", "succeeded"))
    total = sum(received(row) for row in day.ledger)
    lines = [
        ("Bookings made", "Bookings made", len(day.made)), ("Bookings made", "at the counter", channel["counter"]),
        ("Bookings made", "online", channel["online"]), ("Bookings made", "Share of online", rate(channel["online"], len(day.made))),
        ("Bookings made", "Extra numbers", sum(row["kind"] == "extra" for row in day.made)),
        ("Bookings made", "Cancelled since", sum(row["state"] == "cancelled" and not row["moved_to"] for row in day.made)),
        ("Bookings made", "Moved since", sum(row["moved_to"] is not None for row in day.made)),
        ("Visits", "Booked for this day", len(day.visits)), ("Visits", "Cancelled", outcome["cancelled"]),
        ("Visits", "late cancellation", sum(row["cause"] == "late" for row in day.visits)), ("Visits", "Moved", outcome["moved"]), ("Visits", "Expected later", outcome["expected"]),
        ("Visits", "Unresolved", outcome["unresolved"]), ("Visits", "Excused", outcome["excused"]), ("Visits", "Not seen", outcome["not seen"]), ("Visits", "Came", outcome["came"]),
        ("Visits", "No-shows", outcome["no-show"]), ("Visits", "No-show rate", rate(outcome["no-show"], outcome["came"] + outcome["no-show"])),
        ("Money", "Payments", yuan(total)),
    ]
    lines += [("Money", word, yuan(sum(received(row) for row in day.ledger if row["method"] == name))) for name, word in METHODS]
    lines += [("Money", "Refunds", yuan(refunds)), ("Money", "handed back", yuan(back)), ("Money", "still due", yuan(refunds - back)),
              ("Money", "Net after refunds", yuan(total - refunds)),
              ("Money returned", "All money returned", yuan(sum(returned(row) for row in day.ledger)))]
    lines += [("Money returned", word, yuan(sum(returned(row) for row in day.ledger if row["method"] == name))) for name, word in METHODS]
    lines += [("Money returned", "of payments of earlier days", yuan(sum(returned(row) for row in day.ledger if day.is_earlier(row)))),
              ("Money returned", "Net received", yuan(total - sum(returned(row) for row in day.ledger)))]
    expected, counted = day.drawer()
    lines.append(("Cash", "Expected in the drawer", yuan(expected)))
    if counted is not None:
        lines += [("Cash", "Counted in the drawer", yuan(counted)), ("Cash", "Counted minus expected", yuan(counted - expected))]
    lines.append(("Left open", "Left open", len(day.open)))
    for kind, word in OPEN:
        lines.append(("Left open", word, sum(row["kind"] == kind for row in day.open)))
        if kind != "not_seen":
            lines.append(("Left open", word + ": amount", yuan(sum(row["fen"] for row in day.open if row["kind"] == kind))))
    lines += [("Waiting", "Checked in", len(day.tickets)), ("Waiting", "Still waiting", sum(row["state"] == "waiting" and row["booking_state"] != "not_seen" for row in day.tickets)),
              ("Waiting", "Median wait, minutes", nearest_rank(waits, 50)), ("Waiting", "90th percentile wait, minutes", nearest_rank(waits, 90)),
              ("Waiting", "Longest wait, minutes", max(waits, default=None))]
    lines += [("Exceptions", word, day.events(action)) for action, word in
              (("session.suspend", "Sessions suspended"), ("ban.start", "New bans"), ("setting.change", "Settings changed"))]
    lines.append(("Exceptions", "Refunds by override", sum(day.is_override(row) for row in day.refunds)))
    return lines


def rows_of(sheet):
    """The table's rows as dictionaries by title; none when the table only says that it is empty."""
    header = header_row(sheet)
    titles = [sheet.cell(header, column).value for column in range(1, sheet.max_column + 1)]
    rows = [dict(zip(titles, (cell.value for cell in row))) for row in sheet.iter_rows(min_row=header + 1, max_row=table_end(sheet))]
    if len(rows) == 1 and all(value is None for value in list(rows[0].values())[1:]):
        check(str(rows[0][titles[0]]).endswith((".", "。")), sheet.title, "is empty and does not say so")
        return []
    return rows


def same_rows(sheet, titles, wanted):
    """The sheet's rows, of those columns, in any order, are those that are wanted."""
    got = Counter(tuple(number(row[said(t)]) if t in AMOUNTS else row[said(t)] for t in titles) for row in rows_of(sheet))
    wanted = Counter(wanted)
    for row in got - wanted:
        check(False, sheet.title, "has a row that the database has not:", row)
    for row in wanted - got:
        check(False, sheet.title, "lacks a row:", row)


def same_words(sheet, key, title, states):
    """Each state of the database has one word of its own in the column; rows are found by their key."""
    words_of, back = defaultdict(set), defaultdict(set)
    for row in rows_of(sheet):
        words_of[states.get(row[said(key)], "nothing")].add(row[said(title)])
        back[row[said(title)]].add(states.get(row[said(key)], "nothing"))
    for table in (words_of, back):
        for word, found in table.items():
            equal(len(found), 1, sheet.title, title, word, "number of words")


def check_summary(sheet, day):
    header = header_row(sheet)
    lines = [tuple(cell.value for cell in row[:3]) for row in sheet.iter_rows(min_row=header + 1)]
    wanted = [(said(section), said(figure), right) for section, figure, right in expected_summary(day)]
    equal([line[:2] for line in lines], [line[:2] for line in wanted], "the figures of the Summary")
    for (section, figure, value), (_, _, right) in zip(lines, wanted):
        if isinstance(right, float):
            check(abs(value - right) < 1e-12, section, figure, "is", value, "and should be", right)
        else:
            equal(number(value), None if right is None else Decimal(right), section, figure)


def check_departments(sheet, day):
    made, visits = Counter((r["department"], r["channel"]) for r in day.made), Counter((r["department"], day.outcome(r)) for r in day.visits)
    booked = Counter(r["department"] for r in day.visits)
    department_of = dict(tuple(row) for row in day.all("SELECT b.id, s.department FROM booking b JOIN session s ON s.id = b.session_id"))
    names = {name for name, _ in made} | set(booked) | {department_of.get(row["charge_id"], said("without a visit")) for row in day.ledger}
    same_rows(sheet, ["Department", "Booked at the counter", "Booked online", "Bookings made", "Visits", "Came", "No-shows"], [
        (n, made[n, "counter"], made[n, "online"], made[n, "counter"] + made[n, "online"], booked[n], visits[n, "came"], visits[n, "no-show"])
        for n in names])
    if names:
        check(sheet.cell(table_end(sheet) + 1, 4).value == len(day.made), "Departments: total of the bookings made")
        check(sheet.cell(table_end(sheet) + 1, 5).value == len(day.visits), "Departments: total of the visits")
        total = yuan(sum(received(row) for row in day.ledger))
        equal(number(sheet.cell(table_end(sheet) + 1, 9).value), total, "Departments: total received")


def check_sessions(sheet, day):
    """By the rule of frontdesk-files(7): what is sold counts first, then online's share until the release, and the counter has the rest."""
    rows = []
    for s in day.all("SELECT * FROM session WHERE date = ?", day.day):
        numbers = day.all("SELECT n.number, n.kind, b.channel FROM slot n LEFT JOIN booking b ON b.session_id = n.session_id"
                          " AND b.number = n.number AND b.state <> 'cancelled' WHERE n.session_id = ?", s["id"])
        extra = [n for n in numbers if n["kind"] == "extra" and n["number"] > s["capacity"]]
        sold = Counter(n["channel"] for n in numbers if n["channel"] and n not in extra)
        start = datetime.datetime.fromisoformat(s["date"]).replace(tzinfo=ZONE) + datetime.timedelta(minutes=s["start_minute"] - 30)
        end = start + datetime.timedelta(minutes=s["end_minute"] - s["start_minute"] + 30)
        released, over = day.at_ms >= start.timestamp() * 1000, day.at_ms >= end.timestamp() * 1000
        share = s["capacity"] * s["online_percent"] // 100
        room = max(0, s["capacity"] - sold["counter"] - sold["online"])
        unsold = sum(n["kind"] == "online" and n["number"] <= s["capacity"] and not n["channel"] for n in numbers)
        kept = 0 if released else min(max(0, share - sold["online"]), unsold, room)
        live = s["state"] == "open" and not over
        figures = (s["capacity"], sold["counter"] + room - kept, sold["counter"], live * (room - kept), sold["online"] + kept, sold["online"],
                   live * kept, sum(n["channel"] is not None for n in extra))
        rows.append((s["room"], *(figures if s["state"] != "suspended" else [None] * len(figures))))
    same_rows(sheet, ["Room", "Capacity", "Counter's numbers", "Sold at the counter", "Free at the counter", "Online's numbers", "Sold online",
                      "Free online", "Extra numbers"], rows)


def maker(day, booking_id):
    """Who wrote the first line of the booking's history."""
    return tuple(day.all("SELECT t.code, a.counter FROM audit a JOIN staff t ON t.id = a.staff_id WHERE a.subject_id = ?"
                         " AND a.action = 'booking.book' ORDER BY a.seq LIMIT 1", booking_id)[0])


def check_people(book, day):
    same_rows(book[said("Registrations")], ["Booking", "Made at", "Clerk", "Counter", "Number", "Patient", "Fee", "Still paid", "Receipt", "Refund"], [
        (booking_no(r["id"]), local(r["booked_at_ms"]), *maker(day, r["id"]), r["number"], r["patient"], yuan(r["fee_fen"]),
         yuan(r["paid_fen"] - r["refund_fen"]), receipt(r["payment_id"]), yuan(r["refund_fen"])) for r in day.made])
    same_words(book[said("Registrations")], "Booking", "State", {booking_no(r["id"]): r["state"] for r in day.made})
    same_words(book[said("Registrations")], "Booking", "Channel", {booking_no(r["id"]): r["channel"] for r in day.made})
    same_rows(book[said("Visits")], ["Booking", "Number", "Patient", "Outcome", "Fee", "Still paid", "Refund"], [
        (booking_no(r["id"]), r["number"], r["patient"], said(day.outcome(r)), yuan(r["fee_fen"]), yuan(r["paid_fen"] - r["refund_fen"]), yuan(r["refund_fen"]))
        for r in day.visits])
    same_rows(book[said("No-shows")], ["Booking", "Withdrawn because"], [(booking_no(r["booking_id"]), r["withdrawn_reason"]) for r in day.no_shows])
    same_rows(book[said("Queue")], ["Expected at", "Checked in", "First called", "Finished", "Wait in minutes", "Calls"], [
        (local(day.expected_ms(r)), local(r["checked_in_at_ms"]), local(r["called_at_ms"]), local(r["finished_at_ms"]), day.wait(r), r["calls"]) for r in day.tickets])


def check_money(book, day):
    method = {name: said(word) for name, word in METHODS}
    same_rows(book[said("Refunds")], ["Receipt", "Booking", "Amount", "Of receipt", "Settled with receipt"], [
        (receipt(r["id"]), booking_no(r["booking_id"]), yuan(r["fen"]), receipt(r["of_id"]), receipt(r["settlement_id"])) for r in day.refunds])
    same_words(book[said("Refunds")], "Receipt", "State", {receipt(r["id"]): r["state"] for r in day.refunds})
    same_rows(book[said("Ledger")], ["Receipt", "Time", "Method", "Clerk", "Counter", "Received", "Returned", "Refunds due"], [
        (receipt(r["id"]), local(r["at_ms"]), method[r["method"]], r["staff"], r["counter"],
         *(yuan(move(r)) or None for move in (received, returned, due))) for r in day.ledger])
    shares = defaultdict(lambda: [0, 0, 0, 0, 0])
    for r in day.ledger:
        moved = [r["kind"] == "payment", received(r), returned(r), received(r) - returned(r), due(r)]
        for key in ((method[r["method"]], r["staff"], r["counter"]), "all", r["method"]):
            shares[key] = [a + b for a, b in zip(shares[key], moved)]
    money = book[said("Money")]
    same_rows(money, ["Method", "Clerk", "Counter", "Payments", "Received", "Returned", "Net received", "Refunds due"],
              [(*key, sums[0], *map(yuan, sums[1:])) for key, sums in shares.items() if isinstance(key, tuple)])
    if day.ledger:
        totals = [number(money.cell(table_end(money) + 1, column).value) for column in range(4, 9)]
        equal(totals, [Decimal(shares["all"][0]), *map(yuan, shares["all"][1:])], "Money: totals")


def check_open(book, day):
    kinds = {**dict(OPEN), "order": "order to look at"}
    same_rows(book[said("Open")], ["What", "Booking, receipt or order", "Patient", "Amount"], [
        (said(kinds[r["kind"]]), r["subject"], r["patient"], yuan(r["fen"])) for r in day.open])


def check_doctors(sheet, day):
    """What each doctor sold, saw and earned; who has neither a session nor a visit nor money is not there."""
    sums = defaultdict(lambda: [0, 0, 0, 0, 0, 0])
    doctor_of = {row["id"]: (row["department"], row["doctor"]) for row in day.all(
        "SELECT b.id, s.department, s.doctor FROM booking b JOIN session s ON s.id = b.session_id")}
    for row in day.all("SELECT department, doctor, state, capacity FROM session WHERE date = ?", day.day):
        sums[row["department"], row["doctor"]][0] += row["capacity"] if row["state"] != "suspended" else 0
    for row in day.visits:
        who = sums[doctor_of[row["id"]]]
        who[1] += row["state"] != "cancelled"
        for place, word in ((2, "came"), (3, "not seen"), (4, "no-show")):
            who[place] += day.outcome(row) == word
    for row in day.ledger:
        sums[doctor_of.get(row["charge_id"], (said("without a visit"),) * 2)][5] += received(row) - returned(row)
    same_rows(sheet, ["Department", "Doctor", "Capacity", "Sold", "Came", "Not seen", "No-shows", "Net received"],
              [(*who, *figures[:5], yuan(figures[5])) for who, figures in sums.items()])


def page_lines(page):
    return [" ".join(str(cell.value) for cell in row if cell.value is not None) for row in page.iter_rows()]


def check_signed(page, day):
    """Page one has the figures that a manager signs for, and the drawer with its reason."""
    numbers = {row[0].value: [cell.value for cell in row if isinstance(cell.value, (int, float))] for row in page.iter_rows()}
    figures = {title: number(found[0]) for title, found in numbers.items() if found}
    outcome = Counter(day.outcome(row) for row in day.visits)
    paid, back = sum(map(received, day.ledger)), sum(map(returned, day.ledger))
    for title, right in (("Bookings made", len(day.made)), ("Came", outcome["came"]), ("Not seen", outcome["not seen"]),
                         ("No-shows", outcome["no-show"]), ("Cancelled", outcome["cancelled"]), ("Payments", yuan(paid)),
                         ("Net received", yuan(paid - back))):
        equal(figures.get(said(title)), Decimal(right), "page one:", title)
    text = "\n".join(page_lines(page))
    expected, counted = day.drawer()
    if counted is None:
        check(said("The drawer was not counted.") in text, "page one does not say that nobody counted")
        check(said("Cash: expected %s yuan.") % "{:,.2f}".format(yuan(expected)) in text, "page one: what is expected in the drawer")
    else:
        check(said("Cash: expected %s, counted %s, difference %s yuan.") % tuple(
            "{:,.2f}".format(yuan(fen)) for fen in (expected, counted, counted - expected)) in text, "page one: the drawer")
    for row in day.all("SELECT reason FROM cash_difference WHERE business_day = ?", day.day):
        check(said("Reason for the difference: %s") % row[0] in text, "page one: the reason for the difference")
    check(said("Prepared by") + " ____" in text, "page one has no line to sign on")


def check_privacy(book, day):
    """No phone and no identity number stands in the workbook in full."""
    secrets = {row[0] for row in day.all("SELECT phone FROM patient WHERE phone IS NOT NULL UNION SELECT id_number FROM patient WHERE id_number IS NOT NULL")}
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                check(cell.value not in secrets, sheet.title, cell.coordinate, "shows a phone or an identity number in full")


def check_chart(charts, departments, day):
    """One chart, whose own copy of the figures is what the Departments have: a viewer that cannot calculate shows that."""
    equal(len(charts), 1 if day.made or day.visits else 0, "charts on page one")
    for chart in charts:
        rows = rows_of(departments)
        equal(len(chart.series), 2, "series of the chart")
        for series, title in zip(chart.series, ("Booked at the counter", "Booked online")):
            equal([point.v for point in series.val.numRef.numCache.pt], [row[said(title)] for row in rows], "the chart's", title)
            equal([point.v for point in series.cat.strRef.strCache.pt], [row[said("Department")] for row in rows], "the chart's departments")


def check_day(path, db, date):
    book, values = check_form(path)
    equal(book.sheetnames, [said(name) for name in SHEETS], "names of the sheets")
    summary, page = values[said("Summary")], values[said("Day report")]
    lines = page_lines(page)
    head = " ".join(lines[:lines.index(said("The day"))])
    moment = re.search(r"\d{4}-\d\d-\d\d \d\d:\d\d", head)
    day = Day(db, date, datetime.datetime.fromisoformat(moment.group()).replace(tzinfo=ZONE) if moment else None)
    check(date in str(page["A2"].value), "the title does not name the day:", page["A2"].value)
    closed = day.all("SELECT t.code FROM day_close c JOIN audit a ON a.seq = c.seq JOIN staff t ON t.id = a.staff_id WHERE business_day = ?", date)
    check(not closed or closed[0][0] in head, "does not say who closed the day")
    check(closed or said("This day is not closed yet.") in head, "does not say that the day is open")
    check_signed(page, day)
    check_summary(summary, day)
    check_departments(values[said("Departments")], day)
    check_doctors(values[said("Doctors")], day)
    check_sessions(values[said("Sessions")], day)
    check_people(values, day)
    check_money(values, day)
    check_open(values, day)
    check_privacy(values, day)
    check_chart(book[said("Day report")]._charts, values[said("Departments")], day)


# ---- Recalculation ----


def check_same(path, other):
    one, two = openpyxl.load_workbook(path, data_only=True), openpyxl.load_workbook(other, data_only=True)
    formulas = 0
    equal(two.sheetnames, one.sheetnames, "names of the sheets")
    for sheet, twin, source in zip(one.worksheets, two.worksheets, openpyxl.load_workbook(path).worksheets):
        for row in source.iter_rows():
            for cell in row:
                value, again = sheet[cell.coordinate].value, twin[cell.coordinate].value
                formulas += cell.data_type == "f"
                close = value == again or (value or None) == (again or None)
                if isinstance(value, (int, float)) and isinstance(again, (int, float)):
                    close = abs(value - again) < 1e-9
                check(close, sheet.title, cell.coordinate, cell.value, "is", repr(value), "and recalculated", repr(again))
    check(formulas >= 40, "only", formulas, "formulas were compared")


def main(arguments):
    if len(arguments) == 3 and arguments[0] == "--same":
        check_same(*arguments[1:])
    elif len(arguments) == 3 and arguments[0] in ("--strip", "--spoil"):
        book = openpyxl.load_workbook(arguments[1])
        if arguments[0] == "--spoil":
            summary = book.worksheets[SUMMARY]
            summary.cell(header_row(summary) + 1, 3).value += "+1"
        book.save(arguments[2])
    elif len(arguments) == 2 and arguments[0] == "--form":
        check_form(arguments[1])
    elif len(arguments) == 4 and arguments[0] == "--zh":
        speak_chinese()
        check_day(*arguments[1:])
    elif len(arguments) == 3:
        check_day(*arguments)
    else:
        sys.exit(__doc__)
    for complaint in complaints[:50]:
        print(complaint)
    if complaints:
        sys.exit("workbook.py: %d faults" % len(complaints))


main(sys.argv[1:])
