"""A report as the texts that the store keeps, and back."""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from kata_runner.errors import UnusablePath
from kata_runner.grading.once import once_each
from kata_runner.model import Attempt, Diagnosis, Difference, Isolation, Kata, Outcome, Report, Status

MOST_REMEMBERED = 1 << 11  # letters of an outcome that is read once for all; in a longer one stands what was printed
DAMAGED = "a verdict in results.sqlite is damaged, or not kata's: move the file away and run the command again"
MOST_SHARED = 512  # of those in memory


class Record(NamedTuple):
    """A report without its outcomes, and its outcomes, each a text that many reports share."""

    report: str
    outcomes: tuple[str, ...]


def recorded(report: Report) -> Record:
    """A report, without its kata and its attempt's source."""
    data = {
        "score": report.score,
        "max_score": report.max_score,
        "seed": report.seed,
        "message": report.message,
        "output": report.output,
        "isolation": asdict(report.isolation),
    }
    return Record(json.dumps(data, ensure_ascii=False), tuple(map(written, report.outcomes)))


@once_each
def written(outcome: Outcome) -> str:
    """An outcome as JSON, written once for all attempts that share it."""
    return json.dumps(asdict(outcome), ensure_ascii=False)


def restored(record: Record, kata: Kata, sha256: str, where: Path) -> Report:
    """The report that was recorded, of an attempt that is at `where`; it has no time in it.

    Raises UnusablePath where what is kept is no report of ours.
    """
    try:
        return to_report(record, kata, Attempt(where, b"", sha256))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UnusablePath(DAMAGED) from error


def to_report(record: Record, kata: Kata, attempt: Attempt) -> Report:
    """The same, of whatever is kept."""
    data = json.loads(record.report)
    return Report(
        kata=kata,
        attempt=attempt,
        outcomes=tuple(map(outcome_of, record.outcomes)),
        score=data["score"],
        max_score=data["max_score"],
        isolation=Isolation(data["isolation"]["level"], tuple(data["isolation"]["layers"])),
        seed=data["seed"],
        seconds=0.0,
        message=data["message"],
        output=data["output"],
    )


def outcome_of(text: str) -> Outcome:
    """One outcome; reports that have the same share it."""
    return remembered(text) if len(text) <= MOST_REMEMBERED else read(text)


def read(text: str) -> Outcome:
    """One outcome, read anew."""
    data = json.loads(text)
    difference, diagnosis = data["first_difference"], data["diagnosis"]
    whole = {
        "status": Status(data["status"]),
        "needs": tuple(data["needs"]),
        "first_difference": None if difference is None else Difference(**difference),
        "diagnosis": None if diagnosis is None else Diagnosis(**diagnosis),
    }
    return Outcome(**(data | whole))


remembered = lru_cache(maxsize=MOST_SHARED)(read)
