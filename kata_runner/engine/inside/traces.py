"""Search in tracebacks."""

from __future__ import annotations

from types import TracebackType


def find_last_frame(trace: TracebackType | None, filename: str) -> TracebackType | None:
    """Return the innermost entry of a traceback that is in a file; None if there is none."""
    last = None
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == filename:
            last = trace
        trace = trace.tb_next
    return last
