"""What is right in a secret experiment is told nowhere: in no format, no replay, no smallest case
and no demo.
"""

from __future__ import annotations

import json
from collections.abc import Callable

import click
import pytest

from kata_runner.engine.job import Job
from kata_runner.engine.sandbox import Sandbox
from kata_runner.grading.demo_tables import show
from kata_runner.grading.secrets import SECRET
from kata_runner.model import Attempt, Kata, Outcome, Report, Status
from kata_runner.packs.plugin_manager import Plugins, load_plugins
from kata_runner.reports import BUILTIN, load
from kata_runner.reports.json import render_demo as demo_json
from kata_runner.reports.terminal_demo import render_demo as demo_text
from tests.helpers.graders import grade, grade_only

WriteKata = Callable[[dict[str, str | None]], Kata]
MakeAttempt = Callable[[str], Attempt]
FILES: dict[str, str | None] = {
    "katas/area/kata.toml": """\
id = "0.2"
title = "Areas"
phase = "Foundations"
summary = "Squares and circles."
""",
    "katas/area/experiments.py": '''\
from kata_runner import Table, experiment, probe


@experiment(points=1, secret=True)
def three_sides(impl):
    """Three sides, whose squares nobody is told."""
    rows = [[side, impl.square(side)] for side in (1.37, 22.6, -3.18)]
    return Table(["side", "area"], rows, notes=["Of squares."])


@probe(points=1, secret=True)
def many_sides(impl, rng):
    """More of them."""
    return Table.of(*[impl.square(side) for side in (1.37, 22.6, -3.18, 0.45)])


@probe(points=1, needs=[three_sides])
def open_sides(impl, rng):
    """One that everybody may know."""
    return Table.of(impl.square(0.5))
''',
    "solutions/area/solution.py": "def square(side):\n    return side * side\n",
    "solutions/area/mistakes.py": """\
from kata_runner import mistake


@mistake("square", "That is twice the side, and not its square.")
def twice(side):
    return 2 * side
""",
}
ANSWERS = (
    "1.8769",
    "1.876",
    "1.88",
    "510.76",
    "510.7",
    "511",
    "10.1124",
    "10.11",
    "10.1",
    "0.2025",
    "0.202",
)
OFF_BY_ONE = "def square(side):\n    return side * side + 1\n"
WRONG = {
    "an offset": OFF_BY_ONE,
    "a factor": "def square(side):\n    return 3 * side * side\n",
    "the negative": "def square(side):\n    return -side * side\n",
    "rounded": "def square(side):\n    return float(int(side * side))\n",
    "constant": "def square(side):\n    return 0.0\n",
    "nan": "def square(side):\n    return float('nan')\n",
    "of another shape": "def square(side):\n    return [side * 0, 0]\n",
    "nothing": "def square(side):\n    return {}.get(side)\n",
    "a text": "def square(side):\n    return 'big'\n",
    "an error": "def square(side):\n    return 1 / 0\n",
}


@pytest.fixture(scope="module")
def plugins() -> Plugins:
    return load_plugins()


@pytest.fixture
def kata(write_kata: WriteKata) -> Kata:
    return write_kata(FILES)


@pytest.fixture
def report_on(
    kata: Kata, sandbox: Sandbox, plugins: Plugins, attempt: MakeAttempt
) -> Callable[[str], Report]:
    return lambda source: grade(Job(kata, attempt(source)), sandbox, plugins)


def assert_nothing_is_told(text: str) -> None:
    """No answer stands in a text."""
    told = [answer for answer in ANSWERS if answer in text]
    assert not told, (told, text)


def secrets(report: Report) -> list[Outcome]:
    return [outcome for outcome in report.outcomes if outcome.secret]


@pytest.mark.parametrize("source", WRONG.values(), ids=WRONG)
def test_no_format_tells(source: str, report_on: Callable[[str], Report]) -> None:
    report = report_on(source)
    assert [outcome.passed for outcome in secrets(report)] == [False, False]
    for name in BUILTIN:
        assert_nothing_is_told(click.unstyle(load(name)(report)))
    for outcome in secrets(report):
        assert outcome.first_difference is None
        assert outcome.status is Status.CRASHED or SECRET in outcome.explanation
    data = json.loads(load("json")(report))
    assert [each["first_difference"] for each in data["outcomes"]][:2] == [None, None]


