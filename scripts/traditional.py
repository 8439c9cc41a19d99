#!/usr/bin/env python3
"""Writes src/text/traditional.tsv: traditional character, simplified character, sorted by the first.

    pip download --no-deps opencc-python-reimplemented && unzip *.whl
    scripts/traditional.py opencc/dictionary > src/text/traditional.tsv

Source: the dictionaries of OpenCC (https://github.com/BYVoid/OpenCC, Apache License 2.0) as shipped in the PyPI package
opencc-python-reimplemented 0.1.7 (Apache License 2.0). Taken: every single character of the Basic Multilingual Plane with the first of
its simplified forms (TSCharacters), and the Hong Kong and Taiwan shapes of such characters (HKVariants, TWVariants). Both sides take
three bytes in UTF-8, so that a folded text has the offsets of the original.
"""
import sys
from pathlib import Path


def pairs(path):
    for line in path.read_text(encoding="utf-8").splitlines():
        if "\t" in line:
            left, right = line.split("\t")
            yield left, right.split(" ")


def three(c):
    return len(c) == 1 and 0x3400 <= ord(c) <= 0x9FFF


folder = Path(sys.argv[1])
simple = {a: b[0] for a, b in pairs(folder / "TSCharacters.txt")}
for name in ("HKVariants.txt", "TWVariants.txt"):
    for standard, shapes in pairs(folder / name):
        for shape in shapes:
            if shape not in simple and standard in simple and shape != simple[standard]:
                simple[shape] = simple[standard]
# The first form that OpenCC gives keeps these, since both are in use; in a notice they nearly always stand for the second.
simple.update({"瞭": "了", "著": "着", "麽": "么"})
for a, b in sorted(simple.items()):
    b = simple.get(b, b)
    if three(a) and three(b) and a != b:
        print(f"{a}\t{b}")
