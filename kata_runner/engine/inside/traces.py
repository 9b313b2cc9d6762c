"""Places in a traceback."""

from __future__ import annotations

from types import TracebackType


def last_in(trace: TracebackType | None, filename: str) -> TracebackType | None:
    """The innermost place in a file."""
    found = None
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == filename:
            found = trace
        trace = trace.tb_next
    return found
