"""Two katas, an answer key and tight limits, for tests that run many attempts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kata_runner.engine.sandbox import Sandbox
from kata_runner.grading.answer_key import AnswerKey, compute
from kata_runner.model import Kata, Limits
from kata_runner.packs.kata_folder import read_kata
from tests.helpers.commands import ROOT
from tests.helpers.strangers import SEED


@pytest.fixture(scope="session")
def lstm() -> Kata:
    """Kata 6.3 under limits that let a hang end soon."""
    kata = read_kata(ROOT / "katas" / "lstm_limitations", ROOT / "solutions", "builtin")
    return replace(kata, limits=Limits(cpu=1.0, wall=3.0, total=10.0))


@pytest.fixture(scope="session")
def n_grams() -> Kata:
    """Kata 6.1, whose experiments read data."""
    return read_kata(ROOT / "katas" / "n_grams", ROOT / "solutions", "builtin")


@pytest.fixture(scope="session")
def key(lstm: Kata) -> AnswerKey:
    """What the reference gives at the seed of these tests."""
    with Sandbox("process") as sandbox:
        return compute(lstm, SEED, sandbox.run)
