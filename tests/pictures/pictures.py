#!/usr/bin/env python3
"""Pictures of every screen from a true terminal: xterm on an X server without a display.

    pictures.py PROGRAM FOLDER [NAME...] [SET...]

All, or those of tests/pictures/views.list with these names, of these sets: zh-dark-80x24 is one. With BLESS=1 in the
environment the pictures that the pages show, doc/pictures/NAME-SET.png, are replaced by those just taken, made small.

PROGRAM has a clock that a test sets. The desk runs inside xterm behind this script, which passes on what either says, types
the keys of each view as xterm would send them, waits until nothing comes any more and takes the picture of the window. In each
language and size there is one set on a dark terminal and one on a light; the desk finds out by asking. Then every word in them
is measured (contrast.py): exit status 1 when one is hard to read.
"""
import fcntl
import os
import pty
import re
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import termios
import time
import tty

import contrast

HERE = os.path.dirname(os.path.abspath(__file__))
CLOCK = "2026-11-21 08:20+08:00"
STAFF = "clerk.chen"
SIZES = {"80x24": 13, "200x60": 10}  # columns and lines; the font's size in points
LANGUAGES = ["en", "zh"]
THEMES = {"dark": ("#1b1d21", "#d6d6d6"), "light": ("#ffffff", "#1c1c1c")}  # the terminal's own background and text
FONT, WIDE_FONT = "DejaVu Sans Mono", "WenQuanYi Micro Hei Mono"
BORDER = 6  # pixels around the cells
QUIET_S, LONGEST_S = 0.25, 20.0
HIDE_CURSOR = b"\x1b[?25l"
CURSOR_QUESTION, CURSOR_ANSWER = b"\x1b[6n", re.compile(rb"\x1b\[\d+;\d+R")

KEYS = {"Enter": b"\r", "Esc": b"\x1b", "Tab": b"\t", "Backtab": b"\x1b[Z", "Up": b"\x1bOA", "Down": b"\x1bOB",
        "Right": b"\x1bOC", "Left": b"\x1bOD", "Home": b"\x1bOH", "End": b"\x1bOF", "PgUp": b"\x1b[5~", "PgDn": b"\x1b[6~"}
KEYS.update({"F%d" % (i + 1): b"\x1bO" + c for i, c in enumerate([b"P", b"Q", b"R", b"S"])})
KEYS.update({"F%d" % f: b"\x1b[%d~" % n for f, n in zip(range(5, 13), [15, 17, 18, 19, 20, 21, 23, 24])})


def views(names):
    """The list's rows as (name, keys), a key being the bytes that it sends."""
    found = []
    with open(os.path.join(HERE, "views.list"), encoding="utf-8") as file:
        for line in file:
            if line.startswith("#") or not line.strip():
                continue
            name, keys = line.split(None, 1)
            if names and name not in names:
                continue
            sent = []
            for text, key in re.findall(r"'([^']*)'|(\S+)", keys):
                if text:
                    sent.append(text.encode())
                elif key.startswith("Alt-"):
                    sent.append(b"\x1b" + key[4:].encode())
                else:
                    sent.append(KEYS[key])
            found.append((name, sent))
    return found


# ---- inside the terminal ----


class Desk:
    """The desk on a terminal of its own, of the window's size, whose words go to the window."""

    def __init__(self, command):
        size = fcntl.ioctl(0, termios.TIOCGWINSZ, b"\0" * 8)
        self.pid, self.line = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, size)
            os.execvp(command[0], command)
        fcntl.ioctl(self.line, termios.TIOCSWINSZ, size)

    def settle(self):
        """Passes on what is said until nothing comes any more, and the window has shown all of it."""
        end = time.monotonic() + LONGEST_S
        while time.monotonic() < end:
            ready = select.select([self.line, 0], [], [], QUIET_S)[0]
            if not ready:
                break
            if self.line in ready:
                try:
                    os.write(1, os.read(self.line, 65536))
                except OSError:
                    return
            if 0 in ready:
                os.write(self.line, os.read(0, 4096))
        os.write(1, CURSOR_QUESTION)
        answer = b""
        while not CURSOR_ANSWER.search(answer) and select.select([0], [], [], LONGEST_S)[0]:
            answer += os.read(0, 4096)
        # What the desk asked for may have come with it.
        rest = CURSOR_ANSWER.sub(b"", answer)
        if rest:
            os.write(self.line, rest)
            self.settle()

    def begin(self):
        """Waits for the first picture, however long that takes."""
        select.select([self.line], [], [], LONGEST_S)
        self.settle()

    def press(self, keys):
        os.write(self.line, keys)
        self.settle()

    def end(self):
        os.kill(self.pid, signal.SIGTERM)
        while True:
            try:
                said = os.read(self.line, 65536)
            except OSError:
                break
            if not said:
                break
            os.write(1, said)
        os.waitpid(self.pid, 0)
        os.close(self.line)


