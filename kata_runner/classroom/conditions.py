"""What a verdict depends on beside the attempt: with all of it unchanged, no work is graded twice."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

from kata_runner.grading.answer_key import digest, same_anywhere
from kata_runner.model import Kata
from kata_runner.packs.plugins import Plugins

PACKAGE = Path(__file__).parents[1]
JUDGES = ("table.py", "model.py", "authoring.py", "engine", "grading")


@dataclass(frozen=True)
class Conditions:
    """The kata and its content, the grader's version, the limits and the seed."""

    kata: str
    content: str
    grader: str
    limits: str
    seed: int


def conditions_of(kata: Kata, seed: int, plugins: Plugins) -> Conditions:
    """The conditions now; raises BrokenPack when the kata's files cannot be read."""
    limits = json.dumps(asdict(kata.limits), sort_keys=True)
    return Conditions(kata.id, content_of(kata), grader_version(plugins), limits, seed)


def content_of(kata: Kata) -> str:
    """A hash of what decides about right and wrong: experiments, data, reference, known mistakes, allowed packages.

    The lesson and the hints may be mended without anybody being graded anew.
    """
    state = hashlib.sha256("\0".join([digest(kata), *kata.packages]).encode())
    if kata.mistakes.is_file():
        state.update(same_anywhere(kata.mistakes.read_bytes()))
    return state.hexdigest()


def grader_version(plugins: Plugins) -> str:
    """This package's version, a hash of the code that judges, and every plugin with a say in scores or causes."""
    judges = {f"{pack.name} {pack.version}" for hook in ("score", "diagnose") for pack in plugins.packs_with(hook)}
    return ", ".join([engine_version(), *sorted(judges)])


@cache
def engine_version() -> str:
    """This package's version and a hash of the code that runs and judges, which must be the same everywhere."""
    from importlib.metadata import version

    state = hashlib.sha256()
    for file in judging_files():
        state.update(file.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return f"{version('kata-runner')}+{state.hexdigest()[:12]}"


def judging_files() -> Iterator[Path]:
    """The source files that verdicts depend on."""
    for name in JUDGES:
        path = PACKAGE / name
        yield from sorted(path.rglob("*.py")) if path.is_dir() else [path]
