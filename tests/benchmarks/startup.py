"""`kata list` and `kata --help` with a hundred katas, against importing click and pluggy.

python tests/benchmarks/startup.py
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from ratios import medians, report  # type: ignore[import-not-found]  # a script's own folder is on its path

KATAS = 100
BOUND = 2
BASE = "import click, pluggy"


def write_pack(folder: Path) -> None:
    """A pack of a hundred katas as large as real ones."""
    for number in range(KATAS):
        kata = folder / "katas" / f"kata_{number:03}"
        kata.mkdir(parents=True)
        hints = [f'    "Hint {hint}: which of the two comes first, and what does it leave to '
                 f'the other?",\n'
                 for hint in range(4)]  # fmt: skip
        functions = "".join(f"function_{name} = [\n{''.join(hints)}]\n" for name in "abcdef")
        text = (f'id = "9.{number}"\ntitle = "Kata number {number}"\nphase = "Phase '
                f'{number // 10}"\n'
                f'summary = "One of a hundred."\nneeds = []\n\n[hints]\n{functions}')  # fmt: skip
        (kata / "kata.toml").write_text(text, encoding="utf-8")


def main() -> int:
    """Measure and print; 1 when a bound is broken."""
    kata = str(Path(sys.executable).with_name("kata"))
    commands = {
        BASE: [sys.executable, "-c", BASE],
        "kata list": [kata, "list"],
        "kata --help": [kata, "--help"],
    }
    with tempfile.TemporaryDirectory() as folder:
        write_pack(Path(folder) / "hundred")
        environment = os.environ | {
            "KATA_PACKS": str(Path(folder) / "hundred"),
            "KATA_HOME": folder,
        }
        times = medians(commands, environment)
    return int(report(times, BASE, {"kata list": BOUND, "kata --help": BOUND}))


if __name__ == "__main__":
    sys.exit(main())
