"""`kata verify`: the author's checks, on katas by name or in folders."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import RunKata

WEAK = '''\
from kata_runner import Table, experiment


@experiment(points=1)
def three_scores(impl):
    """The scores 1, 2, 3 become probabilities."""
    return Table.of(impl.softmax([1.0, 2.0, 3.0]))
'''


@pytest.fixture
def weak(own_softmax: Path) -> Path:
    """A pack whose kata does not notice every wrong reference."""
    (own_softmax / "katas" / "softmax" / "experiments.py").write_text(WEAK, encoding="utf-8")
    return own_softmax


@pytest.mark.parametrize("target", [".", "katas/softmax"])
def test_a_folder_stands_for_its_katas(target: str, kata: RunKata, own_softmax: Path) -> None:
    code, out, err = kata("verify", target, "--pin", cwd=own_softmax)
    assert (code, err) == (0, "")
    title, *lines = out.splitlines()
    assert title == "0.1 Softmax"
    assert "✗" not in out
    assert "  ✓ No small change to the reference goes unnoticed on any seed: killed" in lines


@pytest.mark.slow
def test_each_kata_is_verified_once(kata: RunKata, own_softmax: Path) -> None:
    out = kata("verify", "0.1", own_softmax, "soft", "--pin", "--pack", own_softmax).out
    assert out.count("0.1 Softmax") == 2, "by its id, and as the one in the folder"


def test_a_gate_that_does_not_hold_ends_with_1_and_shows_why(kata: RunKata, weak: Path) -> None:
    code, out, _ = kata("verify", weak, "--pin")
    assert code == 1
    assert "✗ No small change to the reference goes unnoticed:\n      killed " in out
    assert "\n      -    e = np.exp(scores - np.max(scores))  # (n,)\n" in out


def test_json_says_what_every_gate_found(kata: RunKata, weak: Path) -> None:
    code, out, _ = kata("verify", weak, "--pin", "--json")
    data = json.loads(out)
    assert (code, data["format"], data["holds"]) == (1, 1, False)
    [verified] = data["katas"]
    assert (verified["kata"], verified["name"], verified["holds"]) == ("0.1", "softmax", False)
    checks = {check["name"]: check for check in verified["gates"]}
    assert checks["pinned"]["holds"] and not checks["pinned"]["problems"]
    assert not checks["mutants"]["holds"]
    assert checks["mutants"]["notes"][0].startswith("killed ")
    assert all(problem.startswith("survived, line ") for problem in checks["mutants"]["problems"])


@pytest.mark.slow
def test_more_seeds_try_the_reference_harder(kata: RunKata, own_softmax: Path) -> None:
    reference = own_softmax / "solutions" / "softmax" / "solution.py"
    text = reference.read_text(encoding="utf-8")
    unlucky = text.replace("    e = ", "    if scores[0] > 4500:\n        raise ValueError\n    e = ")
    reference.write_text(unlucky, encoding="utf-8")
    problems = []
    for seeds in (1, 40):
        data = json.loads(kata("verify", own_softmax, "--seeds", seeds, "--json").out)
        [check] = [check for check in data["katas"][0]["gates"] if check["name"] == "reference"]
        problems.append(check["problems"])
    assert not problems[0]
    assert "seed " in problems[1][0] and "ValueError" in problems[1][0]


def test_a_folder_without_katas(kata: RunKata, work: Path) -> None:
    code, out, err = kata("verify", work)
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert "no kata is in here: name a pack's folder, with katas/ in it, or a kata's own" in err


def test_a_kata_in_the_folder_that_cannot_be_read_is_the_packs_fault(kata: RunKata, own_softmax: Path) -> None:
    (own_softmax / "katas" / "softmax" / "kata.toml").write_text("id = 1\n", encoding="utf-8")
    code, out, err = kata("verify", own_softmax)
    assert (code, out, len(err.splitlines())) == (3, "", 1)
    assert "field 'id': text in quotes is wanted" in err


def test_a_name_that_is_neither_a_kata_nor_a_folder(kata: RunKata) -> None:
    code, out, err = kata("verify", "no-such-kata")
    assert (code, out, len(err.splitlines())) == (2, "", 1)
