"""An author's own error is told once, with its file, its line and what stands there; what it stops
is not tried.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kata_runner.engine.sandbox import Sandbox
from kata_runner.model import Kata
from kata_runner.verify.author_check import Finding
from kata_runner.verify.context import VerifyContext
from kata_runner.verify.suite import verify

WriteKata = Callable[[dict[str, str | None]], Kata]
EXPERIMENTS, REFERENCE = "katas/area/experiments.py", "solutions/area/solution.py"
HEAD = "from kata_runner import Table, experiment, probe\n\n"
ONE = "@experiment(points=2)\ndef f(impl):\n    'A sentence.'\n"
CIRCLE = "\ndef circle(radius):\n    return 3.141592653589793 * radius**2\n"
FALLS = "the reference does not pass through"

BROKEN_EXPERIMENTS = {
    "no Python": ("import numpy\ndef broken(:\n", 2, "SyntaxError: invalid syntax"),
    "raises": ("a = 1\nraise RuntimeError('no')\n", 2, "RuntimeError: no"),
    "a wrong declaration": (HEAD + ONE.replace("2", "'2'"), 3, "TypeError: points: expected "
                                                               "a number, got '2'"),
    "no brackets": (HEAD + ONE.replace("(points=2)", ""), 3,
                    "TypeError: write @experiment(points=1) with brackets, and every argument "
                    "with its name"),
    "two of one name": (HEAD + ONE + "    return Table.of(1)\n\n" + ONE, 8,
                        "ValueError: two experiments are called f: rename one"),
    "no table": (HEAD + ONE + "    return [impl.square(2)]\n", 3,
                 "f returns a list and no Table: write `return Table(...)`, or `return "
                 "Table.of(...)` for one row"),
    "nothing": (HEAD + ONE + "    impl.square(2)\n", 3,
                "f returns None and no Table: write `return Table(...)`, or `return "
                "Table.of(...)` for one row"),
    "raises in it": (HEAD + ONE + "    return impl.square(2).x\n", 6,
                     f"{FALLS} 'f': AttributeError: 'int' object has no attribute 'x'"),
    "two columns of one name": (HEAD + ONE + "    return Table(['a', 'a'], [])\n", 6,
                                f"{FALLS} 'f': ValueError: two columns are called 'a': rename one"),
    "inputs that raise": (HEAD + ONE.replace("(impl)", "(impl, x)").replace(
                              "experiment(points=2)", "probe(points=2, inputs=lambda "
                                                      "rng: rng.x)"), 3,
                          "AttributeError: 'numpy.random.mtrand.RandomState' object has no "
                          "attribute 'x'"),
}  # fmt: skip
BROKEN_REFERENCES = {
    "no Python": ("def square(side:\n", 1, "the reference does not load: SyntaxError: '(' was "
                                           "never closed."),
    "raises": ("x = 1 / 0\n", 1, "the reference does not load: ZeroDivisionError: division "
                                 "by zero"),
    "raises in a function": ("def square(side):\n    raise ValueError('no')\n" + CIRCLE, 2,
                             f"{FALLS} 'random_squares': ValueError: no"),
    "never returns": ("def square(side):\n    while True: pass\n" + CIRCLE, 2,
                      f"{FALLS} 'random_squares': square did not return: stopped after 0.5 s "
                      f"of processor time"),
}  # fmt: skip
TOML = 'id = "0.2"\ntitle = "Areas"\nphase = "F"\nsummary = "S."\n[limits]\ncpu = 0.5\n'


def untold(findings: list[Finding]) -> set[str]:
    """The checks that were not tried."""
    return {finding.check.name for finding in findings if not finding.tried}


def errors_of(kata: Kata, sandbox: Sandbox) -> tuple[list[str], set[str]]:
    """What is told where an error ended a check, and which checks were not tried."""
    findings = list(verify(VerifyContext(kata, sandbox, (0, 1))))
    assert not any(finding.holds for finding in findings if not finding.tried)
    return [
        remark.text for finding in findings for remark in finding.remarks if remark.stops
    ], untold(findings)


@pytest.mark.parametrize("name", BROKEN_EXPERIMENTS)
def test_broken_experiments(name: str, write_kata: WriteKata, sandbox: Sandbox) -> None:
    text, line, said = BROKEN_EXPERIMENTS[name]
    kata = write_kata({EXPERIMENTS: text})
    told, untried = errors_of(kata, sandbox)
    assert told == [f"{kata.experiments}:{line}: {said}\n    {text.splitlines()[line - 1].strip()}"]
    assert {"mutants", "tolerances", "signatures", "starter"} <= untried


@pytest.mark.parametrize("name", BROKEN_REFERENCES)
def test_a_broken_reference(name: str, write_kata: WriteKata, sandbox: Sandbox) -> None:
    text, line, said = BROKEN_REFERENCES[name]
    kata = write_kata(
        {
            REFERENCE: text,
            "katas/area/kata.toml": TOML,
            "katas/area/starter.py": "def square(s): ...\n",
        }
    )
    told, untried = errors_of(kata, sandbox)
    [(first, code)] = [problem.split("\n") for problem in told]
    assert first.startswith(f"{kata.reference}:{line}: {said}")
    assert code == f"    {text.splitlines()[line - 1].strip()}"
    assert {"mutants", "tolerances", "signatures", "starter"} <= untried


def test_a_reference_without_a_function_has_no_line(
    write_kata: WriteKata, sandbox: Sandbox
) -> None:
    kata = write_kata({REFERENCE: "def square(side):\n    return side * side\n"})
    told, _ = errors_of(kata, sandbox)
    assert told == [f"{kata.reference}: {FALLS} 'circles': circle is not defined. Define it."]


def test_a_reference_that_is_not_there(write_kata: WriteKata, sandbox: Sandbox) -> None:
    told, untried = errors_of(
        write_kata({REFERENCE: None, "katas/area/starter.py": "def square(s): ...\n"}), sandbox
    )
    assert len(told) == 1 and "solution.py: No such file" in told[0]
    assert "mutants" in untried


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("def (:\n", "mistakes.py:1: SyntaxError: invalid syntax\n    def (:"),
        ("@mistake\ndef f(side):\n    "
         "return 1\n", "mistakes.py:1: write @mistake(\"function\", \"the sentence a "
         "learner reads\"), both as texts"),
        ("import nowhere\n@mistake('square', 'No.')\ndef f(side):\n    "
         "return 1\n", "mistakes.py:3: 'f' does not load: "
         "line 1: ImportError: nowhere cannot be imported here: this kata allows the standard "
         "library and numpy, and "
         "your one file\n    def f(side):"),
    ],
    ids=["no Python", "no brackets", "no import"],
)  # fmt: skip
def test_broken_mistakes_leave_all_else_to_be_tried(
    text: str, said: str, write_kata: WriteKata, sandbox: Sandbox
) -> None:
    told, untried = errors_of(write_kata({"solutions/area/mistakes.py": text}), sandbox)
    assert len(told) == 1 and told[0].endswith(said)
    assert untried == {"pinned mistakes", "tolerances"}
