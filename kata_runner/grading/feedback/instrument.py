"""Programs that run below a source, such as wrappers around its functions, and what they print."""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

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
    `transpose`, `shrink` or `copies`.
    """
    arguments = f"globals(), {list(names)!r}, {action!r}, {secret_prefix(attempt)!r}"
    return run_below(attempt, WRAPPERS, "wrap", arguments)


def read_printed(attempt: Attempt, output: str) -> list[str]:
    """Return what a program below an attempt printed, without the output of the attempt itself."""
    prefix = secret_prefix(attempt)
    return [line.removeprefix(prefix) for line in output.splitlines() if line.startswith(prefix)]


def secret_prefix(attempt: Attempt) -> str:
    """Return the prefix of each line that a program below an attempt prints; the attempt would have
    to know its own hash to guess it.
    """
    return hashlib.sha256(attempt.sha256.encode()).hexdigest()[:12] + " "


@cache
def compile_program(path: Path, name: str) -> bytes:
    """Compile the program to run below an attempt; the sandbox has the same Python."""
    text = path.read_text(encoding="utf-8")
    return marshal.dumps(compile(text, f"<{name}>", "exec", dont_inherit=True))
