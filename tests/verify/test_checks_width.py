"""Wide lines are a note, and an error where notes shall be."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kata_runner.verify.author_check import Check, Finding, Remark, advise
from kata_runner.verify.checks_width import check_width

if TYPE_CHECKING:
    from tests.conftest import RunKata


class OnlyFiles:
    """A context for a check that looks at files."""

    def __init__(self, pack: Path) -> None:
        """With the only kata of a pack."""
        from kata_runner.packs.catalogue import load_catalogue

        self.kata = load_catalogue([pack]).find("0.1")


@pytest.fixture
def texts(own_softmax: Path) -> Callable[[], list[str]]:
    """What the check says."""
    return lambda: [remark.text for remark in check_width.run(OnlyFiles(own_softmax))]  # type: ignore[arg-type]


def test_prose_may_be_wide_and_code_may_not(
    own_softmax: Path, texts: Callable[[], list[str]]
) -> None:
    lesson = own_softmax / "katas" / "softmax" / "lesson.md"
    lesson.write_text(f"{'word ' * 40}\n\n```\n{'x' * 76}\n{'é' * 77}\n```\n", encoding="utf-8")
    assert texts() == ["lesson.md: wider than 76 columns: line 5"]


def test_the_starter_and_the_reference_may_not_either(
    own_softmax: Path, texts: Callable[[], list[str]]
) -> None:
    reference = own_softmax / "solutions" / "softmax" / "solution.py"
    reference.write_text(f"import numpy as np\n# {'x' * 80}\n" * 8, encoding="utf-8")
    (own_softmax / "katas" / "softmax" / "starter.py").write_text(f"# {'x' * 80}\n")
    assert texts() == [
        "starter: wider than 76 columns: line 1",
        "solution.py: wider than 76 columns: line 2, 4, 6, 8, 10, 12 and 2 more",
    ]


def test_a_kata_without_a_reference_is_told_elsewhere(
    own_softmax: Path, texts: Callable[[], list[str]]
) -> None:
    (own_softmax / "solutions" / "softmax" / "solution.py").unlink()
    assert texts() == []


def test_advice_is_wrong_for_the_strict_only() -> None:
    finding = Finding(Check("x", "X", lambda _: iter(())), (advise("wide"), Remark("measured")))
    assert (finding.holds, finding.notes) == (True, ("wide", "measured"))
    strict = finding.strict()
    assert (strict.holds, strict.problems, strict.notes) == (False, ("wide",), ("measured",))


@pytest.mark.slow
def test_strict_makes_the_note_an_error(kata: RunKata, own_softmax: Path) -> None:
    lesson = own_softmax / "katas" / "softmax" / "lesson.md"
    with lesson.open("a", encoding="utf-8") as file:
        file.write(f"\n```\n{'x' * 90}\n```\n")
    findings = []
    for more in ([], ["--strict"]):
        out = kata("verify", own_softmax, "--json", "--quick", "--seeds", 1, *more).out
        [kata_found] = json.loads(out)["katas"]
        findings += [gate for gate in kata_found["gates"] if gate["name"] == "width"]
    assert [finding["holds"] for finding in findings] == [True, False]
    assert findings[0]["notes"] == findings[1]["problems"]
