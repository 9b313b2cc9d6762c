"""The checks of the known mistakes: each is rejected where it is made, told from every other, and
pinned.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kata_runner.engine.inside.kata_loader import generator
from kata_runner.engine.sandbox import Sandbox
from kata_runner.grading.answer_key import PINNED_SEED
from kata_runner.grading.diagnosis.mistakes_json import write_pinned_mistakes
from kata_runner.model import Kata
from kata_runner.verify.author_check import Finding
from kata_runner.verify.checks_mistakes import (
    build_cases,
    check_mistakes,
    describe_chances,
    list_known,
)
from kata_runner.verify.checks_pinned import check_pinned_mistakes
from kata_runner.verify.context import VerifyContext
from kata_runner.verify.rejection import list_deterministic
from kata_runner.verify.suite import run_check
from tests.helpers.area import FILES

HEAD = "from kata_runner import mistake\n"
CUBE = '\n@mistake("square", "That is a cube.")\ndef cube(side):\n    return side**3\n'
AGAIN = (
    '\n@mistake("square", "That is a third power.")\ndef third_power(side):\n    return '
    "side * side * side\n"
)
RIGHT = '\n@mistake("square", "It is right.")\ndef right(side):\n    return side * side\n'
NOWHERE = '\n@mistake("triangle", "Nobody asks.")\ndef odd(side):\n    return 0\n'
MIXED = '''\
from kata_runner import Table, probe

@probe(points=1)
def together(impl, rng):
    """A square and a circle."""
    return Table.of(impl.square(3), impl.circle(2))
'''
REFUSED = '''

@probe(points=1)
def negative(impl, rng):
    """A negative side is refused."""
    try:
        impl.refuse(-1)
    except ValueError:
        return Table.of(refused=True)
    return Table.of(refused=False)
'''
REFUSE = "\n\ndef refuse(side):\n    if side < 0:\n        raise ValueError\n"
LET_PASS = '\n@mistake("refuse", "Nothing is raised.")\ndef let_pass(side):\n    return side\n'


@pytest.fixture
def kata(write_kata: Callable[[dict[str, str | None]], Kata]) -> Callable[..., Kata]:
    """The small kata with these mistakes."""

    def made(*mistakes: str, **files: str) -> Kata:
        return write_kata({"solutions/area/mistakes.py": HEAD + "".join(mistakes), **files})

    return made


def told_apart(kata: Kata, sandbox: Sandbox) -> Finding:
    return run_check(check_mistakes, VerifyContext(kata, sandbox))


def test_a_mistake_that_is_diagnosed_as_itself(kata: Callable[..., Kata], sandbox: Sandbox) -> None:
    found = told_apart(kata(CUBE), sandbox)
    assert (found.problems, found.notes) == ((), ("1 of 1 (100%) on seeds 0 to 3",))


def test_a_kata_without_mistakes_has_nothing_to_hold(area: Kata, sandbox: Sandbox) -> None:
    assert told_apart(area, sandbox).remarks == ()
    assert run_check(check_pinned_mistakes, VerifyContext(area, sandbox)).remarks == ()


def test_two_mistakes_that_no_experiment_tells_apart_are_shown(
    kata: Callable[..., Kata], sandbox: Sandbox
) -> None:
    found = told_apart(kata(CUBE, AGAIN), sandbox)
    assert found.problems == tuple(
        f"{name}: is diagnosed as cube or third_power: let a probe tell them apart, or make "
        f"them one"
        for name in ("cube", "third_power")
    )
    assert [remark.about for remark in found.remarks] == ["cube", "third_power", ""]
    assert found.notes == ("0 of 2 (0%) on seeds 0 to 3",)


BOXES = (
    "def square(side):\n    return side * side\n\ndef box(side):\n    return square(side) "
    "+ square(side)\n"
)
PROBES = '''\
from kata_runner import Table, probe

@probe(points=1)
def squares(impl, rng):
    """A square."""
    return Table.of(impl.square(3))

@probe(points=1, needs=[])
def boxes(impl, rng):
    """A box."""
    return Table.of(impl.box(3))
'''
CUBES = '\n@mistake("box", "Cubes are added up.")\ndef two_cubes(side):\n    return 2 * side**3\n'


@pytest.mark.parametrize(
    ("needs", "problems"),
    [("", ("cube: is diagnosed as two_cubes: let boxes need a probe of square",)), ("squares", ())],
    ids=["missing", "there"],
)
def test_a_mistake_that_looks_like_one_of_another_part(
    needs: str, problems: tuple[str, ...], kata: Callable[..., Kata], sandbox: Sandbox
) -> None:
    probes = PROBES.replace("needs=[]", f"needs=[{needs}]")
    files = {"solutions/area/solution.py": BOXES, "katas/area/experiments.py": probes}
    assert told_apart(kata(CUBE, CUBES, **files), sandbox).problems == problems


@pytest.mark.parametrize(
    ("code", "error"),
    [
        (
            "def a(side, other):\n    return side\n",
            "cannot be called with 1 argument: take the para",
        ),
        ("def a(side):\n    return sid\n", "NameError: name 'sid' is not defined"),
        ("def a(side):\n    return super().area()\n", "RuntimeError: super()"),
    ],
)
def test_a_mistake_whose_code_cannot_run_is_refused(
    code: str, error: str, kata: Callable[..., Kata], sandbox: Sandbox
) -> None:
    finding = told_apart(kata(f'\n@mistake("square", "Wrong.")\n{code}'), sandbox)
    [problem] = finding.problems
    assert problem.startswith("a: cannot run (") and error in problem
    assert problem.endswith("): correct its code, or name the error in its sentence")
    assert finding.notes == ("0 of 1 (0%) on seeds 0 to 3",)


@pytest.mark.parametrize(
    ("says", "code"),
    [("NameError: write side.", "def a(side):\n    return sid\n"),
     ("It has a second parameter.", "def a(side, other):\n    return side\n")],
)  # fmt: skip
def test_a_mistake_whose_sentence_names_its_error_is_right(
    says: str, code: str, kata: Callable[..., Kata], sandbox: Sandbox
) -> None:
    finding = told_apart(kata(f'\n@mistake("square", "{says}")\n{code}'), sandbox)
    assert (finding.problems, finding.notes) == ((), ("1 of 1 (100%) on seeds 0 to 3",))


def test_a_mistake_that_crashes_everywhere_is_remarked(
    kata: Callable[..., Kata], sandbox: Sandbox
) -> None:
    nowhere = '\n@mistake("square", "Wrong.")\ndef a(side):\n    return int("a")\n'
    of_one = (
        '\n@mistake("square", "Only of one.")\ndef b(side):\n'
        "    return side**2 if side != 1 else [][side]\n"
    )
    finding = told_apart(kata(nowhere, of_one), sandbox)
    crash, _ = finding.notes
    assert finding.problems == ()
    assert crash.startswith("a: crashes wherever square is called (ValueError: invalid literal ")


def test_a_function_without_a_declaration_is_named_with_its_line(
    kata: Callable[..., Kata], sandbox: Sandbox
) -> None:
    [problem] = told_apart(
        kata(CUBE, "\ndef double(side):\n    return 2 * side\n"), sandbox
    ).problems
    assert problem.endswith(
        "mistakes.py:7: 'double' has no @mistake and nothing uses it: write @mistake(\"function\", "
        '"the sentence a learner reads") above it, or take it out'
    )


def test_a_file_without_any_mistake_is_named(kata: Callable[..., Kata], sandbox: Sandbox) -> None:
    [problem] = told_apart(kata(), sandbox).problems
    assert problem.endswith("mistakes.py: no @mistake stands in it: write one, or delete the file")


def test_a_mistake_that_nothing_rejects(kata: Callable[..., Kata], sandbox: Sandbox) -> None:
    [problem] = told_apart(kata(RIGHT), sandbox).problems
    assert (
        problem
        == "right: every experiment lets it pass: let a probe of square show it, or leave it out"
    )


LUCKY = '''\
from kata_runner import Table, probe

@probe(points=1)
def one_square(impl, rng):
    """The square of a side that is one, or not."""
    return Table.of(impl.square(2 - rng.randint(2)))
'''


def test_a_mistake_that_passes_on_some_seeds_is_refused_with_them(
    kata: Callable[..., Kata], sandbox: Sandbox
) -> None:
    seeds = range(6)
    ones = [seed for seed in seeds if generator(seed, "one_square").randint(2)]
    assert 0 not in ones and len(ones) == 3, "the pinned seed is one of those that see it"
    found = run_check(
        check_mistakes,
        VerifyContext(kata(CUBE, **{"katas/area/experiments.py": LUCKY}), sandbox, seeds),
    )
    assert found.problems == (
        f"cube: passes on seeds {ones[0]}, {ones[1]} and {ones[2]} (of seeds 0 to 5): take "
        f"chance out of one_square: "
        "let every one of its inputs show it, add one that always does, or ask for more of them",
    )
    assert found.notes == ("0 of 1 (0%) on seeds 0 to 5",)


def test_what_fails_without_random_inputs_is_not_run_on_other_seeds(
    kata: Callable[..., Kata], sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = VerifyContext(kata(CUBE), sandbox)
    assert context.once(list_deterministic) == {"three_squares", "circles"}
    context.once(build_cases)
    monkeypatch.setattr(
        context, "run_many", lambda jobs: pytest.fail("run again") if list(jobs) else iter(())
    )
    assert context.once(describe_chances) == {}


def test_a_mistake_in_a_function_that_nobody_calls(
    kata: Callable[..., Kata], sandbox: Sandbox
) -> None:
    assert told_apart(kata(NOWHERE), sandbox).problems == ("odd: no experiment calls triangle",)


def test_a_mistake_that_shows_only_together_with_another_function(
    kata: Callable[..., Kata], sandbox: Sandbox
) -> None:
    [problem] = told_apart(kata(CUBE, **{"katas/area/experiments.py": MIXED}), sandbox).problems
    assert problem == (
        "cube: only together shows it, which calls more than square: let a probe of that alone "
        "show it"
    )


def test_a_catalogue_that_cannot_be_read(kata: Callable[..., Kata], sandbox: Sandbox) -> None:
    [problem] = told_apart(kata("def (:\n"), sandbox).problems
    assert "mistakes.py" in problem


def test_mistakes_are_the_parts_of_the_gate(kata: Callable[..., Kata]) -> None:
    assert check_mistakes.parts(kata(CUBE, RIGHT)) == ["cube", "right"]


def test_tables_that_are_not_pinned(kata: Callable[..., Kata], sandbox: Sandbox) -> None:
    [problem] = run_check(check_pinned_mistakes, VerifyContext(kata(CUBE), sandbox)).problems
    assert problem.endswith(
        "mistakes.json is not there or was made from other files: --pin writes it"
    )


def test_pinned_tables_that_somebody_changed(kata: Callable[..., Kata], sandbox: Sandbox) -> None:
    context = VerifyContext(kata(CUBE), sandbox)
    write_pinned_mistakes(context.kata, context.key(PINNED_SEED), context.once(list_known))
    assert run_check(check_pinned_mistakes, context).holds
    text = context.kata.mistaken.read_text(encoding="utf-8")
    context.kata.mistaken.write_text(text.replace("[2,8]", "[2,9]"), encoding="utf-8")
    [problem] = run_check(check_pinned_mistakes, context).problems
    assert problem.endswith("the mistakes give something else now: --pin writes it anew")


def test_a_mistake_that_raises_nothing_is_one_of_the_function_that_raises(
    write_kata: Callable[[dict[str, str | None]], Kata], sandbox: Sandbox
) -> None:
    kata = write_kata(
        {
            "katas/area/experiments.py": FILES["katas/area/experiments.py"] + REFUSED,
            "solutions/area/solution.py": FILES["solutions/area/solution.py"] + REFUSE,
            "solutions/area/mistakes.py": HEAD + LET_PASS,
        }
    )
    assert told_apart(kata, sandbox).problems == ()
