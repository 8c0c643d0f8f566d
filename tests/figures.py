#!/usr/bin/python3
"""The measured figures: from runs of the bench to the page.

  figures.py merge RUN.json BENCH.json [DISK]  puts the rows of a run into the collection, each with its disk, machine, commit and
                                               date; a row of the same name and disk that is there goes
  figures.py write BENCH.json                  writes the tables of doc/measured.md, and from them the figures that README.md quotes;
                                               a row that is not in the collection keeps what the page has of it, with its run
  figures.py check                             refuses pages whose rows are not those of tests/bench/rows.txt, or have no figure

FIGURES_ROOT names another folder than this repository for the pages and the tables of rows and quotes.
"""
import datetime
import fnmatch
import json
import os
import pathlib
import platform
import re
import subprocess
import sys

ROOT = pathlib.Path(os.environ.get("FIGURES_ROOT", pathlib.Path(__file__).resolve().parent.parent))
PAGE, README = ROOT / "doc/measured.md", ROOT / "README.md"
ROWS, QUOTES = ROOT / "tests/bench/rows.txt", ROOT / "tests/bench/quotes.txt"
HEADER = "| what | ours | beside | unit | ratio | least to most | goal | | run | row |"
RULE = "|---|---:|---:|---|---:|---|---|---|---:|---|"
MISSING = "MISSING"


def read_rows():
    """[(section, name, [disks], words)]; a name may be a pattern, which has no disks."""
    rows, section = [], ""
    for number, line in enumerate(ROWS.read_text().splitlines(), 1):
        if line.startswith("= "):
            section = line[2:]
        elif line and not line.startswith("#"):
            parts = [part.strip() for part in line.split("|")]
            if len(parts) != 3:
                sys.exit("%s:%d: a row is NAME | DISKS | WORDS" % (ROWS, number))
            rows.append((section, parts[0], [int(disk) for disk in parts[1].split()], parts[2]))
    return rows


def machine():
    model = memory = system = "?"
    for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            model = re.sub(r"\s+|\((?:R|TM)\)", " ", line.split(":", 1)[1])
            model = re.sub(r"\s+", " ", model).strip()
    for line in pathlib.Path("/proc/meminfo").read_text().splitlines():
        if line.startswith("MemTotal:"):
            memory = round(int(line.split()[1]) / 1024 / 1024)
    try:
        system = platform.freedesktop_os_release()["PRETTY_NAME"]
    except OSError:
        pass
    return "%d cores of %s, %s GB, %s" % (os.cpu_count(), model, memory, system)


def commit():
    def git(*words):
        return subprocess.run(("git", "-C", str(ROOT)) + words, capture_output=True, text=True, check=True).stdout.strip()

    try:
        return git("rev-parse", "--short=8", "HEAD") + ("+" if git("status", "--porcelain", "--untracked-files=no") else "")
    except (OSError, subprocess.CalledProcessError):
        return "unknown"


def merge(run, collection, disk):
    rows = json.loads(pathlib.Path(run).read_text())
    about = {"disk": disk, "machine": machine(), "commit": commit(), "date": datetime.date.today().isoformat()}
    path = pathlib.Path(collection)
    there = json.loads(path.read_text()) if path.exists() else []
    fresh = {row["name"] for row in rows}
    there = [row for row in there if not (row["name"] in fresh and row.get("disk") == disk)]
    there += [dict(row, **about) for row in rows]
    new = path.with_name(path.name + ".new")
    new.write_text("[\n " + ",\n ".join(json.dumps(row, ensure_ascii=False) for row in there) + "\n]\n")
    new.replace(path)
    unknown = [name for name in sorted(fresh) if not any(fnmatch.fnmatchcase(name, row[1]) for row in read_rows())]
    if unknown:
        sys.exit("tests/bench/rows.txt has no line for: " + ", ".join(unknown))


def number(value):
    """Three figures, as people write them."""
    if value is None:
        return "-"
    if value == 0:
        return "0"
    text = "%.3g" % value
    if "e" in text or abs(value) >= 1000:
        text = "{:,.0f}".format(float("%.4g" % value))
    return text


def run_of(row):
    return (row["disk"], row["machine"], row["commit"], row["date"])


def cells_of(row):
    """What the page says of a row, between its words and its run."""
    met = {None: "", True: "met", False: "**missed**"}[row["met"]]
    spread = "" if row["pairs"] < 2 else "%s to %s" % (number(row["min"]), number(row["max"]))
    return [number(row["ours"]), number(row["limit"]), row["unit"], number(row["ratio"]), spread,
            (row["rule"] or "").replace("<=", "at most").replace(">=", "at least"), met]


