"""A number in a lesson is looked up where it is computed; a wrong one is named with its line."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kata_runner.engine.sandbox import Sandbox
from kata_runner.errors import PackError
from kata_runner.model import Kata
from kata_runner.packs.catalogue import load_catalogue
from kata_runner.verify.checks_lesson_numbers import check_numbers
from kata_runner.verify.context import VerifyContext
from kata_runner.verify.lesson_equations import compute, find_equations
from kata_runner.verify.lesson_numbers import blank_examples, find_numbers, must_be_explained
from kata_runner.verify.suite import run_check
from tests.helpers.area import FILES
from tests.helpers.commands import ROOT

WriteKata = Callable[[dict[str, str | None]], Kata]
EXPLAINED = '\n[[numbers]]\ntext = "about 2048 of"\nreason = "An example."\n'


def list_checked(prose: str) -> list[str]:
    return [number.text for number in find_numbers(prose) if must_be_explained(number, prose)]


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        ("It is 0.77, then -0.96.", ["0.77", "-0.96"]),
        ("18.6 % of 3,844,124,001 or 3.1e-9", ["18.6 %", "3,844,124,001", "3.1e-9"]),
        ("two of 12 words, 249 in all", ["249"]),
        ("| 12 | `n+1` | 3 |", ["12", "3"]),
        ("(Elman 1990), Shannon (1951), by al. 2017, after 1990 steps", ["1990"]),
        ("w_1 and x2, 8h, version 1.2.3", []),
    ],
)
def test_which_numbers_are_looked_up(prose: str, expected: list[str]) -> None:
    assert list_checked(prose) == expected


def test_ids_of_katas_are_names() -> None:
    numbers = find_numbers("Kata 6.1 and `kata run 6.1` and 6.1 % of 6.1", {"6.1"})
    assert [number.text for number in numbers] == ["6.1 %", "6.1"]


def test_examples_are_left_to_those_who_run_them() -> None:
    lesson = "0.1\n```python\n>>> 0.2\n0.2\n```\n```\n0.3\n```\n```python\nx = 0.4\n```\n"
    numbers = find_numbers(blank_examples(lesson))
    assert [(number.text, number.line) for number in numbers] == [
        ("0.1", 1),
        ("0.3", 7),
        ("0.4", 10),
    ]


@pytest.mark.parametrize(
    ("prose", "holds"),
    [
        ("`1 - 0.3634² = 0.8679`", [True]),
        ("`1 - 0.3634² = 0.8678`", [False]),
        ("| σ(1.5) = 0.8176 |", [True]),
        ("h2 = tanh(0.5 * 0.7616 + 0) = tanh(0.3808) = 0.3634.", [True, True]),
        ("12 words, 12 - 2 + 1 = 11 bigrams", [True]),
        ("`63/2 = 31.5` and `(0 + 1) / (1 + 6) = 1/7`", [True, True]),
        ("n - 1 = 5, w_h = 0.4, x == 3, P(a | b) = 2/3", []),
    ],
)
def test_calculations_are_done_again(prose: str, holds: list[bool]) -> None:
    assert [equation.holds for equation in find_equations(prose)] == holds


@pytest.mark.parametrize("text", ["", "1 +", "9^9^9^9^9^9", "1/0", "import os", "((((", "- 1"])
def test_what_is_no_calculation_has_no_value(text: str) -> None:
    assert compute(text) is None


@pytest.mark.parametrize(
    ("lesson", "expected"),
    [
        ("Areas of 3.14 and 12.57, then 81.0.", []),
        ("An area of\n3.15.", ["line 2: 3.15 is in no experiment's table"]),
        ("| 1 | 3.14 |\n| 2 | 12.57 |", []),
        ("| 2 | 3.14 |", ["line 1: no row of a table has 2, 3.14 together"]),
        ("`2 * 0.21 = 0.43`", ["line 1: 2 * 0.21 = 0.43, and the left side is 0.42"]),
        ("```python\n>>> 1 / 8\n0.125\n```\nThat is 0.125, or 12.5 %.", []),
        ("There are about\n2048 of them.", ["line 2: 2048 is in no"]),
    ],
)
def test_a_number_needs_a_source(
    lesson: str, expected: list[str], write_kata: WriteKata, sandbox: Sandbox
) -> None:
    kata = write_kata({"katas/area/lesson.md": lesson})
    problems = run_check(check_numbers, VerifyContext(kata, sandbox)).problems
    assert len(problems) == len(expected)
    assert all(text in problem for text, problem in zip(expected, problems, strict=True))


UNDEFINED = """\
from kata_runner import Table, experiment


