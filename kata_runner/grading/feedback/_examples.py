"""Runs a lesson's examples below an attempt: the code of this file is added to its source in a
sandbox.

Therefore it must not import anything of this package. The output of each example is printed on one
line, after a prefix that the attempt cannot guess.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from contextlib import redirect_stdout
from typing import Any

MAX_OUTPUT = 500  # characters of one example's output


def run_examples(
    namespace: dict[str, Any], examples: Sequence[tuple[str, str]], parts: Sequence[str], word: str
) -> None:
    """Run each example with the parts of a namespace and no other names, and print its output as
    hex.

    The statements before the example's own run first, and their output is dropped.
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
