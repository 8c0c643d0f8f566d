#!/usr/bin/python3
"""The whole job on a large clinic, with an independent model of the rules.

    whole_job.py make FOLDER            writes departments.csv doctors.csv roster.csv online.csv (GB18030) and expected.json
    whole_job.py ack FOLDER ACK         compares an acknowledgement with the model, row by row
    whole_job.py counter FOLDER DB      plays the counter's day with $FRONTDESK: bookings, cancellations, check-ins, calls, a missed call
    whole_job.py recount DB DAY         prints what the database itself says of a day, as JSON (read with sqlite3 only)

The model is written from the clinic's rules, not from the program: 200 doctors, 7 days, 5,000 online rows.
"""
import csv
import datetime
import json
import os
import random
import sqlite3
import subprocess
import sys

TODAY = datetime.date(2026, 11, 23)
SEED = 20261123
DOCTORS, DAYS, ROWS, CAPACITY, PERCENT = 200, 7, 5000, 25, 20
WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰"


def resident_number(index):
    born = datetime.date(1940, 1, 1) + datetime.timedelta(days=index * 7 % 29000)
    seventeen = "110199%s%03d" % (born.strftime("%Y%m%d"), index % 1000)
    return seventeen + "10X98765432"[sum(int(d) * w for d, w in zip(seventeen, WEIGHTS)) % 11]


