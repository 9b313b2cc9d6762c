"""Wrappers around the functions of a source, and the lines that they print."""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from kata_runner.engine.job import Result
from kata_runner.model import Attempt

# The code runs in its own namespace and under its own file name, so that no traceback shows it as
# the learner's.
INJECTION = """

below = {{"__builtins__": __builtins__, "__name__": {name!r}}}
exec(__import__("marshal").loads({code}), below)
below.pop({name!r})({arguments})
del below
"""
WRAPPERS = Path(__file__).with_name("_injected.py")


def run_below(attempt: Attempt, program: Path, function: str, arguments: str) -> Attempt:
    """Return the attempt with a call of a program's function below it, run when it is loaded."""
    code = compile_program(program, function)
    added = INJECTION.format(name=function, code=code, arguments=arguments)
    return replace(attempt, source=attempt.source + added.encode())


def instrument(attempt: Attempt, names: Sequence[str], action: str) -> Attempt:
    """Return the attempt with a wrapper around each of these functions: `calls`, `changes`,
    `transpose` or `shrink`.
    """
    arguments = f"globals(), {list(names)!r}, {action!r}, {secret_prefix(attempt)!r}"
    return run_below(attempt, WRAPPERS, "wrap", arguments)


def instrumentation_output(attempt: Attempt, results: Iterable[Result]) -> list[str]:
    """Return what the wrappers printed, without the output of the attempt itself."""
    word = secret_prefix(attempt)
    lines = (line for result in results for line in result.output.splitlines())
    return [line.removeprefix(word) for line in lines if line.startswith(word)]


def secret_prefix(attempt: Attempt) -> str:
    """Return the prefix of each line that a wrapper prints; an attempt would have to know its own
    hash to guess it.
    """
    return hashlib.sha256(attempt.sha256.encode()).hexdigest()[:12] + " "


@cache
def compile_program(path: Path, name: str) -> bytes:
    """Compile the program to run below an attempt; the sandbox has the same Python."""
    text = path.read_text(encoding="utf-8")
    return marshal.dumps(compile(text, f"<{name}>", "exec", dont_inherit=True))
