"""`kata list`: katas by phase, in the order in which they are numbered, with the learner's
marks.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.conftest import RunKata


def test_the_built_in_kata_stands_under_its_phase(kata: RunKata) -> None:
    code, out, err = kata("list")
    assert (code, err) == (0, "")
    phase, *lines = next(
        part for part in out.split("\n\n") if part.startswith("Sequence Models")
    ).splitlines()
    assert phase == "Sequence Models"
    assert "    6.3  LSTM Limitations: Watch an LSTM forget, and count what waiting costs." in lines


def test_phases_are_paragraphs(kata: RunKata, softmax: Path) -> None:
    phases = [
        paragraph.splitlines()[0] for paragraph in kata("list", "--pack", softmax).out.split("\n\n")
    ]
    assert len(phases) == len(set(phases))
    assert phases.index("Foundations") < phases.index("Sequence Models")


def test_as_json_each_kata_is_an_object(kata: RunKata, softmax: Path, right: Path) -> None:
    kata("check", "0.1", right, "--pack", softmax)
    katas = json.loads(kata("list", "--json", "--pack", softmax).out)
    assert katas[0] == {
        "id": "0.1",
        "name": "softmax",
        "title": "Softmax",
        "phase": "Foundations",
        "summary": "Scores become probabilities.",
        "needs": [],
        "pack": "softmax-pack",
        "passed": True,
        "best": 3.0,
        "next": False,
    }
    assert [entry["id"] for entry in katas if entry["passed"]] == ["0.1"]
    assert all(entry.keys() == katas[0].keys() for entry in katas)


def test_without_any_kata_it_says_where_to_look(kata: RunKata) -> None:
    code, out, err = kata("list", env={"KATA_DISABLED_PLUGINS": "builtin"})
    assert (code, out, err) == (0, "No katas are installed: `kata plugins` says why.\n", "")
