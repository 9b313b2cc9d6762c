"""A large class against a small one: `kata grade` gets no slower on the way, and needs no more memory.

python tests/benchmarks/memory.py [ATTEMPTS]
"""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from datetime import datetime
from pathlib import Path
from time import sleep

from classrooms import write_class  # type: ignore[import-not-found]  # a script's own folder is on its path

SMALL, LARGE = 1000, 10_000
STEADY = 0.9  # the rate at the end, of that at the start
MOST_MB = 150
ALIKE = 1.05  # how much more memory the large class may take: what one run differs from the next
PEAK = re.compile(r"VmHWM:\s+(\d+) kB")


def grade(folder: Path, count: int) -> tuple[float, Path]:
    """Grade a class: the grader's own peak in MB, without the sandbox's, and the folder of results."""
    out = folder / f"out_{count}"
    write_class(folder / str(count), count)
    kata = str(Path(sys.executable).with_name("kata"))
    command = [kata, "grade", "6.3", str(folder / str(count)), "--out", str(out), "--seed", "0", "--isolation", "full"]
    with (folder / "said").open("wb") as said:
        process = subprocess.Popen(command, stdout=said, stderr=said, env=os.environ | {"KATA_HOME": str(folder)})
        peak = 0
        while process.poll() is None:
            status = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii", errors="replace")
            peak = max([peak, *map(int, PEAK.findall(status))])
            sleep(0.02)
    if process.returncode:
        sys.exit((folder / "said").read_text(encoding="utf-8"))
    return peak / 1024, out


def steadiness(out: Path) -> float:
    """The rate of the last tenth of the verdicts, as a part of the first tenth's."""
    with closing(sqlite3.connect(out / "results.sqlite")) as store:
        judged = [datetime.fromisoformat(when) for (when,) in store.execute("SELECT judged FROM verdicts ORDER BY 1")]
    tenth = len(judged) // 10
    return (judged[tenth] - judged[0]) / (judged[-1] - judged[-1 - tenth])


def main() -> int:
    """Measure and print; 1 when a bound is broken."""
    large = int(sys.argv[1]) if sys.argv[1:] else LARGE
    with tempfile.TemporaryDirectory() as folder:
        small_peak, _ = grade(Path(folder), SMALL)
        large_peak, out = grade(Path(folder), large)
        rate = steadiness(out)
    verdicts = {
        f"peak {large_peak:.1f} MB, at most {MOST_MB}": large_peak <= MOST_MB,
        f"{large_peak / small_peak:.2f} times that of {SMALL}, at most {ALIKE:g}": large_peak <= ALIKE * small_peak,
        f"rate at the end {rate:.2f} of that at the start, at least {STEADY:g}": rate >= STEADY,
    }
    for verdict, holds in verdicts.items():
        print(f"{large} attempts: {verdict}: {'ok' if holds else 'broken'}")
    return int(not all(verdicts.values()))


if __name__ == "__main__":
    sys.exit(main())