def person(index):
    name = SURNAMES[index % 20] + GIVEN[index // 20 % 26] + GIVEN[index // 520 % 26]
    return name, resident_number(index), "199%08d" % index


def roster():
    """(doctor, day offset, period) -> fee in fen; each doctor works every day, mornings or afternoons."""
    sessions = {}
    for doctor in range(DOCTORS):
        for day in range(DAYS):
            period = "am" if (doctor + day) % 2 == 0 else "pm"
            sessions[(str(1001 + doctor), day, period)] = 1000 + 500 * (doctor % 5)
    return sessions


def online_rows(rng, sessions):
    keys = sorted(sessions)
    rows, booked = [], []
    start = datetime.datetime.combine(TODAY - datetime.timedelta(days=1), datetime.time(8, 0))
    for number in range(ROWS):
        ordered = start + datetime.timedelta(seconds=rng.randrange(22 * 3600))
        kind = rng.random()
        if kind < 0.06 and booked:
            row = dict(rng.choice(booked))
            row.update(action="退号", paid_yuan="", transaction_id="")
            row["ordered_at"] = (datetime.datetime.fromisoformat(row["ordered_at"]) + datetime.timedelta(minutes=rng.randrange(1, 300))).isoformat(" ")
            rows.append(row)
            continue
        if kind < 0.08 and booked:
            rows.append(dict(rng.choice(booked)))
            continue
        doctor, day, period = rng.choice(keys[:len(keys) // 2]) if rng.random() < 0.6 else rng.choice(keys)
        who = rng.randrange(2600)
        name, id_number, phone = person(who)
        fee = sessions[(doctor, day, period)]
        row = {
            "order_no": "WX%08d" % number, "action": "预约", "doctor": doctor,
            "date": (TODAY + datetime.timedelta(days=day)).isoformat(), "period": {"am": "上午", "pm": "下午"}[period],
            "name": name, "id_number": id_number, "phone": phone, "paid_yuan": "%d.%02d" % divmod(fee, 100),
            "transaction_id": "4200%024d" % number, "ordered_at": ordered.isoformat(" "),
        }
        kind = rng.random()
        if kind < 0.01:
            row["doctor"] = "9%03d" % rng.randrange(1000)
        elif kind < 0.02:
            row["date"] = (TODAY + datetime.timedelta(days=20)).isoformat()
        elif kind < 0.03:
            row["id_number"] = id_number[:17] + ("1" if id_number[17] != "1" else "2")
        elif kind < 0.04:
            row["phone"] = phone[:10]
        elif kind < 0.05:
            row["paid_yuan"] = "9.99"
        elif kind < 0.07:
            row["paid_yuan"] = row["transaction_id"] = ""
        else:
            booked.append(row)
        rows.append(row)
    # One person who misses three departments in one day: the ban of the day.
    name, id_number, phone = person(5000)
    for place, doctor in enumerate(("1001", "1003", "1005")):
        rows.append({
            "order_no": "BAN%d" % place, "action": "预约", "doctor": doctor, "date": TODAY.isoformat(), "period": "上午",
            "name": name, "id_number": id_number, "phone": phone,
            "paid_yuan": "%d.%02d" % divmod(sessions[(doctor, 0, "am")], 100),
            "transaction_id": "4299%024d" % place, "ordered_at": start.isoformat(" "),
        })
    return rows[3:]


def fen(text):
    yuan, _, rest = text.partition(".")
    return int(yuan) * 100 + int((rest + "00")[:2])


class Model:
    """The clinic's rules for an online file imported at 06:50 today, by counting."""

    def __init__(self, sessions, department_of):
        self.sessions, self.department_of = sessions, department_of
        self.online_left = {key: list(self.online_numbers()) for key in sessions}
        self.active, self.seen, self.bookings = {}, {}, {}
        self.money = {"payments": 0, "refunds": 0}

    @staticmethod
    def online_numbers():
        return [k for k in range(1, CAPACITY + 1) if k * PERCENT // 100 > (k - 1) * PERCENT // 100]

    def judge(self, row):
        period = {"上午": "am", "下午": "pm"}[row["period"]]
        offset = (datetime.date.fromisoformat(row["date"]) - TODAY).days
        key = (row["doctor"], offset, period)
        if row["doctor"] not in self.department_of:
            return "unknown_doctor", None
        if key not in self.sessions:
            return "unknown_session", None
        if len(row["phone"]) != 11:
            return "bad_phone", None
        number = row["id_number"]
        if "10X98765432"[sum(int(d) * w for d, w in zip(number, WEIGHTS)) % 11] != number[17]:
            return "bad_id_number", None
        held = self.active.setdefault(number, [])
        if any(other == key or (other[1] == offset and self.department_of[other[0]] == self.department_of[key[0]]) for other in held):
            return "duplicate_person", None
        if row["paid_yuan"] and fen(row["paid_yuan"]) != self.sessions[key]:
            return "fee_mismatch", None
        if not self.online_left[key]:
            return "quota_full", None
        return "", key

    def take(self, row):
        action = "book" if row["action"] == "预约" else "cancel"
        paid = fen(row["paid_yuan"]) if row["paid_yuan"] else 0
        if (row["order_no"], action) in self.seen:
            return "duplicate", self.seen[(row["order_no"], action)]
        if action == "cancel":
            booking = self.bookings.get(row["order_no"])
            if not booking or booking["cancelled"]:
                result = "refused", "not_found"
            elif datetime.date.fromisoformat(row["ordered_at"][:10]) >= booking["day"]:
                result = "refused", "too_late"
            else:
                booking["cancelled"] = True
                self.active[booking["who"]].remove(booking["key"])
                self.online_left[booking["key"]] = sorted(self.online_left[booking["key"]] + [booking["number"]])
                self.money["refunds"] += booking["paid"]
                result = "cancelled", ""
        else:
            code, key = self.judge(row)
            self.money["payments"] += paid
            if code:
                self.money["refunds"] += paid
                result = "refused", code
            else:
                number = self.online_left[key].pop(0)
                self.active[row["id_number"]].append(key)
                self.bookings[row["order_no"]] = {"key": key, "number": number, "paid": paid, "cancelled": False, "who": row["id_number"],
                                                  "day": TODAY + datetime.timedelta(days=key[1])}
                result = "accepted", ""
        self.seen[(row["order_no"], action)] = result[1]
        return result


def no_shows_and_bans(model):
    """Nobody who booked online for today comes: no-shows, and who reaches three of them."""
    per_person = {}
    for booking in model.bookings.values():
        if not booking["cancelled"] and booking["key"][1] == 0:
            per_person[booking["who"]] = per_person.get(booking["who"], 0) + 1
    return sum(per_person.values()), sorted(who for who, count in per_person.items() if count >= 3)


def write(path, header, rows, encoding="utf-8"):
    with open(path, "w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(header)
        writer.writerows(rows)


def make(folder):
    rng = random.Random(SEED)
    sessions = roster()
    department_of = {str(1001 + d): "D%02d" % (d % 20) for d in range(DOCTORS)}
    write(folder + "/departments.csv", ["科室编码", "科室名称", "位置"], [["D%02d" % d, "科室%d" % d, "%d楼" % (d % 5 + 1)] for d in range(20)], "gb18030")
    write(folder + "/doctors.csv", ["医生编码", "姓名", "职称", "科室编码", "执业证号", "专长", "挂号费"],
          [[code, person(9000 + int(code))[0], "主治医师", department, "1101100000%05d" % int(code), "", "10.00"] for code, department in sorted(department_of.items())], "gb18030")
    write(folder + "/roster.csv", ["日期", "时段", "医生编码", "限号", "诊室", "挂号费"],
          [[(TODAY + datetime.timedelta(days=day)).isoformat(), {"am": "上午", "pm": "下午"}[period], doctor, CAPACITY, "%s室" % doctor, "%d.%02d" % divmod(fee, 100)]
           for (doctor, day, period), fee in sorted(sessions.items())], "gb18030")
    write(folder + "/patients.csv", ["姓名", "证件类型", "证件号", "手机", "性别", "出生日期", "就诊卡号"],
          [[person(6000 + n)[0], "居民身份证", person(6000 + n)[1], person(6000 + n)[2], "", "", "C%06d" % n] for n in range(200)], "gb18030")
    rows = online_rows(rng, sessions)
    header = {"order_no": "订单号", "action": "操作", "doctor": "医生编码", "date": "日期", "period": "时段", "name": "姓名", "id_number": "身份证号",
              "phone": "手机", "paid_yuan": "实付金额", "transaction_id": "微信支付单号", "ordered_at": "下单时间"}
    write(folder + "/online.csv", header.values(), [[row[column] for column in header] for row in rows], "gb18030")
    model = Model(sessions, department_of)
    answers = [None] * len(rows)
    for place in sorted(range(len(rows)), key=lambda i: (rows[i]["ordered_at"], i)):
        answers[place] = model.take(rows[place])
    counts = {"rows": len(rows)}
    for result in ("accepted", "cancelled", "duplicate", "refused"):
        counts[result] = sum(1 for answer in answers if answer[0] == result)
    no_shows, banned = no_shows_and_bans(model)
    with open(folder + "/expected.json", "w", encoding="utf-8") as file:
        json.dump({"counts": counts, "answers": answers, "orders": [row["order_no"] for row in rows], "no_shows": no_shows, "banned": banned,
                   "payments_fen": model.money["payments"], "refunds_fen": model.money["refunds"]}, file)
    print(json.dumps(dict(counts, no_shows=no_shows, banned=len(banned))))


def ack(folder, path):
    with open(folder + "/expected.json", encoding="utf-8") as file:
        expected = json.load(file)
    with open(path, encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    bad = 0
    if len(rows) != len(expected["answers"]):
        sys.exit("%d rows acknowledged, %d sent" % (len(rows), len(expected["answers"])))
    for line, (row, order, (result, code)) in enumerate(zip(rows, expected["orders"], expected["answers"]), 2):
        if (row["order_no"], row["result"], row["code"]) != (order, result, code):
            bad += 1
            if bad <= 10:
                print("line %d: %s %s %s, the model says %s %s %s (%s)" % (line, row["order_no"], row["result"], row["code"], order, result, code, row["message"]))
    print("%d rows compared, %d differ" % (len(rows), bad))
    sys.exit(1 if bad else 0)


def run(database, clock, *words):
    """Runs the program at a time of today and returns (exit status, its JSON)."""
    command = [os.environ["FRONTDESK"], "-d", database, "--json", "--as", "li"]
    environment = dict(os.environ, TZ="Asia/Shanghai", FRONTDESK_TEST_CLOCK="%s %s+08:00" % (TODAY.isoformat(), clock))
    done = subprocess.run(command + list(words), stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, check=False)
    if done.returncode not in (0, 1):
        sys.exit("%s: exit %d: %s%s" % (" ".join(words), done.returncode, done.stdout.decode(), done.stderr.decode()))
    return done.returncode, json.loads(done.stdout)


def expect(value, wanted, what):
    if value != wanted:
        sys.exit("%s: %r instead of %r" % (what, value, wanted))


def counter(folder, database):
    fees, today, tomorrow = roster(), TODAY.isoformat(), (TODAY + datetime.timedelta(days=1)).isoformat()
    tally = {"payments_fen": 0, "refunds_fen": 0, "bookings": 0, "absent": 0}
    people = [run(database, "07:40:00", "patient", "find", "C%06d" % n)[1][0]["patient"] for n in range(60)]
    methods = ["cash", "wechat", "alipay", "card", "insurance"]
    bookings = []
    for n, patient in enumerate(people):
        ahead = n >= 50
        doctor = str(1001 + 2 * (n // 3) if not ahead else 1002 + 2 * n)
        status, booked = run(database, "07:45:00", "book", "--doctor", doctor, "--date", tomorrow if ahead else today, "--period", "am",
                             "--patient", patient, "--pay", methods[n % 5])
        expect(status, 0, "book %s: %s" % (doctor, booked))
        fee = fees[(doctor, 1 if ahead else 0, "am")]
        expect((booked["fee_fen"], booked["paid_fen"], booked["state"]), (fee, fee, "booked"), "the fee of %s" % booked)
        tally["payments_fen"] += fee
        tally["bookings"] += 1
        bookings.append((booked["booking"], fee, doctor, ahead))
    for number, fee, _, _ in bookings[50:55]:
        _, cancelled = run(database, "07:50:00", "cancel", number)
        expect(cancelled["refund_fen"], fee, "a cancel before the visit date")
        tally["refunds_fen"] += fee
    for number, _, _, _ in bookings[45:50]:
        _, cancelled = run(database, "07:51:00", "cancel", number)
        expect((cancelled["refund_fen"], cancelled["refund_state"]), (0, "none"), "a cancel on the visit date")
    for number, _, _, _ in bookings[:30]:
        status, here = run(database, "08:00:00", "checkin", number)
        expect((status, here["ticket_state"]), (0, "waiting"), "check-in %s" % here)
    tally["absent"] = 45 - 30
    called = []
    for place in range(10):
        status, patient = run(database, "08:10:00", "call", "--doctor", str(1001 + 2 * place))
        expect((status, patient["ticket_state"]), (0, "called"), "call %s" % patient)
        expect(patient["booking"], bookings[3 * place][0], "the lowest number is called first")
        called.append(patient["booking"])
    _, missed = run(database, "08:12:00", "miss", called[0])
    expect(missed["ticket_state"], "missed", "a missed call")
    _, back = run(database, "08:20:00", "checkin", called[0])
    expect(back["ticket_state"], "waiting", "back after a missed call")
    for number in called[1:]:
        expect(run(database, "08:30:00", "finish", number)[1]["ticket_state"], "finished", "finish")
    status, refusal = run(database, "08:31:00", "cancel", called[1])
    expect((status, refusal["error"]["code"]), (1, "wrong_state"), "a visit that is finished")
    status, refusal = run(database, "08:31:00", "book", "--doctor", "1001", "--date", today, "--period", "am", "--patient", people[0])
    expect((status, refusal["error"]["code"]), (1, "duplicate_person"), "a second number of a session")
    with open(folder + "/counter.json", "w", encoding="utf-8") as file:
        json.dump(tally, file)
    print(json.dumps(tally))


def recount(path, day):
    db = sqlite3.connect("file:%s?mode=ro" % path, uri=True)

    def one(sql, *args):
        return db.execute(sql, args).fetchone()[0]

    prefix = int(day[2:4] + day[5:7] + day[8:10]) * 1000000
    print(json.dumps({
        "bookings": one("SELECT count(*) FROM booking WHERE id BETWEEN ? AND ?", prefix, prefix + 999999),
        "revenue_fen": one("SELECT coalesce(sum(fen), 0) FROM ledger WHERE kind = 'payment' AND business_day = ?", day),
        "refund_fen": one("SELECT coalesce(sum(fen), 0) FROM ledger WHERE kind = 'refund' AND business_day = ?", day),
        "balance_fen": one("SELECT coalesce(sum(fen), 0) FROM posting"),
        "no_shows": one("SELECT count(*) FROM booking b JOIN session s ON s.id = b.session_id WHERE s.date = ? AND b.state = 'no_show'", day),
        "bans": one("SELECT count(*) FROM ban"),
        "oversold": one("SELECT count(*) FROM (SELECT 1 FROM booking WHERE state <> 'cancelled' GROUP BY session_id, number HAVING count(*) > 1)"),
    }))


if __name__ == "__main__":
    {"make": make, "ack": ack, "counter": counter, "recount": recount}[sys.argv[1]](*sys.argv[2:])
