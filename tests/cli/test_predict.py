"""`kata run --predict`: cells are asked for before they are shown."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click import unstyle

from kata_runner.authoring import Declaration
from kata_runner.cli import _predict
from kata_runner.cli._predict import ask_predictions, choose_cell, judge
from kata_runner.grading.demo_tables import Demo
from kata_runner.table import Table
from tests.learner.conftest import make_kata

if TYPE_CHECKING:
    from tests.conftest import RunKata

SHOWN = Declaration("decay", "A decay", "What is left.", 0.0)
DECAY = Table(["step", "left", "name"], [(n, 0.5**n, "x") for n in range(6)], {"left": ".1%"})


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        ("12.5", "✓ It is 12.5%."),
        ("0.125", "✓ It is 12.5%."),
        ("12,6 %", "✓ It is 12.5%."),
        ("15", "· Close: it is 12.5%."),
        ("50", "· Not near: it is 12.5%."),
        ("", "It is 12.5%."),
        ("much", "It is 12.5%."),
        ("nan", "· Not near: it is 12.5%."),
    ],
)
def test_a_guess_is_measured_by_the_value(answer: str, verdict: str) -> None:
    question = choose_cell(SHOWN, DECAY)
    assert question is not None
    assert (question.row, question.column, question.value) == (3, 1, 0.125)
    assert unstyle(judge(question, answer)) == verdict


@pytest.mark.parametrize(
    "table",
    [
        Table(["a"], [(1.0,), (2.0,)]),
        Table(["a", "b"], [(1.0, 3.0), (2.0, 3.0)]),
        Table(["a", "b"], [(1.0, float("inf")), (2.0, 3.0)]),
        Table(["a", "b"], [(1.0, 10**400), (2.0, 3)]),
        Table(["a", "b"], [("x", "y"), ("z", "u")]),
        Table(["a", "b"], [(1, True), (2, False)]),
        Table(["a", "b"], []),
    ],
)
def test_what_cannot_be_predicted_is_not_asked_for(table: Table) -> None:
    assert choose_cell(SHOWN, table) is None


def test_the_cell_and_what_comes_after_it_are_not_given_away(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = iter(["12.5"])

    def answer(prompt: str) -> str:
        shown = capsys.readouterr().out
        assert "A decay" in shown
        assert "25.0%" in shown
        assert not any(hidden in shown for hidden in ("12.5", "6.2", "3.1"))
        return next(answers)

    monkeypatch.setattr("builtins.input", answer)
    secret = Declaration("secret", "S", "S.", 1.0, secret=True)
    ask_predictions(Demo(make_kata(), ((SHOWN, DECAY, None), (secret, None, None)), {}))
    assert "✓ It is 12.5%." in unstyle(capsys.readouterr().out)


def test_no_more_tables_than_a_few_are_asked_for() -> None:
    demo = Demo(make_kata(), ((SHOWN, DECAY, None),) * 9, {})
    assert len(list(_predict.choose_questions(demo))) == _predict.MAX_QUESTIONS


@pytest.mark.slow
def test_where_nobody_answers_the_tables_come_all_the_same(kata: RunKata, softmax: Path) -> None:
    code, out, err = kata("run", "0.1", "--predict", "--pack", softmax)
    assert (code, err) == (0, "")
    assert out.index("What do you expect?") < out.index("Scores become probabilities.")
    assert "? = \n\n0.1 Softmax\n" in out
    assert "0.665241" in out


def test_with_a_file_or_json_it_is_refused(kata: RunKata, softmax: Path, right: Path) -> None:
    for more in ([right], ["--json"]):
        code, out, err = kata("run", "0.1", *more, "--predict", "--pack", softmax)
        assert (code, out) == (2, "")
        assert "--predict asks about the reference's tables: leave FILE and formats out" in err
