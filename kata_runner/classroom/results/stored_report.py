"""Converts reports to the JSON that the database stores, and back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from kata_runner import model
from kata_runner.classroom.records import Verdict
from kata_runner.errors import PathError

ENCODER = json.JSONEncoder(ensure_ascii=False, default=vars)  # dataclasses as objects


def serialize(report: model.Report) -> Verdict:
    """Serialize a report, without its kata and its attempt."""
    data = {
        "score": report.score,
        "max_score": report.max_score,
        "seed": report.seed,
        "message": report.message,
        "output": report.output,
        "isolation": report.isolation,
    }
    return Verdict(report.status, report.score, report.max_score, report.seconds,
                   ENCODER.encode(data), tuple(map(encode_outcome, report.outcomes)))  # fmt: skip


@lru_cache(maxsize=256)
def encode_outcome(outcome: model.Outcome) -> str:
    """Return an outcome as JSON; cached, as many attempts share the outcomes that passed."""
    return ENCODER.encode(vars(outcome))


@contextmanager
def check_stored() -> Iterator[None]:
    """Raise PathError for errors in reading a stored report: the database was changed."""
    try:
        yield
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise PathError(
            "a verdict in results.sqlite is damaged, or not kata's: move the file away and run "
            "the command again"
        ) from error


@check_stored()
def deserialize(verdict: Verdict, kata: model.Kata, sha256: str, path: Path) -> model.Report:
    """Return the report on an attempt at `path`, without its duration and the attempt's source.

    Raises PathError if the stored report is damaged.
    """
    data = json.loads(verdict.report)
    return model.Report(
        kata=kata,
        attempt=model.Attempt(path, b"", sha256),
        outcomes=tuple(map(to_outcome, verdict.outcomes)),
        score=data["score"],
        max_score=data["max_score"],
        isolation=model.Isolation(data["isolation"]["level"], tuple(data["isolation"]["layers"])),
        seed=data["seed"],
        seconds=0.0,
        message=data["message"],
        output=data["output"],
    )


def to_outcome(text: str) -> model.Outcome:
    """Parse one outcome."""
    data = json.loads(text)
    difference, diagnosis = data["first_difference"], data["diagnosis"]
    data |= {
        "status": model.Status(data["status"]),
        "needs": tuple(data["needs"]),
        "first_difference": difference and model.Difference(**difference),
        "diagnosis": diagnosis and model.Diagnosis(**diagnosis),
    }
    return model.Outcome(**data)
