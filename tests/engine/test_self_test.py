"""The examination of this machine: every attack is refused behind walls, and what is not refused is
said.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from kata_runner.engine.self_test import LevelReport, run_self_test
from tests.helpers.commands import ROOT

SECRET = ROOT / "solutions" / "lstm_limitations" / "solution.py"
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the walls are Linux's")


@pytest.fixture(scope="module")
def levels() -> dict[str, LevelReport]:
    return {found.level: found for found in run_self_test(SECRET)}


@pytest.mark.parametrize("level", ["full", "kernel"])
def test_behind_walls_every_attack_is_refused(levels: dict[str, LevelReport], level: str) -> None:
    assert levels[level].unavailable == ""
    assert len(levels[level].attacks) >= 10
    assert levels[level].succeeded == []


def test_the_layers_are_those_that_stood(levels: dict[str, LevelReport]) -> None:
    assert levels["full"].layers == ("bubblewrap", "landlock", "rlimits", "seccomp")
    assert levels["kernel"].layers == ("landlock", "rlimits", "seccomp")
    assert levels["process"].layers == ("rlimits",)


def test_without_walls_it_is_said_what_is_possible(levels: dict[str, LevelReport]) -> None:
    assert {"read a solution", "open a socket", "start a process"} <= set(
        levels["process"].succeeded
    )
    assert "lift its own limits" in dict(levels["process"].attacks)


def test_a_level_that_is_not_to_be_had_says_why(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    found = next(run_self_test(SECRET))
    assert (found.level, found.attacks) == ("full", ())
    assert "bubblewrap is not installed (apt-get install bubblewrap)" in found.unavailable
