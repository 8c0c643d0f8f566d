#!/usr/bin/env python3
"""The contrast of every word in pictures of a terminal, from their pixels: contrast.py COLUMNSxLINES BORDER PICTURE...

A word is a run of cells with something in them on one ground. Its contrast is that of the pixel that stands out most: the edges
of letters are softened, their strokes are not. WCAG 2.2 (1.4.3) asks for 4.5 to 1. Exit status 1 when a word has less.
"""
import subprocess
import sys
from collections import Counter

LEAST = 4.5


def luminance(rgb):
    parts = [value / 255 for value in rgb]
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


class Picture:
    """The window's pixels, cell by cell."""

    def __init__(self, path, columns, lines, border):
        size = subprocess.run(["identify", "-format", "%w %h", path], check=True, capture_output=True, text=True).stdout
        self.width, self.height = (int(number) for number in size.split())
        self.pixels = subprocess.run(["convert", path, "-depth", "8", "rgb:-"], check=True, capture_output=True).stdout
        self.border = border
        self.cell_width = (self.width - 2 * border) // columns
        self.cell_height = (self.height - 2 * border) // lines

    def cell(self, line, column):
        """How often each colour is in a cell: (ground, others)."""
        left = self.border + column * self.cell_width
        rows = []
        for y in range(self.cell_height):
            start = ((self.border + line * self.cell_height + y) * self.width + left) * 3
            rows.append(self.pixels[start:start + self.cell_width * 3])
        flat = b"".join(rows)
        if flat == flat[:3] * (len(flat) // 3):
            return tuple(flat[:3]), []
        colours = Counter(zip(flat[0::3], flat[1::3], flat[2::3]))
        ground = colours.most_common(1)[0][0]
        return ground, [colour for colour in colours if colour != ground]


def words(picture, columns, lines):
    """Each word as (line, first column, last column, ground, the colour that stands out most)."""
    for line in range(lines):
        first, ground, most = None, None, None
        for column in range(columns + 1):
            here, others = picture.cell(line, column) if column < columns else (None, [])
            if first is not None and (not others or here != ground):
                yield line, first, column - 1, ground, most
                first = None
            if not others:
                continue
            best = max(others, key=lambda colour: contrast(colour, here))
            if first is None:
                first, ground, most = column, here, best
            elif contrast(best, ground) > contrast(most, ground):
                most = best


def faults(path, columns, lines, border):
    """The words that are hard to read, in words; and the pairs of colours met, with their contrast."""
    pairs, found = {}, []
    for line, first, last, ground, most in words(Picture(path, columns, lines, border), columns, lines):
        value = contrast(ground, most)
        pairs[ground, most] = value
        # A point, a rule or the cursor is not a word.
        if last > first and value < LEAST:
            found.append("%s: line %d, columns %d to %d: #%02x%02x%02x on #%02x%02x%02x has a contrast of %.2f" %
                         ((path, line + 1, first + 1, last + 1) + most + ground + (value,)))
    return found, pairs


def main():
    columns, lines = (int(number) for number in sys.argv[1].split("x"))
    failed, least = False, {}
    for path in sys.argv[3:]:
        found, pairs = faults(path, columns, lines, int(sys.argv[2]))
        for fault in found:
            print(fault)
        failed = failed or bool(found)
        least.update(pairs)
    if not failed:
        print("every word has a contrast of %.1f or more; the least is %.2f" %
              (LEAST, min(value for value in least.values() if value >= LEAST)))
    sys.exit(failed)


if __name__ == "__main__":
    main()
