"""Which of the files that a student handed in is the attempt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kata_runner.classroom.entries import Entry
from kata_runner.classroom.names import stem_and_number
from kata_runner.engine.text import harmless


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file of one student's: its own name without what a platform added, and what orders it among others."""

    file: str
    entry: Entry
    depth: int = 0
    upload: int = 0
    late: bool = False

    @property
    def stem(self) -> str:
        """The name without suffix and number."""
        return stem_and_number(self.file)[0]

    @property
    def order(self) -> tuple[int, int, int]:
        """Larger is to be preferred: nearer to the top, then handed in later."""
        return (-self.depth, stem_and_number(self.file)[1], self.upload)


def choose(candidates: Sequence[Candidate], stem: str) -> tuple[Candidate | None, str]:
    """The file called like the kata, else the only Python file; or nothing, and why.

    Of several versions of one file, ``x.py`` and ``x-1.py``, the newest counts.
    """
    python = [candidate for candidate in candidates if candidate.file.lower().endswith(".py")]
    if not python:
        return None, nothing_there(candidates)
    fitting = [candidate for candidate in python if candidate.stem.casefold() == stem.casefold()]
    if not fitting and len({(candidate.stem, candidate.depth) for candidate in python}) == 1:
        fitting = python
    if not fitting:
        return None, f"{len(python)} Python files and none is called {stem}.py: {some(python)}"
    best = max(fitting, key=lambda candidate: candidate.order)
    alike = [candidate for candidate in fitting if candidate.order == best.order]
    if len(alike) > 1:
        return None, f"{len(alike)} files could be the attempt: {some(alike)}"
    return best, ""


def nothing_there(candidates: Sequence[Candidate]) -> str:
    """What is there instead of a Python file."""
    return f"no Python file: {some(candidates)}" if candidates else "nothing in it"


def some(candidates: Sequence[Candidate], most: int = 4) -> str:
    """The first few, by name."""
    names = sorted(harmless("/".join(candidate.entry.parts))[:80] for candidate in candidates)
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more
