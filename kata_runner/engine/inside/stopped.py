"""Definitions for functions that had to be stopped, shared by both ends of the pipe."""

from __future__ import annotations

PATIENCE = 0.5  # seconds for each such function in all later experiments together
WALL_PER_CPU = 4.0  # wall-clock seconds for each second of processor time: machines are busy


# A BaseException, because it is no error of the code, and `except Exception` must not catch it.
class AttemptTimeoutError(BaseException):
    """Raised by a timer inside the attempt's code, so that the traceback names the line."""


def explain_little_time(function: str) -> str:
    """Return why there was little time; the text is the same whether some was left or none."""
    return (
        f"little time was left for it, because {function} had to be stopped in an earlier "
        f"experiment."
    )
