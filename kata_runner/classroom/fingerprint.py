"""The fingerprint of what a verdict depends on besides the attempt."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import NamedTuple

from kata_runner.errors import PackError
from kata_runner.grading.source_digest import digest_sources, normalize_newlines
from kata_runner.model import Kata
from kata_runner.packs.plugin_manager import Plugins

PACKAGE = Path(__file__).parents[1]
GRADER_SOURCES = (
    "cells.py",
    "table.py",
    "model.py",
    "authoring.py",
    "sanitize.py",
    "source_lines.py",
    "engine",
    "grading",
    "mutation",
)


class Fingerprint(NamedTuple):
    """The kata and a hash of its files, the grader's version, the limits and the seed."""

    kata: str
    content: str
    grader: str
    limits: str
    seed: int


def take_fingerprint(kata: Kata, seed: int, plugins: Plugins) -> Fingerprint:
    """Compute the current fingerprint; raises PackError when the kata's files cannot be read."""
    limits = json.dumps(asdict(kata.limits), sort_keys=True)
    return Fingerprint(kata.id, hash_kata(kata), get_grader_version(plugins), limits, seed)


def hash_kata(kata: Kata) -> str:
    """Return a hash of experiments, data, reference, known mistakes and allowed packages.

    The lesson and the hints are left out, so that changing them does not regrade the class.
    """
    state = hashlib.sha256("\0".join([digest_sources(kata), *kata.packages]).encode())
    state.update(normalize_newlines(read_mistakes(kata)))
    return state.hexdigest()


def read_mistakes(kata: Kata) -> bytes:
    """Return the file of known mistakes, empty if there is none.

    Raises PackError if it cannot be read.
    """
    try:
        return kata.mistakes.read_bytes() if kata.mistakes.is_file() else b""
    except OSError as error:
        raise PackError(f"kata {kata.id}: {kata.mistakes}: {error.strerror}") from error


def get_grader_version(plugins: Plugins) -> str:
    """Return the versions of the grader and of every plugin that scores or diagnoses."""
    packs = {
        f"{pack.name} {pack.version}"
        for hook in ("score", "diagnose")
        for pack in plugins.get_packs_with(hook)
    }
    return ", ".join([get_engine_version(), *sorted(packs)])


@cache
def get_engine_version() -> str:
    """Return this package's version and a hash of the code that runs and grades attempts."""
    from importlib.metadata import version

    return f"{version('kata-runner')}+{hash_sources(GRADER_SOURCES)[:12]}"


def hash_sources(names: Sequence[str], pattern: str = "*.py") -> str:
    """Return a hash of files of this package, and of those in its folders that match a pattern."""
    state = hashlib.sha256()
    for file in list_sources(names, pattern):
        state.update(file.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return state.hexdigest()


def list_sources(names: Sequence[str], pattern: str = "*.py") -> Iterator[Path]:
    """Yield the named files, and the files in the named folders that match a pattern."""
    for name in names:
        path = PACKAGE / name
        yield from sorted(path.rglob(pattern)) if path.is_dir() else [path]
