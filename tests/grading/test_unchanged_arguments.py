"""`unchanged_arguments`: one ordinary outcome, asked for in kata.toml, about what functions do to
their arguments.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from kata_runner.authoring import UNCHANGED
from kata_runner.engine.job import Job
from kata_runner.engine.sandbox import Sandbox
from kata_runner.errors import PackError
from kata_runner.grading.answer_key import compute
from kata_runner.grading.evaluate import evaluate
from kata_runner.model import Attempt, Kata, Outcome, Report, Status
from kata_runner.packs.entry_points import entry_points
from kata_runner.packs.plugin_manager import Plugins
from tests.helpers.graders import grade, grade_only

EXPERIMENTS = '''\
from types import SimpleNamespace

import numpy as np

from kata_runner import Table, experiment, probe


@probe(points=2)
def merged(impl, rng):
    """merge puts a word behind others."""
    words = list("abc")[: rng.randint(1, 4)]
    return Table.of(impl.merge(list(words), word="z"))


def state_of(rng):
    return SimpleNamespace(w=rng.normal(size=3), names={"b": [1, 2]}, seen={1})


@probe(points=2, inputs=state_of)
def stepped(impl, state):
    """step adds up the weights."""
    return Table.of(impl.step(state, 2.0, np.zeros(2), iter([1]), (1, [2])))


@experiment(points=1)
def scaled(impl):
    """scale doubles every number, in place."""
    numbers = [1.0, 2.0]
    impl.scale(numbers)
    return Table.of(numbers)
'''
SOLUTION = """\
def merge(words, word):
    return [*words, word]


def step(state, factor, zeros, rest, pair):
    return factor * float(state.w.sum())


def scale(numbers):
    numbers[:] = [2 * number for number in numbers]
