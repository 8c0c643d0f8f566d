"""What language.bats asks of the catalogue and of a Chinese workbook.

    language.py widths ROOT      texts of fixed places are no wider than the place; no character of uncertain width
    language.py sheets WORKBOOK  prints the sheets' names, one a line
    language.py latin WORKBOOK   fails when a heading of a sheet is not Chinese
    language.py figures A B      fails when two workbooks of the same day in two languages differ in a number
"""

import glob
import re
import sys
import unicodedata

import openpyxl

# Drawn one column wide by some terminals and two by others. Quotation marks are, too, but Chinese sentences need them.
UNCERTAIN = "A"
QUOTATION_MARKS = "“”"

LABEL_COLUMNS = 12  # of words_line in ui/screens/words.c


def unquoted(text):
    return re.sub(r"\\(.)", lambda found: {"n": "\n", "t": "\t"}.get(found[1], found[1]), text)


def strings(lines):
    return "".join(unquoted(part) for part in re.findall(r'"((?:[^"\\]|\\.)*)"', lines))


def catalogue(path):
    messages = {}
    for entry in open(path, encoding="utf-8").read().split("\n\n"):
        found = re.search(r'^msgid ((?:".*"\n)+)(?:msgid_plural (?:".*"\n)+)?msgstr(?:\[0\])? ((?:".*"\n?)+)', entry, re.M)
        if found and strings(found[1]):
            messages[strings(found[1])] = strings(found[2])
    assert len(messages) > 500, "the catalogue cannot be read"
    return messages


def columns(text):
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def places(root):
    """Every text of a place of fixed width, and that width."""
    for path in sorted(glob.glob(root + "/ui/screens/*/*.c")):
        source = open(path, encoding="utf-8").read()
        for title, width in re.findall(r'\.title = N_\("([^"]+)"\),\s*\.columns = (\d+)', source):
            yield path, title, int(width)
        for label in re.findall(r'words_line\([^"();]*(?:\([^"()]*\))?[^"();]*_\("([^"]+)"\)', source):
            yield path, label, LABEL_COLUMNS


def check_widths(root):
    messages = catalogue(root + "/data/locale/zh_CN.po")
    wrong = []
    seen = 0
    for path, text, width in places(root):
        seen += 1
        # What is not translated yet is the business of `make check`.
        chinese = messages.get(text) or text
        if columns(chinese) > width:
            wrong.append(f"{path}: {chinese} takes {columns(chinese)} columns, its place has {width}")
    for text, chinese in messages.items():
        for character in chinese:
            if unicodedata.east_asian_width(character) == UNCERTAIN and character not in QUOTATION_MARKS:
                wrong.append(f"{text}: U+{ord(character):04X} {character} has no certain width")
    assert seen > 60, f"only {seen} places were found"
    assert not wrong, "\n".join(wrong)


def is_chinese(text):
    return any("\u4e00" <= character <= "\u9fff" for character in text)


def check_latin(path):
    book = openpyxl.load_workbook(path, data_only=True)
    wrong = []
    for sheet in book:
        head = next(row for row in sheet.iter_rows(values_only=True) if sum(cell is not None for cell in row) > 1)
        wrong += [f"{sheet.title}: {cell}" for cell in head if cell and not is_chinese(str(cell))]
        wrong += [] if is_chinese(sheet.title) else [sheet.title]
    assert not wrong, "not Chinese: " + ", ".join(wrong)


def numbers(path):
    """Each sheet's numbers with their places; on page one words take more room in one language than in the other."""
    book = openpyxl.load_workbook(path, data_only=True)
    return [
        [(None if sheet is book.worksheets[0] else cell.coordinate, cell.value)
         for row in sheet.iter_rows() for cell in row if isinstance(cell.value, (int, float))]
        for sheet in book
    ]


def check_figures(one, other):
    ours, theirs = numbers(one), numbers(other)
    assert sum(len(sheet) for sheet in ours) > 50, "there are hardly any figures"
    assert ours == theirs, "the figures depend on the language"


def main():
    what, rest = sys.argv[1], sys.argv[2:]
    if what == "widths":
        check_widths(*rest)
    elif what == "sheets":
        print("\n".join(openpyxl.load_workbook(*rest).sheetnames))
    elif what == "latin":
        check_latin(*rest)
    elif what == "figures":
        check_figures(*rest)
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main()
