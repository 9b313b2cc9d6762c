"""A pack and its problems: one line each, with the place in the plugin where it occurred."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pluggy

from kata_runner import hookspecs
from kata_runner.errors import KataRunnerError, PackError
from kata_runner.model import Kata

OWN_FOLDER = Path(hookspecs.__file__).parent
CALL = 2  # frames of an error in a line that calls a pack: this file's, and the line's own
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
        """Return where in this pack an error was raised, as ``file:line``, not where in a library
        that it calls; the pack's own file if that is not known.

        The pack's frames are those in the folder of its own file or, while it is imported, in that
        of the first.
        """
        import traceback

        if isinstance(error, SyntaxError) and error.filename:
            return f"{error.filename}:{error.lineno}"
        frames = [
            (Path(frame.filename).parent, f"{frame.filename}:{frame.lineno}")
            for frame in traceback.extract_tb(error.__traceback__)
            if is_foreign(frame.filename)
        ]
        folders = [folder for folder, _ in frames]
        home = Path(self.source).parent
        if folders and home not in folders:
            home = folders[0]
        return next((place for folder, place in reversed(frames) if folder == home), self.source)

    @contextmanager
    def attribute_errors(self, doing: str) -> Iterator[None]:
        """Raise PackError, which names the pack, for an error in its code outside its hooks, or for
        something of it that cannot be called as a line of this block does.

        An error deeper in our own code is raised unchanged.
        """
        try:
            yield
        except KataRunnerError:
            raise
        except (Exception, SystemExit) as error:
            if self.is_builtin or not is_raised_by_pack(error):
                raise
            raise PackError(
                f"{self.label}: {self.find_location(error)}: {doing}: {describe_error(error)}"
            ) from error

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


def is_raised_by_pack(error: BaseException) -> bool:
    """Whether an error was raised by a plugin's code, or a library that it calls, or by calling it
    where its errors are caught, and not by our own code.
    """
    from traceback import extract_tb

    frames = [frame.filename for frame in extract_tb(error.__traceback__)]
    if len(frames) == CALL and isinstance(error, TypeError | AttributeError):
        return True
    known = [name for name in frames if is_own(name) or is_foreign(name)]
    return bool(known) and not is_own(known[-1])


def is_own(filename: str) -> bool:
    """Whether a file is of this package."""
    return OWN_FOLDER in Path(filename).parents


def is_foreign(filename: str) -> bool:
    """Whether a file is neither of this package, nor of pluggy, nor of the standard library."""
    if filename.startswith("<"):
        return False
    folders = Path(filename).parents
    if is_own(filename) or Path(pluggy.__file__).parent in folders:
        return False
    return (
        "site-packages" in filename
        or "dist-packages" in filename
        or Path(os.__file__).parent not in folders
    )
