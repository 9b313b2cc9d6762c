"""What a learner reads in the terminal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import click
import pytest

from kata_runner.model import Report
from kata_runner.reports import text


def shown(report: Report) -> str:
    return click.unstyle(text.render(report))


def test_equal_messages_are_told_once(samples: Mapping[str, Report]) -> None:
    output = shown(samples["every_status"])
    assert output.count("ZeroDivisionError") == 1
    assert "\n\ndivides, divides_again\n  ZeroDivisionError: division by zero\n" in output


def test_a_single_one_has_its_sentence(samples: Mapping[str, Report]) -> None:
    assert "\n\ndoubles\n  doubles does what it should: a_b < c.\n  row 0" in shown(
        samples["every_status"]
    )


def test_what_has_one_cause_is_told_once_with_what_should_hold_before_it(
    samples: Mapping[str, Report],
) -> None:
    output = shown(samples["diagnosed"])
    cause = "Left and right are swapped: a|b is not b|a."
    assert output.count(cause) == 1
    assert (
        f"\n\nlefts, rights\n  lefts does what it should: a_b < c.\n  {cause}\n  row 0, x: 1 came"
        in output
    )
    assert "\n\nsums\n  sums does" in output


def test_what_waits_says_for_what_and_is_not_explained(samples: Mapping[str, Report]) -> None:
    output = shown(samples["every_status"])
    assert "·  doubles_twice  0/2  waits for doubles, squares\n" in output
    assert "\ndoubles_twice\n" not in output


def test_every_status_has_its_mark_and_word(samples: Mapping[str, Report]) -> None:
    lines = shown(samples["every_status"]).split("\n\n")[1].splitlines()
    assert [line[0] for line in lines] == [*"✓✗✗·✗✗✗✗✗✗"]
    assert [line.partition("/2")[2].strip() for line in lines] == [
        "", "failed", "failed", "waits for doubles, squares", "crashed", "crashed", "timed out",
        "over memory",
        "over output", "killed",
    ]  # fmt: skip


def test_a_long_output_is_cut(samples: Mapping[str, Report]) -> None:
    assert "    | la\n    | … 28 more lines\n" in shown(samples["every_status"])


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
        ("every_status", "Your values beside the expected ones: kata run 0.9 tiny.py"),
    ],
)
def test_the_last_line_is_the_next_step(
    samples: Mapping[str, Report], name: str, step: str
) -> None:
    assert shown(samples[name]).splitlines()[-1] == step


def test_the_next_step_can_be_typed(samples: Mapping[str, Report]) -> None:
    report = samples["every_status"]
    odd = replace(report, attempt=replace(report.attempt, path=Path("my try; ls.py")))
    assert shown(odd).endswith("kata run 0.9 'my try; ls.py'")


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
    assert f"  | {'x' * text.MAX_OUTPUT_LINE} …\n" in output and len(output) < 2000


def test_the_score_stands_with_what_it_was_found_with(samples: Mapping[str, Report]) -> None:
    assert "\nFAILED  2 of 20 points  (seed 7, isolation full, 1.23 s)\n" in shown(
        samples["every_status"]
    )


def test_a_long_reason_is_wrapped_beside_its_line(
    samples: Mapping[str, Report], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "45")
    assert "·  doubles_twice  0/2  waits for doubles,\n                       squares\n✗" in shown(
        samples["every_status"]
    )


def test_on_a_narrow_terminal_the_reason_stands_below(
    samples: Mapping[str, Report], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "28")
    output = shown(samples["every_status"])
    assert (
        "·  doubles_twice  0/2\n     waits for doubles,\n     squares\n✗  divides        0/2\n "
        "    crashed\n" in output
    )
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
