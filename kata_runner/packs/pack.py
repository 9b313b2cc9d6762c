"""A pack and its problems: one line each, with the place in the plugin where it occurred."""

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

MAX_PROBLEMS = 20  # enough, even if a plugin fails differently for each attempt of a class


@dataclass
class Pack:
    """One plugin and the result of loading it; `problems` are one-line sentences.

    A plain folder that was given by hand is a pack too; `asked_for` is the folder as it was given.
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
        """Record a problem on one line, once, up to `MAX_PROBLEMS`."""
        line = " ".join(problem.split())
        if line not in self.problems and len(self.problems) < MAX_PROBLEMS:
            self.problems.append(line)

    def add_error(self, error: BaseException, doing: str = "") -> None:
        """Record an error as a problem, with its place and what the plugin was doing."""
        self.add_problem(
            f"{self.find_location(error)}: {doing and f'{doing}: '}{describe_error(error)}"
        )

    def find_location(self, error: BaseException) -> str:
        """Return where in this pack an error was raised, ``file:line``, or the pack's own file."""
        return find_location(error, self.source)

    @property
    def label(self) -> str:
        """The name of the pack in messages."""
        return f"pack '{self.name}'{self.origin}"

    @property
    def origin(self) -> str:
        """The distribution that contains it, in brackets, if its name is a different one."""
        known = self.is_builtin or self.distribution.replace("-", "_") in (
            "",
            self.name.replace("-", "_"),
        )
        return "" if known else f" ({self.distribution} {self.version})"


def list_problems(packs: Sequence[Pack]) -> list[str]:
    """Return one line for each problem of a pack."""
    return [f"{pack.label}: {problem}" for pack in packs for problem in pack.problems]


def describe_error(error: BaseException) -> str:
    """Return the text of an error, with its type unless it is one of ours, which says enough."""
    return str(error) if isinstance(error, KataRunnerError) else f"{type(error).__name__}: {error}"


def find_location(error: BaseException, source: str) -> str:
    """Return where in a plugin an error was raised, as ``file:line``, not where in a library it
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
    """Return the frames in the folder of the first, which is the plugin's while it is imported."""
    return [
        frame for frame in frames if Path(frame.filename).parent == Path(frames[0].filename).parent
    ]


def is_foreign(filename: str) -> bool:
    """Whether a file is neither of this package, nor of pluggy, nor of the standard library."""
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
