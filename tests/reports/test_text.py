"""What a learner reads in the terminal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
import pytest

from kata_runner.model import Diagnosis, Difference, Outcome, Report, Status
from kata_runner.reports import failure, text

DIFFERENCE = Difference(0, "x", 2.0, 1.0)


def shown(report: Report) -> str:
    return click.unstyle(text.render(report))


def shown_with_all(report: Report) -> str:
    return click.unstyle(text.render_verbose(report))


def make_outcome(name: str, status: Status, message: str = "", **more: Any) -> Outcome:
    return Outcome(name, f"{name} holds.", status, 0.0, 2.0, message=message, **more)


def test_equal_messages_are_told_once(samples: Mapping[str, Report]) -> None:
    output = shown(samples["every_status"])
    assert output.count("ZeroDivisionError") == 1
    assert "\n\ndivide: divides, divides_again\n  ZeroDivisionError: division by zero\n" in output


def test_a_single_one_has_its_sentence(samples: Mapping[str, Report]) -> None:
    assert "\n\ndouble: doubles\n  doubles does what it should: a_b < c.\n  row 0" in shown(
        samples["every_status"]
    )


def test_what_has_one_cause_is_told_once_and_what_should_hold_only_with_all(
    samples: Mapping[str, Report],
) -> None:
    output = shown(samples["diagnosed"])
    cause = "Left and right are swapped: a|b is not b|a."
    assert output.count(cause) == 1
    assert f"\n\nturn: lefts, rights\n  Cause: {cause}\n  row 0, x: expected 2, got 1" in output
    sentence = "lefts does what it should: a_b < c."
    assert sentence not in output
    assert f"\n  {sentence}\n  Cause: {cause}\n" in shown_with_all(samples["diagnosed"])


def test_no_sentence_stands_above_an_error(samples: Mapping[str, Report]) -> None:
    crash = make_outcome("f", Status.CRASHED, "IndexError: no", diagnosis=Diagnosis("x", "Why."))
    for render in (shown, shown_with_all):
        output = render(replace(samples["every_status"], outcomes=(crash,)))
        assert "f holds." not in output
        assert "\n  Cause: Why.\n  IndexError: no\n" in output


def test_of_the_first_failure_the_line_a_case_and_what_waits_are_told_of_others_the_cause(
    samples: Mapping[str, Report],
) -> None:
    place = "  tiny.py, line 3\n    return 1"
    first, second = (
        make_outcome(name, Status.FAILED, f"  table of {name}", measure="All 6 differ.",
                     place=place, part=name, diagnosis=Diagnosis(name, f"Cause of {name}."),
                     case="  small case" if name == "f" else "", first_difference=DIFFERENCE)
        for name in "fg"
    )  # fmt: skip
    waiting = [make_outcome(f"w{n}", Status.BLOCKED, "Waits for f, g.") for n in range(6)]
    output = shown(replace(samples["every_status"], outcomes=(first, second, *waiting)))
    assert (
        "f: f\n  Cause: Cause of f.\n    tiny.py, line 3\n      return 1\n    small case\n"
        "  Waiting for this: w0, w1, w2, w3 and 2 more.\n\n"
        "g: g\n  Cause: Cause of g.\n    tiny.py, line 3\n      return 1\n\nFAILED"
    ) in output
    assert "differ" not in output
    both = shown_with_all(replace(samples["every_status"], outcomes=(first, second)))
    assert both.count("All 6 differ.") == 2 and "table of g" in both


def test_a_further_failure_without_a_cause_has_one_value(samples: Mapping[str, Report]) -> None:
    outcomes = [
        make_outcome(name, Status.FAILED, f"  a table\n  of {name}", first_difference=DIFFERENCE)
        for name in "fg"
    ]
    output = shown(replace(samples["every_status"], outcomes=tuple(outcomes)))
    assert "\n  g holds.\n  x: expected 2, got 1.\n\n" in output


def test_what_is_not_written_comes_after_what_is_wrong_in_one_line(
    samples: Mapping[str, Report],
) -> None:
    unwritten = [
        make_outcome(name, Status.FAILED, f"{name} is not written yet.", part=name) for name in "ab"
    ]
    wrong = make_outcome("f", Status.FAILED, "x: expected 2, got 1.", part="f")
    output = shown(replace(samples["every_status"], outcomes=(*unwritten, wrong)))
    assert "✗  a  0/2  not written yet\n" in output
    assert "got 1.\n\nAlso not written yet: a and b.\n\nFAILED" in output
    alone = shown(replace(samples["every_status"], outcomes=tuple(unwritten)))
    assert "\n\nNot written yet: a and b.\n\nFAILED" in alone


def test_the_next_hint_is_that_of_the_part_that_failed_first(samples: Mapping[str, Report]) -> None:
    kata = replace(samples["every_status"].kata, hints={"Value": ["Think."], "g": ["So."]})
    wrong = make_outcome("f", Status.FAILED, "no", part="Value.add", lesson="Sums")
    unwritten = make_outcome("g", Status.FAILED, "g is not written yet.", part="g")
    report = replace(samples["every_status"], kata=kata, outcomes=(unwritten, wrong))
    lines = shown(report).splitlines()
    assert "A hint: kata hint 0.9 Value" in lines and "The lesson: kata show 0.9 Sums" in lines


def test_what_waits_says_for_which_parts_and_is_not_explained(
    samples: Mapping[str, Report],
) -> None:
    output = shown(samples["every_status"])
    assert "·  double_twice  0/2  waits for double, square\n" in output
    assert "\ndouble_twice\n" not in output
    assert "·  doubles_twice  0/2  waits for doubles, squares\n" in shown_with_all(
        samples["every_status"]
    )


def test_every_status_has_its_mark_and_word(samples: Mapping[str, Report]) -> None:
    lines = shown_with_all(samples["every_status"]).split("\n\n")[1].splitlines()
    assert [line[0] for line in lines] == [*"✓✗✗·✗✗✗✗✗✗"]
    assert [line.partition("/2")[2].strip() for line in lines] == [
        "", "failed", "failed", "waits for doubles, squares", "crashed", "crashed", "timed out",
        "over memory",
        "over output", "killed",
    ]  # fmt: skip


def test_a_long_output_is_cut(samples: Mapping[str, Report]) -> None:
    output = shown_with_all(samples["every_status"])
    assert "    | la\n    | … 28 more lines\n" in output


def test_in_a_narrow_terminal_figures_stand_below_their_label(
    samples: Mapping[str, Report], monkeypatch: pytest.MonkeyPatch
) -> None:
    row = "  ✗ length 10, input 3, hidden 4       1120     840"
    wide = "  tiny.py, line 7, in a_function_with_a_long_name"
    sample = samples["every_status"]
    report = replace(sample, outcomes=(replace(sample.outcomes[1], message=f"{row}\n{wide}"),))
    assert f"  {row}\n  {wide}" in shown(report)
    monkeypatch.setenv("COLUMNS", "40")
    assert f"    ✗ length 10, input 3, hidden 4\n        1120  840\n  {wide}" in shown(report)


@pytest.mark.parametrize(
    ("name", "step"),
    [
        ("passed", "Compare with the reference: kata solution 0.9"),
        ("unloadable", "Fix this and check again: kata check 0.9 tiny.py"),
        ("every_status", "Every experiment, and all that is known: kata check 0.9 tiny.py -v"),
    ],
)
def test_the_last_line_is_the_next_step(
    samples: Mapping[str, Report], name: str, step: str
) -> None:
    assert shown(samples[name]).splitlines()[-1] == step


def test_the_next_step_can_be_typed(samples: Mapping[str, Report]) -> None:
    report = samples["every_status"]
    odd = replace(report, attempt=replace(report.attempt, path=Path("my try; ls.py")))
    assert shown(odd).endswith("kata check 0.9 'my try; ls.py' -v")


def test_a_file_that_does_not_load_has_no_outcomes(samples: Mapping[str, Report]) -> None:
    output = shown(samples["unloadable"])
    assert "✗ tiny.py: line 3: SyntaxError: invalid syntax." in output
    assert "halves" not in output


def test_what_it_printed_while_it_was_loaded_comes_first(samples: Mapping[str, Report]) -> None:
    output = shown(replace(samples["every_status"], output="hello\x1b[2J\n::error::x"))
    assert (
        output.split("\n\n")[1]
        == "It printed while it was loaded:\n  | hello\\x1b[2J\n  | ::error::x"
    )


def test_a_long_line_is_cut(samples: Mapping[str, Report]) -> None:
    output = shown(replace(samples["passed"], output="x" * 10_000))
    assert f"  | {'x' * failure.MAX_OUTPUT_LINE} …\n" in output and len(output) < 2000


def test_the_score_stands_with_what_it_was_found_with(samples: Mapping[str, Report]) -> None:
    assert "\nFAILED  2 of 20 points  (seed 7, isolation full, 1.23 s)\n" in shown(
        samples["every_status"]
    )


def test_a_long_reason_is_wrapped_beside_its_line(
    samples: Mapping[str, Report], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "42")
    assert "·  double_twice  0/2  waits for double,\n                      square\n✗" in shown(
        samples["every_status"]
    )


def test_on_a_narrow_terminal_the_reason_stands_below(
    samples: Mapping[str, Report], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "28")
    output = shown(samples["every_status"])
    waiting = "·  double_twice  0/2\n     waits for double,\n     square\n"
    assert f"{waiting}✗  divide        0/4\n     crashed" in output
    assert max(map(len, output.split("\n\n")[1].splitlines())) <= 28


@pytest.mark.parametrize("width", [30, 50, 80])
def test_sentences_fit_the_terminal(
    samples: Mapping[str, Report], monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    wordy = replace(
        samples["every_status"].outcomes[1], sentence="word " * 60, message="said " * 60
    )
    output = shown(replace(samples["every_status"], outcomes=(wordy,)))
    assert (
        max(len(line) for line in output.splitlines() if "word" in line or "said" in line) <= width
    )


def test_colour_is_never_alone(samples: Mapping[str, Report]) -> None:
    marked = text.render(samples["every_status"])
    assert "\x1b[32m✓" in marked
    assert "\x1b[31m✗" in marked
