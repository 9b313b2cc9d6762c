"""Pieces of the sentences that learners read: listed names, and the first letter."""

from __future__ import annotations

from collections.abc import Sequence

MAX_LISTED = 4  # names in one sentence


def format_names(names: Sequence[str]) -> str:
    """Format names as code in a sentence; no names give an empty text.

    >>> format_names(["a", "b", "c"])
    '`a`, `b` and `c`'
    """
    quoted = [f"`{name}`" for name in names[:MAX_LISTED]]
    if len(names) > MAX_LISTED:
        quoted = [*quoted[: MAX_LISTED - 1], "others"]
    return " and ".join(filter(None, [", ".join(quoted[:-1]), *quoted[-1:]]))


def capitalize(text: str) -> str:
    """Return a sentence with its first letter in upper case."""
    return text[:1].upper() + text[1:]


def decapitalize(text: str) -> str:
    """Return a sentence with its first letter in lower case, to follow other words."""
    return text[:1].lower() + text[1:]
