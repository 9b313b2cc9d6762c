"""Converts reports to the JSON that the database stores, and back.

What differs between runs of the same attempt with the same seed is removed from them before.
Timings are kept in the database. The place where an attempt was stopped depends on the load of the
machine, and memory addresses are arbitrary: both are removed from what students read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from kata_runner import model
from kata_runner.classroom.records import Verdict
from kata_runner.errors import PathError

ENCODER = json.JSONEncoder(ensure_ascii=False, default=vars)  # dataclasses as objects
ADDRESS = re.compile(r"\b0x[0-9a-f]{6,16}\b")
TRUNCATION = re.compile(r"\n… \d+ more characters\Z")
MAX_STOPPED_OUTPUT = 2000  # characters


def normalize_report(report: model.Report, path: Path) -> model.Report:
    """Return the report for a file at `path`, without timings, addresses and places of stops."""
    stopped = any(outcome.status.ended_early for outcome in report.outcomes)
    is_stopped = bool(report.message) and stopped
    message, output = normalize_texts(report.message, report.output, is_stopped=is_stopped)
    return replace(
        report,
        attempt=replace(report.attempt, path=path),
        outcomes=tuple(map(normalize_outcome, report.outcomes)),
        message=message,
        output=output,
        seconds=0.0,
    )


def normalize_outcome(outcome: model.Outcome) -> model.Outcome:
    """Return an outcome without addresses, and without the line in which it was stopped."""
    is_stopped = outcome.status.ended_early
    if not (is_stopped or outcome.message or outcome.output):
        return outcome
    message, output = normalize_texts(outcome.message, outcome.output, is_stopped=is_stopped)
    line = 0 if is_stopped else outcome.line
    return replace(outcome, message=message, output=output, line=line)


def normalize_texts(message: str, output: str, *, is_stopped: bool) -> tuple[str, str]:
    """Return message and output without addresses; only their beginnings if it was stopped."""
    if is_stopped:
        message = message.partition("\n")[0]
        output = TRUNCATION.sub("", output)[:MAX_STOPPED_OUTPUT]
    return ADDRESS.sub("0x…", message), ADDRESS.sub("0x…", output)


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
