"""Every class of error, as a user meets it: its text and its exit code."""

from __future__ import annotations

import inspect
import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from kata_runner import errors
from tests.helpers.commands import kata_command

if TYPE_CHECKING:
    from tests.conftest import RunKata

CLASSES: dict[str, type[errors.KataRunnerError]] = {
    value.__name__: value
    for value in vars(errors).values()
    if inspect.isclass(value) and issubclass(value, errors.KataRunnerError)
}  # by their own names: the earlier ones are aliases


class Case(NamedTuple):
    """A command that ends in an error."""

    arguments: str
    code: int
    text: str


CASES = {
    "PackError": Case(
        "check 0.1 BROKEN", 3, "solution.py:2: the reference does not pass through 'three_scores'"
    ),
    "EngineError": Case(
        "check 0.1 RIGHT",
        3,
        "nosuchpackage is not installed beside kata-runner: pip install nosuchpackage",
    ),
    "IsolationUnavailableError": Case(
        "check 0.1 RIGHT --isolation full", 3, "`kata doctor` shows what this machine can do"
    ),
    "OutputError": Case(
        "check 0.1 RIGHT > /dev/full", 3, "stdout: No space left on device: make room or send it"
    ),
    "UsageError": Case("check 0.1 RIGHT --format txt", 2, "no format is called 'txt': there are "),
    "UnknownKataError": Case(
        "show softmin", 2, "no kata is called 'softmin': did you mean 0.1 (softmax)"
    ),
    "PathError": Case(
        "check 0.1", 2, "softmax.py: no such file: name your file, or let `kata start 0.1 --pack "
    ),
    "NotPassedError": Case(
        "solution 0.1", 2, "kata 0.1 is not passed yet: `kata check 0.1 --pack "
    ),
}


def test_every_class_has_a_case() -> None:
    assert CASES.keys() | {"KataRunnerError"} == CLASSES.keys()


@pytest.mark.parametrize("name", CASES)
def test_each_error_is_one_line_and_its_exit_code(
    kata: RunKata, own_softmax: Path, right: Path, name: str
) -> None:
    arguments, code, text = CASES[name]
    env = {}
    if name == "PackError":
        reference = "def softmax(scores):\n    raise ValueError\n"
        (own_softmax / "solutions" / "softmax" / "solution.py").write_text(
            reference, encoding="utf-8"
        )
    if name == "EngineError":
        toml = own_softmax / "katas" / "softmax" / "kata.toml"
        packages = f'packages = ["nosuchpackage"]\n{toml.read_text(encoding="utf-8")}'
        toml.write_text(packages, encoding="utf-8")
    if name == "IsolationUnavailableError":
        env = {"PATH": ""}  # no bubblewrap
    if name == "OutputError":
        with open("/dev/full", "w") as full:  # noqa: PTH123
            done = subprocess.run(
                [*kata_command(), "check", "0.1", right, "--pack", own_softmax],
                stdout=full,
                stderr=subprocess.PIPE,
                text=True,
                check=False,
            )
        assert (done.returncode, len(done.stderr.splitlines()), text in done.stderr) == (
            code,
            1,
            True,
        )
        return
    words = [str(right) if word.isupper() else word for word in arguments.split()]
    ended = kata(*words, "--pack", own_softmax, env=env)
    assert (ended.code, ended.out) == (code, "")
    (line,) = ended.err.splitlines()
    assert line.startswith("kata: error: ")
    assert text in line


def test_the_tree_in_the_docstring_is_the_tree_in_the_code() -> None:
    drawn = re.findall(r"^[ │├└─]*(\w+) +(\d)  ", errors.__doc__ or "", re.MULTILINE)
    assert dict(drawn) == {name: str(value.exit_code) for name, value in CLASSES.items()}


def test_all_errors_are_of_one_family() -> None:
    assert all(issubclass(value, errors.KataRunnerError) for value in CLASSES.values())
    assert errors.KataRunnerError.exit_code == 3


@pytest.mark.parametrize(
    ("earlier", "name"),
    [
        ("BrokenPack", "PackError"),
        ("EngineFault", "EngineError"),
        ("WrongUse", "UsageError"),
        ("UnusablePath", "PathError"),
        ("UnknownKata", "UnknownKataError"),
        ("NotYetPassed", "NotPassedError"),
        ("IsolationUnavailable", "IsolationUnavailableError"),
    ],
)
def test_the_earlier_names_are_kept_for_a_release(earlier: str, name: str) -> None:
    assert getattr(errors, earlier) is getattr(errors, name)
