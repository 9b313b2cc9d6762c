"""Classes for measuring: as many attempts at kata 6.3 as wanted, no two alike, all of them
right.
"""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path

ROOT = Path(__file__).parents[2]
RIGHT = ROOT / "tests" / "attempts" / "lstm_limitations" / "right"
REFERENCE = [ROOT / "solutions" / "lstm_limitations" / "solution.py"]
VARIED = REFERENCE + [
    RIGHT / f"{name}.py" for name in ("where_expit", "numpy_scalars", "tuples", "careful")
]


def write_class(folder: Path, count: int, written: Sequence[Path] = VARIED) -> list[Path]:
    """Write a folder of files, written in these ways in turn."""
    folder.mkdir(parents=True)
    paths = []
    for number, source in enumerate(sources(count, written)):
        path = folder / f"student_{number:05}.py"
        path.write_text(source, encoding="utf-8")
        paths.append(path)
    return paths


def write_canvas_class(folder: Path, count: int) -> tuple[Path, Path]:
    """Write a zip archive as Canvas hands it out, and the roster of the class."""
    folder.mkdir(parents=True)
    archive, roster = folder / "submissions.zip", folder / "roster.csv"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as members:
        for number, source in enumerate(sources(count, VARIED)):
            members.writestr(f"lovelaceada_{number}_{count + number}_lstm_limitations.py", source)
    with roster.open("w", encoding="utf-8", newline="") as file:
        rows = (
            (f"Lovelace, Ada {number}", number, f"ada{number}@example.org")
            for number in range(count)
        )
        csv.writer(file).writerows([("Student", "ID", "Email"), *rows])
    return archive, roster


def sources(count: int, written: Sequence[Path]) -> Iterator[str]:
    """Copies of these files in turn, each with a line of its own."""
    texts = [path.read_text(encoding="utf-8") for path in written]
    return (f"{text}\n# {number}\n" for number, text in enumerate(islice(cycle(texts), count)))
