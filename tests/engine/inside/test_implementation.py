"""What is said of a function that an attempt does not have, and which ones do nothing."""

from __future__ import annotations

import pytest

from kata_runner.engine.inside.attempt_loader import execute, make_import
from kata_runner.engine.inside.implementation import describe_missing, is_stub


@pytest.mark.parametrize(
    ("source", "ending"),
    [
        ("def step_jacobean(): pass", "There is step_jacobean: did you mean that?"),
        ("class M:\n    def go(self): pass\nstep_jacobian_ = M().go", "did you mean that?"),
        ("from numpy import spacing as step_jacobi", "Define it."),
        ("from random import sample as step_jacobi", "Define it."),
        ("from types import SimpleNamespace as step_jacobi", "Define it."),
    ],
)
def test_only_a_name_of_the_attempts_own_is_suggested(source: str, ending: str) -> None:
    module = execute(source.encode(), "attempt", "attempt.py", make_import(["numpy"]))
    assert describe_missing("step_jacobian", module).endswith(ending)


@pytest.mark.parametrize(
    ("name", "letter"),
    [("sign\N{CYRILLIC SMALL LETTER A}l", "letter 5 is no Latin one but Cyrillic Small Letter A"),
     ("s\N{GREEK SMALL LETTER IOTA}gnal", "letter 2 is no Latin one but Greek Small Letter Iota")],
)  # fmt: skip
def test_a_letter_that_only_looks_the_same_is_named(name: str, letter: str) -> None:
    module = execute(
        f"def {name}(): pass".encode(), "attempt", "attempt.py", make_import(["numpy"])
    )
    assert describe_missing("signal", module) == (
        f"signal is not defined. There is {name}, whose {letter}: type the name anew."
    )


@pytest.mark.parametrize(("asked", "name"), [("grösse", "größe"), ("λ_step", "λ_stp")])
def test_a_letter_that_nobody_takes_for_another_is_not_named(asked: str, name: str) -> None:
    module = execute(
        f"def {name}(): pass".encode(), "attempt", "attempt.py", make_import(["numpy"])
    )
    assert describe_missing(asked, module).endswith(f"There is {name}: did you mean that?")


@pytest.mark.parametrize(
    "body", ["pass", "...", "'It does.'", "'It does.'\n    pass", "pass; pass", "return", "0"]
)
def test_a_body_that_does_nothing_is_a_stub(body: str) -> None:
    assert is_stub(make_function(f"def f(x, *more, y=1):\n    {body}\n"))


@pytest.mark.parametrize(
    "source",
    [
        "def f(x): return x",
        "def f(x): 'It does.'; return 0",
        "def f(x): return ...",
        "def f(x): raise NotImplementedError",
        "def f(x): x",
        "def f(x): yield",
        "async def f(x): pass",
        "def f(x): x.y = None",
        "def f(x): print()",
        "f = print",
        "class f: pass",
    ],
)
def test_what_does_anything_or_is_no_function_is_none(source: str) -> None:
    assert not is_stub(make_function(source))


def make_function(source: str) -> object:
    """What a source defines under the name `f`."""
    return vars(execute(source.encode(), "attempt", "attempt.py", make_import([])))["f"]
