"""A classroom on disk, and what a run of `kata grade` leaves behind."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

RIGHT = '''import numpy as np


def softmax(scores):
    """Attempt {number}."""
    e = np.exp(scores - np.max(scores))
    return e / e.sum()
'''
WRONG = RIGHT.replace(" - np.max(scores)", "")
BROKEN = "def softmax(scores:  # attempt {number}\n"


@pytest.fixture
def classroom(tmp_path: Path) -> Callable[[int], Path]:
    """Writes a folder of so many attempts: two thirds right, one in three wrong, one in fifty broken."""

    def write(count: int) -> Path:
        folder = tmp_path / "class"
        folder.mkdir()
        for number in range(count):
            text = BROKEN if number % 50 == 7 else WRONG if number % 3 == 0 else RIGHT
            (folder / f"student{number:04}.py").write_text(text.replace("{number}", str(number)), encoding="utf-8")
        return folder

    return write


def published(folder: Path) -> dict[str, bytes]:
    """Everything a run publishes: the grades and the feedback."""
    files = [folder / "grades.csv", *sorted((folder / "feedback").iterdir())]
    return {str(file.relative_to(folder)): file.read_bytes() for file in files}
