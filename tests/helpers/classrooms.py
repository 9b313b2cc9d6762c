"""Classes on disk, and what `kata grade` leaves behind."""

from __future__ import annotations

import csv
import errno
import os
import sqlite3
import zipfile
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

RIGHT = '''import numpy as np


def softmax(scores):
    """Attempt {index}."""
    e = np.exp(scores - np.max(scores))
    return e / e.sum()
'''
WRONG = RIGHT.replace(" - np.max(scores)", "")
BROKEN = "def softmax(scores:  # attempt {index}\n"
CLASS = {
    "ada": RIGHT,
    "bo": WRONG,
    "cy": "def softmax(scores:\n",
    "di": "def softmax(scores):\n    while True:\n        print('again')\n",
    "eve": "print(object())\nraise SystemExit(3)\n",
    "flo": "def softmax(scores):\n    return ['<script>', object()]\n",
}
WORK = "def softmax(scores):\n    return scores  # {}\n"


def write(path: Path, text: str | bytes = "x = 1\n") -> Path:
    """Write a file, and the folders it is in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def lock(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Make folders of this name unreadable, whoever runs the tests."""
    scandir = os.scandir

    def refuse(path: Path) -> Any:
        if path.name == name:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)


def work_of(name: str) -> str:
    """A source that defines what the kata asks for, unlike any other."""
    return WORK.replace("{}", name)


def fill(folder: Path, *names: str) -> Path:
    """Write work into files of these names."""
    for name in names:
        write(folder / name, work_of(name))
    return folder


def zipped(
    path: Path, names: Mapping[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED
) -> Path:
    """Write an archive."""
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, content in names.items():
            archive.writestr(name, content)
    return path


def handed_in(folder: Path, sources: Mapping[str, str]) -> Path:
    """Write a source for each student."""
    for student, source in sources.items():
        write(folder / f"{student}.py", source)
    return folder


def grades(out: Path) -> dict[str, dict[str, str]]:
    """`grades.csv` by student."""
    with (out / "grades.csv").open(encoding="utf-8-sig", newline="") as file:
        return {row["student"]: row for row in csv.DictReader(file)}


def published(out: Path) -> dict[str, bytes]:
    """Every file that a run publishes: all but the database."""
    return {
        str(path.relative_to(out)): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and "sqlite" not in path.name
    }


def verdicts(out: Path) -> int:
    """How many verdicts the store holds."""
    try:
        with closing(sqlite3.connect(f"file:{out / 'results.sqlite'}?mode=ro", uri=True)) as store:
            return int(store.execute("select count(*) from verdicts").fetchone()[0])
    except sqlite3.OperationalError:
        return 0
