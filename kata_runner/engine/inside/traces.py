"""Places in a traceback."""

from __future__ import annotations

from types import TracebackType


def find_last_frame(trace: TracebackType | None, filename: str) -> TracebackType | None:
    """The innermost place in a file."""
    last = None
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == filename:
            last = trace
        trace = trace.tb_next
    return last