"""
TOML = 'id = "0.2"\ntitle = "A"\nphase = "F"\nsummary = "S"\n'
ASKED: dict[str, str | None] = {
    "katas/area/kata.toml": TOML + "unchanged_arguments = 3\n",
    "katas/area/experiments.py": EXPERIMENTS,
    "solutions/area/solution.py": SOLUTION,
}
WriteKata = Callable[[dict[str, str | None]], Kata]


@pytest.fixture
def kata(write_kata: WriteKata) -> Kata:
    """A kata that asks for the outcome, one of whose functions has to change its argument."""
    return write_kata(dict(ASKED))


@pytest.fixture
def report(
    kata: Kata, sandbox: Sandbox, attempt: Callable[[str], Attempt]
) -> Callable[..., Report]:
    """The report on the reference with something put behind it."""
    plugins = Plugins([point for point in entry_points("kata_runner") if point.name == "scoring"])

    def graded(more: str = "", seed: int = 0) -> Report:
        return grade(Job(kata, attempt(SOLUTION + more), "graded", seed), sandbox, plugins)

    return graded


def outcome(report: Report) -> Outcome:
    """The one about arguments."""
    return next(one for one in report.outcomes if one.name == UNCHANGED)


def test_its_table_has_a_row_for_each_function_and_parameter(kata: Kata, sandbox: Sandbox) -> None:
    table = compute(kata, 0, sandbox.run).by_name[UNCHANGED].table
    assert table.rows == (
        ("merge: words", "unchanged"),
        ("merge: word", "unchanged"),
        ("scale: numbers", "changed"),
        *[(f"step: {name}", "unchanged") for name in ("state", "factor", "zeros", "rest", "pair")],
    )


def test_without_the_line_there_is_no_such_outcome(
    write_kata: WriteKata, sandbox: Sandbox, attempt: Callable[[str], Attempt]
) -> None:
    kata = write_kata(ASKED | {"katas/area/kata.toml": TOML})
    assert UNCHANGED not in compute(kata, 0, sandbox.run).by_name
    assert UNCHANGED not in sandbox.run(Job(kata, attempt(SOLUTION))).results


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_what_leaves_its_arguments_earns_the_points(
    seed: int, report: Callable[..., Report]
) -> None:
    judged = report(seed=seed)
    assert judged.passed and (judged.score, judged.max_score) == (8, 8)
    assert (outcome(judged).points, outcome(judged).max_points) == (3, 3)


@pytest.mark.parametrize(
    "parameters", ["words, word", "w, word='b'", "*arguments, word=None, **more", "a, /, word"]
)
def test_parameters_may_have_other_names(parameters: str, report: Callable[..., Report]) -> None:
    first = parameters.partition(",")[0].strip("*")
    words = "arguments[0]" if first == "arguments" else first
    assert report(f"\ndef merge({parameters}):\n    return [*{words}, word]\n").passed


CHANGES = {
    "a list": ("merge", "words", "words.append(word)\n    return words"),
    "a list that is sorted": ("merge", "words", "words.reverse()\n    return [*words[::-1], word]"),
    "an array in an object": (
        "step",
        "state",
        "state.w += 1\n    return factor * float((state.w - 1).sum())",
    ),
    "a list in a dictionary": (
        "step",
        "state",
        "state.names['b'].pop()\n    return factor * float(state.w.sum())",
    ),
    "a new entry": (
        "step",
        "state",
        "state.names['c'] = []\n    return factor * float(state.w.sum())",
    ),
    "a set": ("step", "state", "state.seen.add(2)\n    return factor * float(state.w.sum())"),
    "an attribute": ("step", "state", "state.cache = 1\n    return factor * float(state.w.sum())"),
    "an array": ("step", "zeros", "zeros[0] = 1\n    return factor * float(state.w.sum())"),
    "a list in a tuple": (
        "step",
        "pair",
        "pair[1].clear()\n    return factor * float(state.w.sum())",
    ),
}
PARAMETERS = {"merge": "words, word", "step": "state, factor, zeros, rest, pair"}


@pytest.mark.parametrize("what", CHANGES)
def test_a_changed_argument_is_named(what: str, report: Callable[..., Report]) -> None:
    function, argument, body = CHANGES[what]
    judged = report(f"\ndef {function}({PARAMETERS[function]}):\n    {body}\n")
    assert [one.name for one in judged.outcomes if not one.passed] == [UNCHANGED]
    failed = outcome(judged)
    assert (failed.status, failed.points) == (Status.FAILED, 0)
    assert (
        f"{function} changed its argument {argument}: work on a copy, or make a new one."
        in failed.message
    )
    difference = failed.first_difference
    assert difference is not None and (difference.expected, difference.actual) == (
        "unchanged",
        "changed",
    )


def test_an_iterator_is_used_by_going_through_it(report: Callable[..., Report]) -> None:
    body = "    list(rest)\n    return factor * float(state.w.sum())\n"
    assert report(f"\ndef step({PARAMETERS['step']}):\n{body}").passed


def test_what_has_to_change_and_does_not_is_named(report: Callable[..., Report]) -> None:
    failed = outcome(
        report("\ndef scale(numbers):\n    return [2 * number for number in numbers]\n")
    )
    assert failed.message.startswith("scale did not change its argument numbers, as it should.")


@pytest.mark.parametrize(
    "body",
    ["raise NotImplementedError", "return 1 / 0", "while True: pass", "pass", "print(0)", "'no'"],
)
def test_a_function_that_gave_no_result_is_what_it_waits_for(
    body: str, kata: Kata, sandbox: Sandbox, attempt: Callable[[str], Attempt]
) -> None:
    hasty = replace(kata, limits=replace(kata.limits, cpu=0.2))
    plugins = Plugins([point for point in entry_points("kata_runner") if point.name == "scoring"])
    source = f"{SOLUTION}\ndef step(*_):\n    {body}\n"
    waiting = outcome(grade(Job(hasty, attempt(source), "graded", 0), sandbox, plugins))
    assert (waiting.status, waiting.message, waiting.points) == (
        Status.BLOCKED,
        "Waits for stepped.",
        0,
    )


def test_a_function_that_gives_nothing_and_whose_experiments_pass_is_judged(
    write_kata: WriteKata, sandbox: Sandbox, attempt: Callable[[str], Attempt]
) -> None:
    returning = f"{SOLUTION}    return numbers\n"
    kata = write_kata(ASKED | {"solutions/area/solution.py": returning})
    plugins = Plugins([point for point in entry_points("kata_runner") if point.name == "scoring"])
    assert grade(Job(kata, attempt(SOLUTION), "graded", 0), sandbox, plugins).passed


def test_alone_it_has_no_cause_as_long_as_nothing_is_known(
    kata: Kata, sandbox: Sandbox, attempt: Callable[[str], Attempt]
) -> None:
    source = f"{SOLUTION}\ndef step(*_):\n    pass\n\ndef merge(words, word):\n    pass\n"
    [alone] = grade_only(kata, attempt(source), 0, UNCHANGED, sandbox).outcomes
    assert alone.explanation == "Not known as long as merge, step gave no result."


def test_a_run_that_is_evaluated_twice_gives_the_same(
    kata: Kata, sandbox: Sandbox, attempt: Callable[[str], Attempt]
) -> None:
    """What never returned is as it was nowhere: else its points would be earned the second time."""
    key = compute(kata, 0, sandbox.run)
    source = f"{SOLUTION}\ndef step(*_):\n    raise NotImplementedError\n"
    run = sandbox.run(Job(kata, attempt(source), "graded", 0))
    first, second = evaluate(key, run), evaluate(key, run)
    assert [(one.status, one.message) for one in second] == [
        (one.status, one.message) for one in first
    ]
    assert [one.points for one in first if one.name == UNCHANGED] == [0]


def test_a_change_is_told_though_another_function_never_returned(
    report: Callable[..., Report],
) -> None:
    source = (
        "\ndef step(*_):\n    return 1 / 0\n\ndef merge(words, word):\n    "
        "words.append(word)\n    return words\n"
    )
    failed = outcome(report(source))
    assert failed.status is Status.FAILED
    assert "merge changed its argument words" in failed.message and "step" not in failed.message


def test_a_file_that_does_not_load_earns_nothing(report: Callable[..., Report]) -> None:
    judged = report("\nraise ValueError\n")
    assert judged.status == "unrunnable" and outcome(judged).points == 0


@pytest.mark.parametrize(
    ("more", "status"), [("", "passed"), ("\ndef scale(numbers):\n    return 1\n", "failed")]
)
def test_it_can_be_graded_alone(
    more: str, status: str, kata: Kata, sandbox: Sandbox, attempt: Callable[[str], Attempt]
) -> None:
    judged = grade_only(kata, attempt(SOLUTION + more), 0, UNCHANGED, sandbox)
    assert [one.name for one in judged.outcomes] == [UNCHANGED] and judged.status == status


def test_the_attempt_s_own_objects_are_nobody_s_business(
    write_kata: WriteKata, sandbox: Sandbox, attempt: Callable[[str], Attempt]
) -> None:
    experiments = (
        "from kata_runner import Table, probe\n\n\n@probe(points=1)\ndef counted(impl, rng):\n"
        '    """A counter counts."""\n    counter = impl.Counter()\n    impl.add(counter)\n'
        "    return Table.of(counter.count)\n"
    )
    reference = "class Counter:\n    count = 0\n\n\ndef add(counter):\n    counter.count += 1\n"
    kata = write_kata(
        ASKED | {"katas/area/experiments.py": experiments, "solutions/area/solution.py": reference}
    )
    assert compute(kata, 0, sandbox.run).by_name[UNCHANGED].table.rows == (
        ("add: counter", "unchanged"),
    )


@pytest.mark.parametrize("points", ["-1", '"3"', "nan", "inf", "true", "[1]"])
def test_points_that_are_none_are_refused(points: str, write_kata: WriteKata) -> None:
    with pytest.raises(
        PackError, match=r"field 'unchanged_arguments': expected a number from 0 to 1000000, "
    ):
        write_kata(ASKED | {"katas/area/kata.toml": f"{TOML}unchanged_arguments = {points}\n"})


def test_no_experiment_can_have_its_name(write_kata: WriteKata, sandbox: Sandbox) -> None:
    experiments = EXPERIMENTS.replace("def merged", f"def {UNCHANGED}")
    with pytest.raises(PackError, match="no experiment can be called unchanged_arguments"):
        compute(write_kata(ASKED | {"katas/area/experiments.py": experiments}), 0, sandbox.run)
