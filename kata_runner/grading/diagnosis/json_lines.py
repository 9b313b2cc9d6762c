"""JSON lists with an item on each line: the first says what the list was made from, and any other
is parsed only when it is needed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from kata_runner.packs.author_files import read_text

DAMAGES = (OSError, ValueError, KeyError, TypeError, IndexError)  # what reading such a file raises


def read_lines(path: Path) -> tuple[Any, str]:
    """Return the first item of a list, and the lines below it."""
    # Only "\n" ends a line: the texts may contain other characters that end lines elsewhere.
    _, first, rest = read_text(path).split("\n", 2)
    return json.loads(first.rstrip(",")), rest


def write_lines(path: Path, lines: Iterable[str]) -> None:
    """Write a list, from the JSON of its items."""
    path.write_text("[\n" + ",\n".join(lines) + "\n]\n", encoding="utf-8", newline="\n")


def dump_item(data: Any) -> str:
    """Return plain data as the shortest JSON."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
