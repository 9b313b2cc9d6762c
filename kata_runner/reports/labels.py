"""Labels of statuses and groups of outcomes that several formats share."""

from __future__ import annotations

from collections.abc import Sequence

from kata_runner.learner.part_outcomes import list_unblocked_failures
from kata_runner.model import Outcome, Report, Status
from kata_runner.mutation.sentences import decapitalize

STATUS_LABELS = {
    Status.TIMED_OUT: "timed out",
    Status.OVER_MEMORY: "over memory",
    Status.OVER_OUTPUT: "over output",
}
WAITS = "Waits for "
LOADING = "It printed while it was loaded"
VERDICTS = {"passed": "Passed", "failed": "Not passed yet", "unrunnable": "Could not be judged"}


def get_status_label(outcome: Outcome) -> str:
    """Return an outcome's status in words; for a blocked one what blocks it."""
    if outcome.status is Status.BLOCKED:
        return decapitalize(outcome.message.rstrip("."))
    return STATUS_LABELS.get(outcome.status, str(outcome.status))


def get_awaited(outcome: Outcome) -> list[str]:
    """Return the experiments that a blocked outcome waits for; nothing for others."""
    if outcome.status is not Status.BLOCKED or not outcome.message.startswith(WAITS):
        return []
    return outcome.message.removeprefix(WAITS).rstrip(".").split(", ")


def join_names(names: Sequence[str]) -> str:
    """Join names as in a sentence.

    >>> join_names(["a", "b", "c"])
    'a, b and c'
    """
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def format_points(report: Report) -> str:
    """Return the score in words."""
    return f"{report.score:g} of {report.max_score:g} points"


def group_failures(outcomes: Sequence[Outcome]) -> list[list[Outcome]]:
    """Group the outcomes that failed and are not blocked, by cause or else by explanation."""
    groups: dict[str, list[Outcome]] = {}
    for outcome in list_unblocked_failures(outcomes):
        groups.setdefault(outcome.cause or outcome.explanation, []).append(outcome)
    return list(groups.values())


def get_group_sentence(group: Sequence[Outcome]) -> str:
    """Return what should hold: the sentence of the group's first outcome.

    Return an empty string if the outcomes share only the message, and for an error or an early end,
    which a learner has to see first.
    """
    first = group[0]
    if first.status is not Status.FAILED:
        return ""
    return first.sentence if len(group) == 1 or first.diagnosis else ""


def describe_outcome(outcome: Outcome) -> str:
    """Return everything a learner reads about one outcome, for formats with a single text field."""
    printed = f"It printed:\n{outcome.output}" if outcome.output else ""
    return "\n\n".join(filter(None, (outcome.sentence, outcome.feedback, printed)))


def get_seconds_per_outcome(report: Report) -> float:
    """Return an equal share of the seconds: experiments are not timed one by one."""
    return round(report.seconds / max(len(report.outcomes), 1), 3)
