"""Classes for measuring: as many files as wanted, no two alike, all of them right."""

from __future__ import annotations

from itertools import cycle, islice
from pathlib import Path

ROOT = Path(__file__).parents[2]
RIGHT = ROOT / "tests" / "attempts" / "lstm_limitations" / "right"
HANDED_IN = [ROOT / "solutions" / "lstm_limitations" / "solution.py"] + [
    RIGHT / f"{name}.py" for name in ("where_expit", "numpy_scalars", "tuples", "careful")
]


def write_class(folder: Path, count: int) -> list[Path]:
    """Write so many attempts at kata 6.3: a few that are written differently, each with a line of its own."""
    folder.mkdir(parents=True)
    paths = []
    for number, source in enumerate(islice(cycle(HANDED_IN), count)):
        path = folder / f"student_{number:05}.py"
        path.write_text(f"{source.read_text(encoding='utf-8')}\n# {number}\n", encoding="utf-8")
        paths.append(path)
    return paths
