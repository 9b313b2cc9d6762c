"""Source text as attempts."""

from __future__ import annotations

from pathlib import Path

from kata_runner.engine import attempt_file
from kata_runner.model import Attempt


def attempt_of(text: str | bytes, name: str = "attempt.py") -> Attempt:
    """Source text as an attempt of that file's name."""
    return attempt_file.attempt_of(Path(name), text.encode() if isinstance(text, str) else text)