def inside(program, clinic, folder, names):
    """Runs as the window's command: takes each picture."""
    tty.setraw(0)
    for name, keys in views(names):
        own = tempfile.mkdtemp()
        database = os.path.join(own, "clinic.db")
        shutil.copytree(clinic, own, dirs_exist_ok=True)
        desk = Desk([program, "-d", database, "--as", STAFF])
        desk.begin()
        for key in keys:
            desk.press(key)
        # The block of the cursor is no text; over a selected row it would be measured as one.
        os.write(1, HIDE_CURSOR)
        desk.settle()
        subprocess.run(["import", "-window", os.environ["WINDOWID"], os.path.join(folder, name + ".png")], check=True)
        desk.end()
        shutil.rmtree(own)


# ---- outside ----


def make_clinic(program, folder):
    """The demonstration clinic at twenty past eight; played on a terminal that nobody sees, and left."""
    pid, line = pty.fork()
    if pid == 0:
        os.environ["TERM"] = "xterm"
        os.execv(program, [program, "-d", os.path.join(folder, "clinic.db"), "demo"])
    fcntl.ioctl(line, termios.TIOCSWINSZ, b"\x18\0\x50\0\0\0\0\0")
    said = b""
    while b"F1" not in said:
        said += os.read(line, 65536)
    os.kill(pid, signal.SIGTERM)
    try:
        while os.read(line, 65536):
            pass
    except OSError:
        pass
    os.waitpid(pid, 0)


def start_display():
    reading, writing = os.pipe()
    server = subprocess.Popen(["Xvfb", "-displayfd", str(writing), "-screen", "0", "2600x1800x24", "-nolisten", "tcp", "-noreset"],
                              pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    with os.fdopen(reading) as file:
        os.environ["DISPLAY"] = ":" + file.readline().strip()
    return server


def take(program, clinic, folder, size, theme, language, names):
    background, text = THEMES[theme]
    os.makedirs(folder, exist_ok=True)
    environment = dict(os.environ, LANGUAGE="zh_CN" if language == "zh" else "en")
    with open(os.path.join(folder, ".error"), "w+b") as error:
        subprocess.run(["xterm", "-fa", FONT, "-fd", WIDE_FONT, "-fs", str(SIZES[size]), "-geometry", size, "-b", str(BORDER), "-bw", "0",
                        "-bg", background, "-fg", text, "-cr", text, "-tn", "xterm-256color", "-xrm", "*cursorBlink: false",
                        "-xrm", "*scrollBar: false", "-e", "sh", "-c", 'exec "$@" 2>"$0"', error.name, sys.executable, __file__,
                        "--inside", program, clinic, folder] + names, env=environment, check=False)
        problem = error.read().decode()
    os.unlink(os.path.join(folder, ".error"))
    missing = [name for name, _ in views(names) if not os.path.exists(os.path.join(folder, name + ".png"))]
    if missing:
        sys.exit("%s: no picture of %s\n%s" % (folder, ", ".join(missing), problem))


def bless(folder):
    """Puts those just taken that the pages show into doc/pictures, with few colours."""
    pages = os.path.join(HERE, "..", "..", "doc", "pictures")
    for shown in sorted(os.listdir(pages)):
        view, one = shown[:-len(".png")].split("-", 1)
        taken = os.path.join(folder, one, view + ".png")
        if os.path.exists(taken):
            subprocess.run(["convert", taken, "-strip", "+dither", "-colors", "64", "-define", "png:compression-level=9",
                            "PNG8:" + os.path.join(pages, shown)], check=True)


def measure(folder, size, names):
    """Says what is hard to read in a set; returns whether anything is."""
    columns, lines = (int(number) for number in size.split("x"))
    found = []
    for name, _ in views(names):
        found += contrast.faults(os.path.join(folder, name + ".png"), columns, lines, BORDER)[0]
    print("\n".join(found) if found else "%s: %d pictures, every word has a contrast of %.1f or more" %
          (os.path.basename(folder), len(views(names)), contrast.LEAST), flush=True)
    return bool(found)


def main():
    if sys.argv[1] == "--inside":
        return inside(sys.argv[2], sys.argv[3], sys.argv[4], sys.argv[5:])
    program, folder = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    sets = ["-".join((language, theme, size)) for size in SIZES for theme in THEMES for language in LANGUAGES]
    wanted = [name for name in sys.argv[3:] if name in sets] or sets
    names = [name for name in sys.argv[3:] if name not in sets]
    os.environ.update(FRONTDESK_TEST_CLOCK=CLOCK, TZ="Asia/Shanghai", LC_ALL="C.UTF-8")
    for name in ("NO_COLOR", "LINES", "COLUMNS", "FRONTDESK_CONFIG", "FRONTDESK_DB"):
        os.environ.pop(name, None)
    failed = False
    with tempfile.TemporaryDirectory() as clinic:
        make_clinic(program, clinic)
        server = start_display()
        try:
            for one in wanted:
                language, theme, size = one.split("-")
                own = os.path.join(folder, one)
                take(program, clinic, own, size, theme, language, names)
                failed = measure(own, size, names) or failed
        finally:
            server.terminate()
            server.wait()
    if os.environ.get("BLESS"):
        bless(folder)
    sys.exit(failed)


if __name__ == "__main__":
    main()
