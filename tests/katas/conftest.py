"""Grading attempts at the built-in katas in this process, so that a hundred of them take
seconds.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from kata_runner.engine.job import Job
from kata_runner.engine.sandbox import Sandbox
from kata_runner.grading.answer_key import AnswerKey, compute
from kata_runner.grading.evaluate import evaluate
from kata_runner.model import Attempt, Kata, Outcome, Report
from kata_runner.packs.catalogue import Catalogue
from kata_runner.packs.plugin_manager import Plugins, load_plugins
from tests.helpers.graders import make_grader


class Desk:
    """One kata's grader: attempts in, reports out, all through one sandbox."""

    def __init__(self, kata: Kata, plugins: Plugins, sandbox: Sandbox) -> None:
        self.kata, self.plugins, self.sandbox = kata, plugins, sandbox
        self.grader = make_grader(sandbox, plugins)
        self.keys: dict[int, AnswerKey] = {}

    def key(self, seed: int = 0) -> AnswerKey:
        """The expected tables, computed once a seed."""
        if seed not in self.keys:
            self.keys[seed] = compute(self.kata, seed, self.sandbox.run)
        return self.keys[seed]

    def judged(self, source: str | bytes, seed: int = 0) -> tuple[Outcome, ...]:
        """The outcomes of an attempt by the computed key."""
        return evaluate(
            self.key(seed), self.sandbox.run(Job(self.kata, attempt_of(source), "graded", seed))
        )

    def grade(self, source: str | bytes, kata: Kata | None = None, seed: int = 0) -> Report:
        """The report on an attempt, as `kata check` gives it."""
        return self.grader.grade(kata or self.kata, attempt_of(source), seed, explain=True)


def attempt_of(source: str | bytes) -> Attempt:
    """Source text as an attempt."""
    data = source.encode() if isinstance(source, str) else source
    return Attempt(Path("attempt.py"), data, hashlib.sha256(data).hexdigest())


@pytest.fixture(scope="session")
def open_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Desk]]:
    """Open the desk of a kata, by its id."""
    with pytest.MonkeyPatch.context() as patch, Sandbox() as sandbox:
        patch.setenv("KATA_HOME", str(tmp_path_factory.mktemp("home")))
        plugins = load_plugins()
        catalogue = Catalogue(plugins)
        yield cache(lambda identity: Desk(catalogue.find(identity), plugins, sandbox))
