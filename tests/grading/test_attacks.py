"""What an attack says of itself, and what became of it."""

from __future__ import annotations

import platform
import re
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest

from kata_runner.engine.job import Problem, Result, Run
from kata_runner.grading.answer_key import AnswerKey
from kata_runner.grading.attacks import (
    CORPUS,
    SUFFIX,
    attempts,
    describe_breach,
    header,
    is_for,
    verdicts,
)
from kata_runner.model import Kata, Status

PATCHED = re.compile(rb'sys\.modules\["(kata_runner[\w.]+)"\]\.(\w+)')
EMPTY = AnswerKey(0, ())
LOADS_NOT = Run(unloadable=Problem(Status.CRASHED, "crashed", "no"))


def test_the_first_of_a_key_counts_up_to_any_line_end(tmp_path: Path) -> None:
    file = tmp_path / "a.attack"
    file.write_bytes(
        b"# expect: failed\r\n# verdict at full: passed\r# expect: passed\nx = 1\xff\n"
    )
    assert header(file) == {"expect": "failed", "verdict at full": "passed"}


def test_the_verdict_at_a_level_stands_before_the_usual_one() -> None:
    head = {"expect": "failed or passed", "verdict at full": "unrunnable"}
    assert verdicts(head, "full") == ["unrunnable"]
    assert verdicts(head, "kernel") == ["failed", "passed"]
    assert verdicts({}, "full") == ["passed"]


@pytest.mark.parametrize(
    ("head", "is_meant"),
    [
        ({}, True),
        ({"only on": platform.machine()}, True),
        ({"only on": "z80"}, False),
        ({"at full": "not run, it would hurt"}, False),
        ({"at kernel": "not run"}, True),
        ({"at full": "reads nothing"}, True),
    ],
)
def test_what_would_harm_a_machine_is_not_run(head: dict[str, str], is_meant: bool) -> None:
    assert is_for(head, "full") is is_meant


def test_what_did_not_hold_is_told() -> None:
    assert describe_breach(EMPTY, Run(fault="no memory"), ["passed"]) == "no memory"
    assert describe_breach(EMPTY, LOADS_NOT, ["unrunnable"]) == ""
    assert describe_breach(EMPTY, LOADS_NOT, ["passed", "failed"]) == (
        "expected passed or failed, got unrunnable"
    )
    told = replace(LOADS_NOT, output="quiet\nREACHED: a secret\n")
    assert describe_breach(EMPTY, told, ["unrunnable"]) == "REACHED: a secret"
    printed = replace(LOADS_NOT, results={"a": Result("a", None, None, output="REACHED: b")})
    assert describe_breach(EMPTY, printed, ["unrunnable"]) == "REACHED: b"


def test_right_attempts_stand_between_the_attacks(area: Kata) -> None:
    names = [path.stem for path in sorted(CORPUS.glob(f"*{SUFFIX}"))][:11]
    expected: dict[str, dict[str, str]] = {name: {} for name in names}
    ran = [attempt.path.stem for attempt in attempts(area, expected, "full")]
    assert ran == ["solution", *names[:10], "solution", names[10]]


def test_every_attack_of_the_corpus_says_what_is_right() -> None:
    for path in CORPUS.glob(f"*{SUFFIX}"):
        head = header(path)
        assert "expect" in head, path.name
        assert set(verdicts(head, "full")) <= {"passed", "failed", "unrunnable"}, path.name


def test_all_that_an_attack_patches_is_there() -> None:
    patched = {
        match for path in CORPUS.glob(f"*{SUFFIX}") for match in PATCHED.findall(path.read_bytes())
    }
    assert len(patched) >= 3
    missing = [
        (module, name)
        for module, name in sorted(patched)
        if not hasattr(import_module(module.decode()), name.decode())
    ]
    assert missing == []
