"""The lines of a source, as Python counts them."""

from __future__ import annotations

from io import StringIO


def split_lines(source: str) -> list[str]:
    """Split a source into the lines that syntax trees and tracebacks number, without line ends.

    Unlike `str.splitlines`, it does not split at a form feed or at Unicode's line separators.
    """
    return [line.removesuffix("\n") for line in StringIO(source, newline=None)]
