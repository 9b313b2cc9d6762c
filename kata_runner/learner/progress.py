"""Which katas a learner passed and what hints they took: a small JSON file in their data folder, or
in `KATA_HOME`.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kata_runner import hookimpl
from kata_runner.errors import PathError

if TYPE_CHECKING:
    from kata_runner.model import Kata, Report


@dataclass(frozen=True)
class Progress:
    """By names of katas: the best score and whether it was passed; how many hints were given for
    each function.
    """

    best: dict[str, tuple[float, bool]] = field(default_factory=dict)
    hints: dict[str, dict[str, int]] = field(default_factory=dict)


@hookimpl
def attempt_graded(report: Report) -> None:
    """Remember the best that was reached; a full disk or a read-only home costs the mark, never the
    grade.
    """
    progress = read_or_empty()
    reached = progress.best.get(report.kata.name, (0.0, False))
    progress.best[report.kata.name] = (max(reached[0], report.score), reached[1] or report.passed)
    write(progress)


def has_passed(kata: Kata) -> bool:
    """Whether any attempt at the kata has passed."""
    return get_best_scores().get(kata.name, (0.0, False))[1]


def get_best_scores() -> dict[str, tuple[float, bool]]:
    """The best score of each kata that was tried, by its name, and whether it was passed."""
    return read_or_empty().best


def read_or_empty() -> Progress:
    """What is remembered; of a damaged file, nothing."""
    return read() or Progress()


def read() -> Progress | None:
    """The content of the file: empty when there is none yet, None when there is one that cannot be
    read.
    """
    file = progress_file()
    if file is None or not os.path.lexists(file):
        return Progress()
    import json

    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        return Progress(
            {
                str(name): (float(entry["score"]), entry["passed"] is True)
                for name, entry in data["katas"].items()
            },
            {
                str(name): {str(function): int(count) for function, count in counts.items()}
                for name, counts in data.get("hints", {}).items()
            },
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def write(progress: Progress) -> None:
    """Replace the file in one step, so that no crash leaves half of it; a damaged one is kept
    beside it.

    Raises PathError where that cannot be done.
    """
    import json

    data = {
        "format": 1,
        "katas": {
            name: {"score": score, "passed": passed}
            for name, (score, passed) in sorted(progress.best.items())
        },
        "hints": progress.hints,
    }
    file = progress_file()
    if file is None:
        raise PathError(
            "there is no home folder: your progress was not kept, set KATA_HOME to a folder "
            "of yours"
        )
    new = file.with_suffix(f".{os.getpid()}.json")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        if read() is None:
            file.replace(file.with_suffix(".damaged.json"))
        new.write_text(json.dumps(data, indent=1), encoding="utf-8")
        new.replace(file)
    except OSError as error:
        message = (
            f"{file}: {error.strerror}: your progress was not kept, set KATA_HOME to a "
            f"folder of yours"
        )
        raise PathError(message) from error


def progress_file() -> Path | None:
    """Where progress is kept; nowhere for who has no home, as what would be written to then is not
    theirs.
    """
    if os.environ.get("KATA_HOME"):
        return Path(os.environ["KATA_HOME"]) / "progress.json"
    return Path(click.get_app_dir("kata-runner")) / "progress.json" if has_home() else None


def has_home() -> bool:
    """Whether there is a folder for the user's own files: one that they named, or a home that
    exists.
    """
    home = os.environ.get("XDG_CONFIG_HOME") or os.path.expanduser("~")  # noqa: PTH111  # pathlib raises for nobody's
    is_usable = "XDG_CONFIG_HOME" in os.environ or os.path.isdir(home)  # noqa: PTH112
    return os.path.isabs(home) and home != "/" and is_usable  # noqa: PTH117