@experiment(points=1)
def areas(impl):
    \"\"\"Some areas, of which one is undefined.\"\"\"
    return Table(["side", "mean", "area"], [[12, float("nan"), impl.square(1.25)]])
"""


def test_a_table_with_an_undefined_number_explains_the_others(
    write_kata: WriteKata, sandbox: Sandbox
) -> None:
    lesson = "An area of 1.5625.\n\n| 12 | 1.5625 |\n"
    kata = write_kata({"katas/area/lesson.md": lesson, "katas/area/experiments.py": UNDEFINED})
    assert run_check(check_numbers, VerifyContext(kata, sandbox)).problems == ()


def test_a_reason_explains_a_number(write_kata: WriteKata, sandbox: Sandbox) -> None:
    toml = FILES["katas/area/kata.toml"] + EXPLAINED
    files: dict[str, str | None] = {"katas/area/kata.toml": toml}
    kata = write_kata({**files, "katas/area/lesson.md": "There are about\n2048 of them."})
    assert run_check(check_numbers, VerifyContext(kata, sandbox)).holds
    kata = write_kata({**files, "katas/area/lesson.md": "There are about 2049 of them."})
    stale, unexplained = run_check(check_numbers, VerifyContext(kata, sandbox)).problems
    assert "'about 2048 of' is not in the lesson" in stale
    assert "2049 is in no" in unexplained


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ("numbers = 3", "expected tables [[numbers]]"),
        ('[[numbers]]\ntext = "0.5"', "'numbers.reason' is missing"),
        ('[[numbers]]\ntext = "0.5"\nwhy = "x"', "'numbers.why' is unknown"),
    ],
)
def test_a_reason_is_complete(toml: str, message: str, write_kata: WriteKata) -> None:
    begin, _, hints = FILES["katas/area/kata.toml"].partition("[hints]")
    with pytest.raises(PackError) as error:
        write_kata({"katas/area/kata.toml": f"{begin}{toml}\n[hints]{hints}"})
    assert message in str(error.value)


CHANGED = {
    "6.1": [("26.8 for n = 2", "26.9 for n = 2"), ("| 58 % |", "| 59 % |"), ("3268", "3278")],
    "6.2": [("0.1658", "0.1657"), ("9.77e-04", "9.87e-04"), ("= 0.0911", "= 0.0912")],
    "6.3": [("18.6 %", "18.7 %"), ("3.4e-05", "3.4e-06"), ("| 11,200 |", "| 11,300 |")],
}


@pytest.mark.slow
@pytest.mark.parametrize("name", CHANGED)
def test_one_digit_changed_by_hand_is_found(name: str, tmp_path: Path) -> None:
    katas = load_catalogue([]).katas
    [kata] = [kata for kata in katas if kata.id == name]
    lesson = kata.lesson.read_text(encoding="utf-8")
    shutil.copytree(kata.folder, tmp_path / kata.name)
    with Sandbox() as sandbox:
        context = VerifyContext(kata, sandbox, katas=katas)
        assert not run_check(check_numbers, context).problems
        context.kata = replace(kata, folder=tmp_path / kata.name)
        for right, wrong in CHANGED[name]:
            assert right in lesson
            line = lesson[: lesson.index(right)].count("\n") + 1
            context.kata.lesson.write_text(lesson.replace(right, wrong, 1), encoding="utf-8")
            [problem] = run_check(check_numbers, context).problems
            assert f"line {line}: " in problem


def test_the_shares_that_a_kata_explains_are_those_of_its_data() -> None:
    def read_words(name: str) -> list[str]:
        text = (ROOT / "katas" / "n_grams" / name).read_text(encoding="utf-8").lower()
        return text.replace(",", " ").replace(".", " . ").split()

    def list_grams(words: list[str], n: int) -> list[tuple[str, ...]]:
        return [tuple(words[i : i + n]) for i in range(len(words) - n + 1)]

    corpus, heldout = read_words("corpus.txt"), read_words("heldout.txt")
    shares = []
    for n in (2, 3, 4, 5):
        seen, grams = set(list_grams(corpus, n)), list_grams(heldout, n)
        shares.append(f"{sum(gram not in seen for gram in grams) / len(grams):.0%}")
    assert shares == ["19%", "47%", "73%", "89%"]
    [explained] = next(kata for kata in load_catalogue([]).katas if kata.id == "6.1").numbers
    assert [number.text for number in find_numbers(explained)] == [
        "19 %",
        "47 %",
        "73 %",
        "4",
        "89 %",
        "5",
    ]
