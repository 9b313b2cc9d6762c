"""`kata hint`: one more each time."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import RunKata

FIRST = "1. What must the outputs add up to?"


def add_function(pack: Path) -> None:
    """Hints for a second function."""
    with (pack / "katas" / "softmax" / "kata.toml").open("a", encoding="utf-8") as file:
        file.write('logits = ["Only one."]\n')


def test_each_time_there_is_one_more_until_the_last(kata: RunKata, softmax: Path) -> None:
    said = [kata("hint", "0.1", "--pack", softmax).out.splitlines() for _ in range(3)]
    assert said[0] == [FIRST, f"1 more: kata hint 0.1 softmax --pack {softmax}"]
    assert said[1][0] == FIRST
    assert said[1][1].startswith("2. exp of a large score overflows")
    assert said[1][2:] == ["That was the last one."]
    assert said[2] == said[1]


def test_with_several_functions_it_says_for_which_there_are_any(
    kata: RunKata, own_softmax: Path
) -> None:
    add_function(own_softmax)
    kata("hint", "0.1", "softmax", "--pack", own_softmax)
    assert kata("hint", "0.1", "--pack", own_softmax).out.splitlines() == [
        "Hints given so far:",
        "  softmax  1 of 2",
        "  logits   0 of 1",
        f"One more: kata hint 0.1 --pack {own_softmax} FUNCTION",
    ]
    (own_softmax.parent / "wrong.py").write_text(WRONG, encoding="utf-8")
    kata("check", "0.1", own_softmax.parent / "wrong.py", "--pack", own_softmax)
    assert "softmax  1 of 2" in kata("hint", "0.1", "", "--pack", own_softmax).out, "none is lost"


@pytest.mark.parametrize(
    ("part", "way_on"),
    [("sotfmax", "did you mean softmax?"), ("x", "there are some for softmax")],
)
def test_an_unknown_function_gets_those_that_have_hints(
    kata: RunKata, softmax: Path, part: str, way_on: str
) -> None:
    said = f"kata: error: kata 0.1 has no hints for '{part}': {way_on}\n"
    assert kata("hint", "0.1", part, "--pack", softmax) == (2, "", said)


def test_a_kata_without_hints_says_so(kata: RunKata, own_softmax: Path) -> None:
    toml = own_softmax / "katas" / "softmax" / "kata.toml"
    toml.write_text(toml.read_text(encoding="utf-8").partition("[hints]")[0], encoding="utf-8")
    show = f"kata show 0.1 --pack {own_softmax}"
    assert kata("hint", "0.1", "--pack", own_softmax) == (
        0,
        f"Kata 0.1 Softmax has no hints. The lesson: {show}\n",
        "",
    )
    refused = kata("hint", "0.1", "softmax", "--pack", own_softmax)
    assert refused == (
        2,
        "",
        "kata: error: kata 0.1 has no hints for 'softmax': its author wrote none\n",
    )


def test_hints_and_marks_are_kept_beside_each_other(
    kata: RunKata, softmax: Path, right: Path
) -> None:
    kata("hint", "0.1", "--pack", softmax)
    kata("check", "0.1", right, "--pack", softmax)
    assert len(kata("hint", "0.1", "--pack", softmax).out.splitlines()) == 3
    assert "✓ 0.1" in kata("list", "--pack", softmax).out


def test_where_hints_cannot_be_counted_all_are_given_and_a_line_says_why(
    kata: RunKata, softmax: Path, work: Path
) -> None:
    (work / "in_the_way").touch()
    code, out, err = kata(
        "hint", "0.1", "--pack", softmax, env={"KATA_HOME": str(work / "in_the_way" / "home")}
    )
    assert (code, len(out.splitlines()), len(err.splitlines())) == (0, 3, 1)
    assert "all hints at once, as they cannot be counted: " in err
    assert "set KATA_HOME to a folder of yours" in err


def test_in_a_narrow_terminal_a_hint_takes_several_lines(kata: RunKata, softmax: Path) -> None:
    lines = kata("hint", "0.1", "--pack", softmax, env={"COLUMNS": "24"}).out.splitlines()
    assert lines[:2] == ["1. What must the outputs", "   add up to?"]


def test_a_method_has_the_hints_of_its_class_where_it_has_none(
    kata: RunKata, own_softmax: Path
) -> None:
    with (own_softmax / "katas" / "softmax" / "kata.toml").open("a", encoding="utf-8") as file:
        file.write(
            'Value = ["Of the class."]\n"Value.exp" = ["Of exp."]\nLayer.forward = ["Of '
            'forward."]\n'
        )
    said = {part: kata("hint", "0.1", part, "--pack", own_softmax).out.splitlines()[0]
            for part in ("Value.tanh", "Value.exp", "Value", "Layer.forward")}  # fmt: skip
    assert list(said.values()) == [
        "1. Of the class.",
        "1. Of exp.",
        "1. Of the class.",
        "1. Of forward.",
    ]


WRONG = "import math\n\n\ndef softmax(scores):\n    return [math.exp(s) for s in scores]\n"


def test_without_a_function_it_follows_what_failed_with_its_cause_first(
    kata: RunKata, own_softmax: Path, work: Path
) -> None:
    add_function(own_softmax)
    (work / "softmax.py").write_text(WRONG, encoding="utf-8")
    report = kata("check", "0.1", "softmax.py", "--pack", own_softmax).out
    [cause] = [line.split("Cause: ")[1] for line in report.splitlines() if "Cause: " in line]
    lines = kata("hint", "0.1", "--pack", own_softmax).out.splitlines()
    assert lines[0].startswith(f"softmax: {cause[:40]}")
    assert FIRST in lines


def test_what_passed_has_no_cause_any_more(
    kata: RunKata, softmax: Path, right: Path, work: Path
) -> None:
    (work / "softmax.py").write_text(WRONG, encoding="utf-8")
    kata("check", "0.1", "softmax.py", "--pack", softmax)
    kata("check", "0.1", right, "--pack", softmax)
    assert kata("hint", "0.1", "--pack", softmax).out.splitlines()[0] == FIRST


def test_old_hints_are_shown_again_without_a_new_one(kata: RunKata, softmax: Path) -> None:
    first = kata("hint", "0.1", "--pack", softmax)
    for _ in range(2):
        assert kata("hint", "0.1", "--again", "--pack", softmax) == first
