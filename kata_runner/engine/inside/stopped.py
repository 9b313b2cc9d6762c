"""What both ends of the pipe know of a function that had to be stopped."""

from __future__ import annotations

PATIENCE = 0.5  # seconds that each such function gets in all later experiments together
WALL_PER_CPU = 4.0  # seconds of waiting for each of processor time that it gets: machines are busy


class AttemptTimeoutError(
    BaseException
):  # not an error of anybody's code, and no `except Exception` may stop it
    """Raised by a timer inside the attempt's code, so that the traceback names the line."""


def explain_little_time(function: str) -> str:
    """Why there was little time; the same words whether some of it was left or none."""
    return (
        f"little time was left for it, because {function} had to be stopped in an earlier "
        f"experiment."
    )
