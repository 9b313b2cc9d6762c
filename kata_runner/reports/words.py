"""How statuses are said, and which outcomes belong together: what several formats share."""

from __future__ import annotations

from collections.abc import Sequence

from kata_runner.model import Outcome, Report, Status

WORDS = {
    Status.TIMED_OUT: "timed out",
    Status.OVER_MEMORY: "over memory",
    Status.OVER_OUTPUT: "over output",
}
LOADING = "It printed while it was loaded"
VERDICTS = {"passed": "Passed", "failed": "Not passed yet", "unrunnable": "Could not be judged"}


def word(outcome: Outcome) -> str:
    """An outcome in a word, or in what it waits for."""
    if outcome.status is Status.BLOCKED:
        return first_letter_down(outcome.message.rstrip("."))
    return WORDS.get(outcome.status, str(outcome.status))


def first_letter_down(text: str) -> str:
    """A sentence as part of a line."""
    return text[:1].lower() + text[1:]


def points(report: Report) -> str:
    """The score, as people say it."""
    return f"{report.score:g} of {report.max_score:g} points"


def to_look_at(outcomes: Sequence[Outcome]) -> list[list[Outcome]]:
    """What did not pass of its own fault, those with the same cause, or else the same message, together."""
    groups: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        if not outcome.passed and outcome.status is not Status.BLOCKED:
            groups.setdefault(outcome.diagnosis.says if outcome.diagnosis else outcome.message, []).append(outcome)
    return list(groups.values())


def should_hold(group: Sequence[Outcome]) -> str:
    """The sentence over what came: that of the outcome whose message is told, unless there is one message for many."""
    return group[0].sentence if len(group) == 1 or group[0].diagnosis else ""


def feedback(outcome: Outcome) -> str:
    """All a learner reads about one outcome, for formats that have one place for it."""
    parts = [outcome.sentence, outcome.feedback]
    if outcome.output:
        parts.append(f"It printed:\n{outcome.output}")
    return "\n\n".join(part for part in parts if part)


def share(report: Report) -> float:
    """The seconds of one outcome, for formats that ask: an equal share, as experiments are not timed one by one."""
    return round(report.seconds / max(len(report.outcomes), 1), 3)
