"""Labels of statuses and groups of outcomes that several formats share."""

from __future__ import annotations

from collections.abc import Sequence

from kata_runner.model import Outcome, Report, Status

STATUS_LABELS = {
    Status.TIMED_OUT: "timed out",
    Status.OVER_MEMORY: "over memory",
    Status.OVER_OUTPUT: "over output",
}
LOADING = "It printed while it was loaded"
VERDICTS = {"passed": "Passed", "failed": "Not passed yet", "unrunnable": "Could not be judged"}


def get_status_label(outcome: Outcome) -> str:
    """Return an outcome's status in words; for a blocked one what blocks it."""
    if outcome.status is Status.BLOCKED:
        return decapitalize(outcome.message.rstrip("."))
    return STATUS_LABELS.get(outcome.status, str(outcome.status))


def decapitalize(text: str) -> str:
    """Return a sentence as part of a line."""
    return text[:1].lower() + text[1:]


def format_points(report: Report) -> str:
    """Return the score in words."""
    return f"{report.score:g} of {report.max_score:g} points"


def group_failures(outcomes: Sequence[Outcome]) -> list[list[Outcome]]:
    """Group what failed for a reason of its own by cause, or else by message."""
    groups: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        if not outcome.passed and outcome.status is not Status.BLOCKED:
            cause = outcome.diagnosis.says if outcome.diagnosis else outcome.message
            groups.setdefault(cause, []).append(outcome)
    return list(groups.values())


def get_group_sentence(group: Sequence[Outcome]) -> str:
    """Return what should hold: the first outcome's sentence, unless only the message is shared."""
    return group[0].sentence if len(group) == 1 or group[0].diagnosis else ""


def describe_outcome(outcome: Outcome) -> str:
    """Return all a learner reads about one outcome, for formats with one field for it."""
    printed = f"It printed:\n{outcome.output}" if outcome.output else ""
    return "\n\n".join(filter(None, (outcome.sentence, outcome.feedback, printed)))


def get_seconds_per_outcome(report: Report) -> float:
    """Return an equal share of the seconds: experiments are not timed one by one."""
    return round(report.seconds / max(len(report.outcomes), 1), 3)
