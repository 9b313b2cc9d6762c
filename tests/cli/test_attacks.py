"""`kata doctor --attacks`: the corpus of attacks that is part of the package, run against this
machine.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kata_runner.engine.sandbox import Sandbox
from kata_runner.grading import attacks
from kata_runner.model import Kata
from kata_runner.packs.kata_folder import read_kata

if TYPE_CHECKING:
    from tests.conftest import RunKata

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the attacks are on Linux")
ROOT = Path(__file__).parents[2]


@pytest.fixture
def lstm() -> Kata:
    return read_kata(ROOT / "katas" / "lstm_limitations", ROOT / "solutions", "builtin")


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty corpus."""
    monkeypatch.setattr(attacks, "CORPUS", tmp_path)
    return tmp_path


@pytest.mark.slow
@pytest.mark.thorough
def test_every_attack_holds_and_their_number_is_told(kata: RunKata) -> None:
    code, out, err = kata("doctor", "--attacks", "--json")
    assert (code, len(err.splitlines())) == (0, 1)
    data = json.loads(out)
    assert data["level"] == "full"
    assert [attack for attack in data["attacks"] if not attack["held"]] == []
    assert len(data["attacks"]) > 90


def test_an_attack_that_succeeds_is_named_with_what_broke(corpus: Path, lstm: Kata) -> None:
    right = lstm.reference.read_text(encoding="utf-8")
    (corpus / "passes.attack").write_text(f"# expect: failed\n{right}", encoding="utf-8")
    (corpus / "reaches.attack").write_text(
        f"# expect: passed\n{right}\nprint('REACHED: a secret')\n", encoding="utf-8"
    )
    (corpus / "holds.attack").write_text(f"# expect: failed or passed\n{right}", encoding="utf-8")
    (corpus / "elsewhere.attack").write_text("# only on: z80\n", encoding="utf-8")
    (corpus / "harmful.attack").write_text(
        "# at kernel: not run, it would hurt\n", encoding="utf-8"
    )
    with Sandbox("kernel") as sandbox:
        found = {result.name: result.broken for result in attacks.run_attacks(lstm, sandbox)}
    assert found == {
        "passes": "expected failed, got passed",
        "reaches": "REACHED: a secret",
        "holds": "",
    }


def test_what_is_spoiled_beside_an_attack_is_told(
    corpus: Path, lstm: Kata, monkeypatch: pytest.MonkeyPatch
) -> None:
    (corpus / "holds.attack").write_text(
        "# expect: unrunnable\nraise ValueError\n", encoding="utf-8"
    )
    monkeypatch.setattr(attacks, "get_overall_status", lambda outcomes, loads: "unrunnable")
    with Sandbox("kernel") as sandbox:
        found = {result.name: result.broken for result in attacks.run_attacks(lstm, sandbox)}
    assert found == {"holds": "", "solution": "expected passed, got unrunnable"}


def test_without_walls_nothing_is_attacked(kata: RunKata, tmp_path: Path) -> None:
    code, out, err = kata("doctor", "--attacks", "--isolation", "full", env={"PATH": str(tmp_path)})
    assert (code, out) == (3, "")
    assert "bubblewrap is not installed" in err


def test_every_attack_that_is_said_to_be_covered_is_there() -> None:
    text = (attacks.CORPUS / "PUBLISHED.md").read_text(encoding="utf-8")
    named = {
        name
        for line in text.splitlines()
        if line.startswith("- ")
        for name in re.findall(r"`([a-z_0-9]+)`", line.rpartition("): ")[2] or line)
    }
    there = {path.stem for path in attacks.CORPUS.glob("*.attack")}
    assert len(there) > 90
    assert {name for name in named if not name.startswith("__")} - there == set()