@pytest.mark.parametrize("source", WRONG.values(), ids=WRONG)
def test_a_replay_does_not_tell_either(
    source: str, kata: Kata, sandbox: Sandbox, attempt: MakeAttempt
) -> None:
    for name in ("three_sides", "many_sides"):
        report = grade_only(kata, attempt(source), 3, name, sandbox)
        assert not report.passed
        for format_name in ("text", "json"):
            assert_nothing_is_told(click.unstyle(load(format_name)(report)))


def test_a_relation_is_not_told_with_which_anybody_had_the_answer(
    report_on: Callable[[str], Report],
) -> None:
    report = report_on(OFF_BY_ONE)
    assert [outcome.diagnosis for outcome in secrets(report)] == [None, None]
    assert [outcome.explanation for outcome in secrets(report)] == [
        f"The result is not the expected one. {SECRET}"
    ] * 2


def test_a_known_mistake_is_told_as_everywhere(report_on: Callable[[str], Report]) -> None:
    for outcome in secrets(report_on("def square(side):\n    return 2 * side\n")):
        assert outcome.diagnosis is not None and outcome.diagnosis.mistake == "twice"
        assert outcome.explanation.startswith("That is twice the side, and not its square.")


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("nan", "nan is among the results."),
        ("nothing", "square returned None, which is not of the expected kind."),
        ("a text", "square returned a text, which is not of the expected kind."),
        ("of another shape", "The result is not the expected one."),
    ],
)
def test_what_is_odd_by_itself_is_told(
    name: str, says: str, report_on: Callable[[str], Report]
) -> None:
    [first, second] = secrets(report_on(WRONG[name]))
    assert second.explanation == f"{says} {SECRET}"
    assert first.explanation == f"{says} {SECRET}" or name == "of another shape"


def test_what_is_changed_in_place_is_told(write_kata: WriteKata, sandbox: Sandbox, plugins: Plugins,
                                          attempt: MakeAttempt) -> None:  # fmt: skip
    text = '''\
from kata_runner import Table, probe


@probe(points=1, secret=True)
def sums(impl, rng):
    """Sums, twice."""
    numbers = rng.normal(size=4)
    return Table.of(impl.total(numbers), impl.total(numbers))
'''
    kata = write_kata(
        {
            "katas/area/experiments.py": text,
            "solutions/area/solution.py": "def total(v):\n    return v.sum()\n",
        }
    )
    wrong = attempt("def total(v):\n    v[1:] += v[:-1].copy()\n    return v.sum()\n")
    [outcome] = grade(Job(kata, wrong), sandbox, plugins).outcomes
    assert outcome.diagnosis is not None and outcome.diagnosis.mistake == "input_changed"


def test_a_right_attempt_passes(report_on: Callable[[str], Report]) -> None:
    assert report_on("def square(side):\n    return side**2\n").passed


def test_the_demo_of_the_reference_leaves_it_out(kata: Kata, sandbox: Sandbox) -> None:
    demo = show(kata, None, sandbox.run)
    text = click.unstyle(demo_text(demo))
    assert "The expected values are kept secret." in text and "Three sides" in text
    assert_nothing_is_told(text)
    [experiment] = json.loads(demo_json(demo))["experiments"]
    assert experiment == {
        "name": "three_sides",
        "title": "Three sides",
        "secret": True,
        "columns": [],
        "rows": None,
        "notes": [],
    }


@pytest.mark.parametrize(
    "name", ["a factor", "rounded", "nan", "of another shape", "nothing", "a text", "an error"]
)
def test_the_demo_of_an_attempt_shows_that_alone(
    name: str, kata: Kata, sandbox: Sandbox, attempt: MakeAttempt
) -> None:
    demo = show(kata, attempt(WRONG[name]), sandbox.run)
    text = click.unstyle(demo_text(demo))
    assert "The expected values are kept secret." in text and "The expected values:" not in text
    assert_nothing_is_told(text)
    [experiment] = json.loads(demo_json(demo))["experiments"]
    assert experiment.get("expected_rows") is None
    if name == "a factor":
        assert "5.6307" in text and experiment["rows"][0] == [1.37, 3 * 1.37 * 1.37]
