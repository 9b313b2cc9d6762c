"""Sources with wrappers around their functions, and what the wrappers told."""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from kata_runner.engine.job import Result
from kata_runner.model import Attempt

# The text runs in a namespace of its own and under a name of its own, so that no traceback takes it
# for the learner's.
INJECTION = """

below = {{"__builtins__": __builtins__, "__name__": {name!r}}}
exec(__import__("marshal").loads({code}), below)
below.pop({name!r})({arguments})
del below
"""
WRAPPERS = Path(__file__).with_name("_injected.py")


def run_below(attempt: Attempt, program: Path, function: str, arguments: str) -> Attempt:
    """The attempt with a call of a program's function below it, which runs as it is loaded."""
    code = compile_program(program, function)
    added = INJECTION.format(name=function, code=code, arguments=arguments)
    return replace(attempt, source=attempt.source + added.encode())


def instrument(attempt: Attempt, names: Sequence[str], action: str) -> Attempt:
    """The attempt with a wrapper around each of these functions: `calls`, `changes`,
    `transpose` or `shrink`.
    """
    arguments = f"globals(), {list(names)!r}, {action!r}, {secret_prefix(attempt)!r}"
    return run_below(attempt, WRAPPERS, "wrap", arguments)


def instrumentation_output(attempt: Attempt, results: Iterable[Result]) -> list[str]:
    """What the wrappers of an attempt told, without what it printed itself."""
    word = secret_prefix(attempt)
    lines = (line for result in results for line in result.output.splitlines())
    return [line.removeprefix(word) for line in lines if line.startswith(word)]


def secret_prefix(attempt: Attempt) -> str:
    """What each line that a wrapper tells begins with: the attempt would have to know its own hash
    to guess it.
    """
    return hashlib.sha256(attempt.sha256.encode()).hexdigest()[:12] + " "


@cache
def compile_program(path: Path, name: str) -> bytes:
    """What is run below an attempt, as code for the same Python inside."""
    text = path.read_text(encoding="utf-8")
    return marshal.dumps(compile(text, f"<{name}>", "exec", dont_inherit=True))
