"""A class of ten thousand: `kata grade` does not slow down, and stays within its memory budget.

A class is a folder of files, or an archive of Canvas's with a roster.

python tests/benchmarks/memory.py [ATTEMPTS]
"""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from time import sleep

from classrooms import write_canvas_class, write_class  # type: ignore[import-not-found]  # a script's own folder is on its path

LARGE = 10_000
MIN_STEADINESS = 0.9  # the rate at the end, of that at the start
MAX_MB = 200
PEAK = re.compile(r"VmHWM:\s+(\d+) kB")


def files(folder: Path, count: int) -> list[str]:
    """A class in a folder, as it is named to `kata grade`."""
    write_class(folder, count)
    return [str(folder)]


def canvas(folder: Path, count: int) -> list[str]:
    """A class in an archive."""
    archive, roster = write_canvas_class(folder, count)
    return [str(archive), "--roster", str(roster)]


WAYS: dict[str, Callable[[Path, int], list[str]]] = {
    "a folder of files": files,
    "Canvas's archive and a roster": canvas,
}


def grade(folder: Path, named: list[str]) -> tuple[float, Path]:
    """Grade a class: the grader's own peak in MB, without the sandbox's, and the folder of
    results.
    """
    out = folder / "out"
    kata = str(Path(sys.executable).with_name("kata"))
    command = [
        kata,
        "grade",
        "6.3",
        *named,
        "--out",
        str(out),
        "--seed",
        "0",
        "--isolation",
        "full",
    ]
    with (folder / "said").open("wb") as said:
        process = subprocess.Popen(
            command, stdout=said, stderr=said, env=os.environ | {"KATA_HOME": str(folder)}
        )
        peak = 0
        while process.poll() is None:
            status = Path(f"/proc/{process.pid}/status").read_text(
                encoding="ascii", errors="replace"
            )
            peak = max([peak, *map(int, PEAK.findall(status))])
            sleep(0.02)
    if process.returncode:
        sys.exit((folder / "said").read_text(encoding="utf-8"))
    return peak / 1024, out


def steadiness(out: Path) -> float:
    """The rate of the last tenth of the verdicts, as a part of the first tenth's."""
    with closing(sqlite3.connect(out / "results.sqlite")) as store:
        judged = [
            datetime.fromisoformat(when)
            for (when,) in store.execute("SELECT judged FROM verdicts ORDER BY 1")
        ]
    tenth = len(judged) // 10
    return (judged[tenth] - judged[0]) / (judged[-1] - judged[-1 - tenth])


def measure(write: Callable[[Path, int], list[str]], count: int) -> tuple[float, float]:
    """The peak in MB with a class of that size, and how steady the rate was."""
    with tempfile.TemporaryDirectory() as folder:
        peak, out = grade(Path(folder), write(Path(folder) / "class", count))
        return peak, steadiness(out)


def verdicts(write: Callable[[Path, int], list[str]], count: int) -> Iterator[tuple[str, bool]]:
    """Yield what was measured beside its bound, and whether that holds."""
    peak, rate = measure(write, count)
    yield f"peak {peak:.1f} MB, at most {MAX_MB}", peak <= MAX_MB
    is_steady = rate >= MIN_STEADINESS
    yield f"rate at the end {rate:.2f} of that at the start, at least {MIN_STEADINESS:g}", is_steady


def main() -> int:
    """Measure and print; 1 when a bound is broken."""
    large = int(sys.argv[1]) if sys.argv[1:] else LARGE
    broken = 0
    for way, write in WAYS.items():
        for verdict, holds in verdicts(write, large):
            print(f"{large} attempts, {way}: {verdict}: {'ok' if holds else 'broken'}", flush=True)
            broken += not holds
    return int(broken > 0)


if __name__ == "__main__":
    sys.exit(main())
