"""Which katas a learner has passed, kept in a small JSON file in their data folder (or in `KATA_HOME`)."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kata_runner import hookimpl
from kata_runner.errors import UnusablePath

if TYPE_CHECKING:
    from kata_runner.model import Kata, Report


@hookimpl
def attempt_graded(report: Report) -> None:
    """Remember the best that was reached; a full disk or a read-only home costs the mark, never the grade."""
    best = best_scores()
    reached = best.get(report.kata.name, (0.0, False))
    best[report.kata.name] = (max(reached[0], report.score), reached[1] or report.passed)
    try:
        write(best)
    except OSError as error:
        said = f"{progress_file()}: {error.strerror}: your mark was not kept, set KATA_HOME to a folder of yours"
        raise UnusablePath(said) from error


def has_passed(kata: Kata) -> bool:
    """Whether any attempt at the kata has passed."""
    return best_scores().get(kata.name, (0.0, False))[1]


def best_scores() -> dict[str, tuple[float, bool]]:
    """The best score of each kata that was tried, by its name, and whether it was passed; a damaged file is empty."""
    return read() or {}


def read() -> dict[str, tuple[float, bool]] | None:
    """The content of the file: empty when there is none yet, None when there is one that cannot be read."""
    file = progress_file()
    if not os.path.lexists(file):
        return {}
    import json

    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        return {str(name): (float(entry["score"]), entry["passed"] is True) for name, entry in data["katas"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def write(best: dict[str, tuple[float, bool]]) -> None:
    """Replace the file in one step, so that no crash leaves half of it; a damaged one is kept beside it."""
    import json

    file = progress_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    if read() is None:
        file.replace(file.with_suffix(".damaged.json"))
    new = file.with_suffix(f".{os.getpid()}.json")
    katas = {name: {"score": score, "passed": passed} for name, (score, passed) in sorted(best.items())}
    new.write_text(json.dumps({"format": 1, "katas": katas}, indent=1), encoding="utf-8")
    new.replace(file)


def progress_file() -> Path:
    """Where progress is kept."""
    return Path(os.environ.get("KATA_HOME") or click.get_app_dir("kata-runner")) / "progress.json"
