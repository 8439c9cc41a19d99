#!/usr/bin/env python3
"""Builds an archive of varied notices from the seeds and fixtures, and measures how shishi reads it.

    cargo build --release
    scripts/archive.py            # 10,000 notices, about 260 MB, in target/archive
    scripts/archive.py --notices 1000 --shishi target/debug/shishi

Every notice is a seed (one in twenty a fixture) with other numbers and places, always the same ones, so that no two say the same. Prints, for
one thread and two: files and megabytes a second, processor time, peak memory; what ten times the archive costs; and what one small
notice costs as a whole process. Nothing is asserted: on a machine that does other things the numbers mean little.
"""

import argparse
import os
import random
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Numbers with two digits or more before a Chinese character: amounts, not numbering, years or dates.
AMOUNT = re.compile(r"(?<![\d.〔\[(（年月-])\d{2,}(?:\.\d+)?(?=[\u4e00-\u9fff%％])(?![年月日号])")
PLACE = re.compile(r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2}(?=[市县区旗])")
FIRST = "云白青金玉石龙凤清平安永长新东南西北"
SECOND = "岭山川河湖泉溪江原阳州城林台岗湾泽丰"


def varied(text: str, number: int) -> str:
    chance = random.Random(number)

    def amount(found: re.Match) -> str:
        whole = found.group()
        digits = [str(chance.randint(1, 9))] + [c if c == "." else str(chance.randint(0, 9)) for c in whole[1:]]
        return "".join(digits)

    for place in sorted(set(PLACE.findall(text))):
        text = text.replace(place, chance.choice(FIRST) + chance.choice(SECOND))
    return AMOUNT.sub(amount, text)


def build(folder: Path, notices: int) -> int:
    seeds = [path.read_text("utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))]
    fixtures = [path.read_text("utf-8") for path in sorted((ROOT / "fixtures").glob("*/*.txt"))]
    size = 0
    for number in range(notices):
        path = folder / f"{number // 500:03}" / f"{number:06}.txt"
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            from_fixture = number % 20 == 19
            sources = fixtures if from_fixture else seeds
            text = varied(sources[number // (20 if from_fixture else 1) % len(sources)], number)
            path.write_text(text, "utf-8")
        size += path.stat().st_size
    return size


class Cost:
    def __init__(self, command: list[str]) -> None:
        began = time.monotonic()
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        said = child.stderr.read().decode()
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode not in (0, 1):
            sys.exit(f"{' '.join(command[:6])} …: {said}")
        self.wall = time.monotonic() - began
        self.user, self.system = used.ru_utime, used.ru_stime
        self.memory = used.ru_maxrss / 1024

    def line(self, name: str, size: int, files: int) -> str:
        work = self.user + self.system
        return (
            f"{name:28} {self.wall:8.2f} s  {files / self.wall:8.0f} files/s  {size / self.wall / 1e6:7.1f} MB/s"
            f"  processor {self.user:6.2f} + {self.system:5.2f} s ({size / work / 1e6:6.1f} MB/s a core)  peak {self.memory:5.0f} MB"
        )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--notices", type=int, default=10_000)
    options.add_argument("--shishi", default=str(ROOT / "target/release/shishi"))
    options.add_argument("--folder", type=Path, default=ROOT / "target/archive")
    options.add_argument("--formats", default="csv", help="formats of the tables")
    chosen = options.parse_args()
    large, small = chosen.folder / "in", chosen.folder / "tenth"
    size = build(large, chosen.notices)
    tenth = build(small, chosen.notices // 10)
    print(f"{chosen.notices} notices, {size / 1e6:.1f} MB")

    def batch(name: str, source: Path, jobs: int) -> Cost:
        out = chosen.folder / "out"
        shutil.rmtree(out, ignore_errors=True)
        command = [chosen.shishi, "batch", str(source), "-o", str(out), "--jobs", str(jobs), "--format", chosen.formats]
        cost = Cost(command)
        shutil.rmtree(out, ignore_errors=True)
        count = chosen.notices if source == large else chosen.notices // 10
        print(cost.line(name, size if source == large else tenth, count))
        return cost

    batch("warming up", small, 2)
    little = batch("a tenth, one thread", small, 1)
    one = batch("all, one thread", large, 1)
    two = batch("all, two threads", large, 2)
    files = [str(path) for path in sorted(large.glob("*/*.txt"))[:4_000]]
    read = sum(os.path.getsize(path) for path in files)
    lines = Cost([chosen.shishi, "parse", "--format", "ndjson", "-o", "/dev/null", *files])
    print(lines.line("files to NDJSON, no tables", read, len(files)))
    print(f"two threads: {one.wall / two.wall:.2f} times one thread (processor {(one.user + one.system) / (two.user + two.system):.2f})")
    ratio = (one.user + one.system) / (little.user + little.system) / (size / tenth)
    print(f"ten times the archive: {ratio:.2f} times the processor time a byte")
    notice = chosen.folder / "small.txt"
    notice.write_text("序号\t项目名称\t主要内容\n1\t社区食堂\t新建社区食堂12个\n2\t公园\t新建公园3座\n", "utf-8")
    runs = [Cost([chosen.shishi, "parse", str(notice)]) for _ in range(50)]
    walls = sorted(run.wall * 1000 for run in runs)
    work = sorted((run.user + run.system) * 1000 for run in runs)
    print(f"one small notice: {walls[len(walls) // 2]:.1f} ms (fastest {walls[0]:.1f}), processor {work[len(work) // 2]:.1f} ms")


if __name__ == "__main__":
    main()