def rows_on_page():
    """{(name, disk): (cells, run)} of what the page has a figure of."""
    runs, rows = {}, {}
    lines = split(PAGE, "bench")[2].splitlines()
    for line in lines:
        match = re.fullmatch(r"(\d+)\. ([-\d]+); `make bench DISK=(\d+)`; (.*); commit (\S+)\.", line)
        if match:
            runs[match[1]] = (int(match[3]), match[4], match[5], match[2])
    for line in lines:
        cells = [cell.strip() for cell in line.split("|")[1:-1]]
        match = re.fullmatch(r"`([^`]+)` (\d+)", cells[-1]) if cells else None
        if match and cells[-2] in runs:
            rows[match[1], int(match[2])] = (cells[1:-2], runs[cells[-2]])
    return rows


def line_of(words, told, name, disk, runs):
    shown = "%s (a sync takes %s ms)" % (words, number(disk / 1000)) if disk != 100 else words
    if told is None:
        return "| %s | %s | | | | | | | | `%s` %d |" % (shown, MISSING, name, disk)
    cells, run = told
    return "| %s | %s | %d | `%s` %d |" % (shown, " | ".join(cells), runs.index(run) + 1, name, disk)


def tables(collection):
    found = rows_on_page()
    found.update({(row["name"], row["disk"]): (cells_of(row), run_of(row)) for row in collection})
    wanted = [(section, name, disk, words) for section, name, disks, words in read_rows() for disk in disks]
    runs = []
    for _, name, disk, _ in wanted:
        told = found.get((name, disk))
        if told and told[1] not in runs:
            runs.append(told[1])
    lines, last = [], None
    for section, name, disk, words in wanted:
        if section != last:
            lines += ["", "### " + section, "", HEADER, RULE]
            last = section
        lines.append(line_of(words, found.get((name, disk)), name, disk, runs))
    lines += ["", "Runs:", ""]
    for place, (disk, of_machine, of_commit, date) in enumerate(runs, 1):
        lines.append("%d. %s; `make bench DISK=%d`; %s; commit %s." % (place, date, disk, of_machine, of_commit))
    return lines + [""]


def split(path, mark):
    """What stands before, between and behind the marks of a page."""
    text = path.read_text()
    parts = re.split(r"(<!-- %s: begin[^\n]*-->\n|<!-- %s: end -->)" % (mark, mark), text)
    if len(parts) != 5:
        sys.exit("%s: the marks <!-- %s: begin --> and <!-- %s: end --> are not there once each" % (path, mark, mark))
    return parts


def put(path, mark, lines):
    parts = split(path, mark)
    parts[2] = "\n".join(lines) + "\n"
    path.write_text("".join(parts))


def figures_on_page():
    """{(name, disk): {field: text}} of the page's tables."""
    figures = {}
    for line in split(PAGE, "bench")[2].splitlines():
        cells = [cell.strip() for cell in line.split("|")[1:-1]]
        match = re.fullmatch(r"`([^`]+)` (\d+)", cells[-1]) if cells else None
        if match:
            figures[match[1], int(match[2])] = {"ours": cells[1], "beside": cells[2], "unit": cells[3], "ratio": cells[4]}
    return figures


def quotes():
    """README.md's figures, from the page's."""
    figures = figures_on_page()

    def one(match):
        return figures.get((match[1], int(match[2])), {}).get(match[3], MISSING)

    return re.sub(r"\{([a-z0-9-]+)@(\d+)\.([a-z]+)\}", one, QUOTES.read_text()).splitlines()


def write(collection):
    path = pathlib.Path(collection)
    put(PAGE, "bench", tables(json.loads(path.read_text()) if path.exists() else []))
    put(README, "figures", quotes())


def check():
    faults = []
    wanted = {(name, disk) for _, name, disks, _ in read_rows() for disk in disks}
    figures = figures_on_page()
    for name, disk in sorted(wanted - figures.keys()):
        faults.append("doc/measured.md: the row %s (DISK=%d) is not there" % (name, disk))
    for name, disk in sorted(figures.keys() - wanted):
        faults.append("doc/measured.md: the row %s (DISK=%d) is not in tests/bench/rows.txt" % (name, disk))
    for (name, disk), figure in sorted(figures.items()):
        if not re.match(r"-?[0-9]", figure["ours"]):
            faults.append("doc/measured.md: the row %s has no figure: make bench BENCH=%s DISK=%d" % (name, name, disk))
    if split(README, "figures")[2].splitlines() != quotes():
        faults.append("README.md does not quote the figures of doc/measured.md")
    if MISSING in README.read_text():
        faults.append("README.md: a figure is missing")
    for fault in faults:
        print(fault, file=sys.stderr)
    if faults:
        sys.exit("make figures writes both pages from build/bench.json")


def main(words):
    if words[:1] == ["merge"] and len(words) in (3, 4):
        merge(words[1], words[2], int(words[3]) if len(words) == 4 and words[3] else None)
    elif words[:1] == ["write"] and len(words) == 2:
        write(words[1])
    elif words == ["check"]:
        check()
    else:
        sys.exit(__doc__)


main(sys.argv[1:])
