"""Answers one question after another for the tests of the command line, so that a test starts one Python and not one for each.

A question is an expression and a text, each ended by a zero byte: the expression is worked out over the JSON that the text is,
which is called v. The answer is "0" or, when there is none, "1", then the value or the reason, each ended by a zero byte. A value
that is no string is told as JSON.
"""
import csv
import json
import os
import traceback


def id_number(*parts):
    """The resident number that checks, of its first 17 digits."""
    digits = "".join(parts)
    total = sum(int(digit) * pow(2, 17 - place, 11) for place, digit in enumerate(digits))
    return digits + "10X98765432"[total % 11]


def csv_rows(path):
    """The rows of a CSV file, each by its columns' names."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def answer(expression, text):
    try:
        v = json.loads(text)
    except ValueError as wrong:
        return "1", f"this is not one JSON value: {wrong}\n{text}"
    try:
        value = eval(expression, {"v": v, "id_number": id_number, "csv_rows": csv_rows})
    except Exception:
        return "1", traceback.format_exc()
    return "0", value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def parts_of_questions():
    """What stands before each zero byte of the standard input."""
    waiting = b""
    while read := os.read(0, 65536):
        *parts, waiting = (waiting + read).split(b"\0")
        for part in parts:
            yield part.decode("utf-8", "surrogateescape")


parts = parts_of_questions()
for expression in parts:
    told = "".join(part + "\0" for part in answer(expression, next(parts)))
    rest = told.encode("utf-8", "surrogateescape")
    while rest:
        rest = rest[os.write(1, rest) :]
