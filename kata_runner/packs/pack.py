"""A pack, and what is wrong with it: in one line, with the place in the plugin where it went
wrong.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pluggy

from kata_runner import hookspecs
from kata_runner.errors import KataRunnerError
from kata_runner.model import Kata

if TYPE_CHECKING:
    from traceback import FrameSummary

MAX_PROBLEMS = (
    20  # a plugin that fails for each attempt of a class fails in the same way, or tells a story
)


@dataclass
class Pack:
    """One plugin and what became of it; `problems` are one-line sentences.

    A plain folder that was named by hand is one too, and `asked_for` is how it was named.
    """

    name: str
    version: str
    source: str
    hooks: list[str] = field(default_factory=list)
    katas: list[Kata] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    asked_for: str = ""
    distribution: str = ""
    is_builtin: bool = False

    def add_problem(self, problem: str) -> None:
        """Keep a problem, on one line, once, and no more of them than anybody reads."""
        line = " ".join(problem.split())
        if line not in self.problems and len(self.problems) < MAX_PROBLEMS:
            self.problems.append(line)

    def add_error(self, error: BaseException, doing: str = "") -> None:
        """Keep what an error says as a problem, with its place and what the plugin was doing."""
        self.add_problem(
            f"{self.find_location(error)}: {doing and f'{doing}: '}{describe_error(error)}"
        )

    def find_location(self, error: BaseException) -> str:
        """Where in this pack an error was raised, as ``file:line``; the pack's own file where it
        was elsewhere.
        """
        return find_location(error, self.source)

    @property
    def label(self) -> str:
        """What a message calls it."""
        return f"pack '{self.name}'{self.origin}"

    @property
    def origin(self) -> str:
        """The distribution it is from, in brackets, where that is called something else."""
        known = self.is_builtin or self.distribution.replace("-", "_") in (
            "",
            self.name.replace("-", "_"),
        )
        return "" if known else f" ({self.distribution} {self.version})"


def list_problems(packs: Sequence[Pack]) -> list[str]:
    """One line for each thing that is wrong with a pack."""
    return [f"{pack.label}: {problem}" for pack in packs for problem in pack.problems]


def describe_error(error: BaseException) -> str:
    """What an error says; one of ours says all by itself."""
    return str(error) if isinstance(error, KataRunnerError) else f"{type(error).__name__}: {error}"


def find_location(error: BaseException, source: str) -> str:
    """Where in a plugin an error was raised, as ``file:line``, and not in what libraries the plugin
    calls.
    """
    import traceback

    if isinstance(error, SyntaxError) and error.filename:
        return f"{error.filename}:{error.lineno}"
    frames = [
        frame for frame in traceback.extract_tb(error.__traceback__) if is_foreign(frame.filename)
    ]
    home = Path(source).parent
    own = [frame for frame in frames if Path(frame.filename).parent == home] or get_plugin_frames(
        frames
    )
    return f"{own[-1].filename}:{own[-1].lineno}" if own else source


def get_plugin_frames(frames: list[FrameSummary]) -> list[FrameSummary]:
    """The frames in the folder of the first one, which is the plugin's while it is imported."""
    return [
        frame for frame in frames if Path(frame.filename).parent == Path(frames[0].filename).parent
    ]


def is_foreign(filename: str) -> bool:
    """Whether a frame belongs to a plugin: neither to this package, to pluggy nor to Python's own
    library.
    """
    if filename.startswith("<"):
        return False
    folders = Path(filename).parents
    if any(Path(home).parent in folders for home in (hookspecs.__file__, pluggy.__file__)):
        return False
    return (
        "site-packages" in filename
        or "dist-packages" in filename
        or Path(os.__file__).parent not in folders
    )
