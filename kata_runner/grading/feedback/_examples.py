"""Runs a lesson's examples below an attempt: this text goes with its source into a sandbox.

So nothing here may import anything of ours. What the examples give is printed, a line each, behind
a word that nobody can guess.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from contextlib import redirect_stdout
from typing import Any

MAX_OUTPUT = 500  # characters of what one example gives


def run_examples(
    namespace: dict[str, Any], examples: Sequence[tuple[str, str]], parts: Sequence[str], word: str
) -> None:
    """Run each example with the parts of a namespace and no other names: what comes before, then
    the statement that shows something.
    """
    for index, (before, statement) in enumerate(examples):
        names = {name: namespace[name] for name in parts if name in namespace}
        output = io.StringIO()
        try:
            with redirect_stdout(io.StringIO()):
                exec(before, names)
            with redirect_stdout(output):
                exec(compile(statement, "<lesson>", "single"), names)
            text = output.getvalue()
        except Exception as error:
            text = f"{type(error).__name__}: {error}"
        data = text[:MAX_OUTPUT].encode("utf-8", "replace")
        print(f"{word}{index} {data.hex()}")
