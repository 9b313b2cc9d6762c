"""What a plugin registers wrongly is told once, in one line, and `kata plugins` shows it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import RunKata, WritePlugin

HEAD = "from kata_runner import hookimpl\n\n\n@hookimpl\n"
MISTAKES = {
    "register_katas": ("def register_katas(register):\n    register(kata='x')\n", "TypeError"),
    "register_commands": ("def register_commands(cli):\n    cli.command('check')(lambda: None)\n",
                          "ValueError: there is a command 'check' already: choose another name"),
    "register_reports": ("def register_reports(register):\n    register('text', lambda: str)\n",
                         "ValueError: there is a format 'text' already: choose another name"),
}  # fmt: skip


@pytest.mark.parametrize("hook", MISTAKES)
def test_a_registration_that_fails_is_one_warning_and_a_line_of_kata_plugins(
    kata: RunKata, write_plugin: WritePlugin, hook: str
) -> None:
    source, said = MISTAKES[hook]
    name = "zz_clumsy"
    env = {"PYTHONPATH": str(write_plugin(name, HEAD + source))}
    code, out, err = kata("plugins", "--json", env=env)
    assert code == 0
    assert len(err.splitlines()) == 1
    assert err.startswith("kata: warning: pack 'zz_clumsy': ")
    assert f"zz_clumsy.py:6: {hook}: {said}" in err
    problems = {pack["name"]: pack["problems"] for pack in json.loads(out)}
    assert len(problems.pop(name)) == 1
    assert not any(problems.values())


def test_a_format_that_is_taken_stays_the_first_ones(
    kata: RunKata, write_plugin: WritePlugin, softmax: Path, right: Path
) -> None:
    env = {"PYTHONPATH": str(write_plugin("zz_clumsy", HEAD + MISTAKES["register_reports"][0]))}
    code, out, err = kata("check", "0.1", right, "--pack", softmax, env=env)
    assert code == 0
    assert "PASSED  3 of 3 points" in out
    assert len(err.splitlines()) == 1


def test_a_command_that_is_taken_stays_the_built_in_one(
    kata: RunKata, write_plugin: WritePlugin
) -> None:
    env = {"PYTHONPATH": str(write_plugin("zz_clumsy", HEAD + MISTAKES["register_commands"][0]))}
    code, out, err = kata("--help", env=env)
    assert (code, len(err.splitlines())) == (0, 1)
    assert out.count("\n  check ") == 1


def test_katas_in_a_folder_that_is_not_there_are_one_warning(
    kata: RunKata, write_plugin: WritePlugin
) -> None:
    source = (
        f"{HEAD}def register_katas(register):\n    register(katas='/no/katas', "
        f"solutions='/no/solutions')\n"
    )
    code, out, err = kata("list", env={"PYTHONPATH": str(write_plugin("empty", source))})
    assert code == 0
    assert "6.3" in out
    assert err.splitlines() == [
        "kata: warning: pack 'empty': /no/katas: No such file or directory: a pack's katas are "
        "folders in here"
    ]


@pytest.mark.parametrize(
    ("load", "said"),
    [("lambda: lambda report: "
      "report.nothing", "AttributeError: 'Report' object has no attribute 'nothing'"),
     ("lambda: 1 / 0", "ZeroDivisionError: division by zero"),
     ("lambda: lambda report: 7", "expected a string, got 7"),
     ("lambda: lambda: 'x'", "TypeError: "),
     ("lambda report: report", "TypeError: "),
     ("lambda: None", "expected a function, got None")],
)  # fmt: skip
def test_a_renderer_that_fails_is_the_packs_fault_and_not_a_failed_attempt(
    kata: RunKata, write_plugin: WritePlugin, softmax: Path, right: Path, load: str, said: str
) -> None:
    source = f"{HEAD}def register_reports(register):\n    register('odd', {load})\n"
    env = {"PYTHONPATH": str(write_plugin("odd_reports", source, entry_point="odd"))}
    code, _, err = kata("check", "0.1", right, "--pack", softmax, "--format", "odd", env=env)
    [line] = err.splitlines()
    assert code == 3
    assert line.startswith("kata: error: pack 'odd' (odd-reports 1.0): ")
    assert f"format 'odd': {said}" in line


@pytest.mark.parametrize(
    ("body", "words"),
    [("def __enter__(self): return self\n    def run_many(self, jobs): return None",
      "expected an iterator of jobs and runs, got None"),
     ("def __enter__(self): return self\n    def run_many(self, jobs): yield next(iter(jobs)), 5",
      "expected a job with its run, got (Job("),
     ("pass", "expected a context manager, got <")],
)  # fmt: skip
def test_an_executor_that_gives_something_else_is_named_with_its_distribution(
    kata: RunKata,
    write_plugin: WritePlugin,
    softmax: Path,
    right: Path,
    work: Path,
    body: str,
    words: str,
) -> None:
    source = (
        f"from kata_runner import hookimpl\nclass Odd:\n    def __init__(self, demand): pass\n"
        f"    def __exit__(self, *_): pass\n    {body}\n"
        "@hookimpl\ndef register_executors(register):\n    register('odd', lambda: Odd)\n"
    )
    env = {"PYTHONPATH": str(write_plugin("odd_places", source, entry_point="odd"))}
    command = ("grade", "0.1", right, "--pack", softmax, "--executor", "odd", "--out", work / "out")
    code, _, err = kata(*command, env=env)
    assert code == 3
    assert "Traceback" not in err
    assert f"pack 'odd' (odd-places 1.0): executor 'odd': {words}" in err.splitlines()[-1]


@pytest.mark.parametrize(
    "body",
    ["def __init__(self, demand): 1 / 0", "def __enter__(self): 1 / 0",
     "def __enter__(self): return self\n    def run_many(self, jobs): 1 / 0",
     "def __enter__(self): return self\n    def run_many(self, jobs): yield from ((job, 1 / 0) "
     "for job in jobs)"],
)  # fmt: skip
def test_an_executor_that_fails_is_named_with_its_distribution(
    kata: RunKata, write_plugin: WritePlugin, softmax: Path, right: Path, work: Path, body: str
) -> None:
    init = "" if "__init__" in body else "    def __init__(self, demand): pass\n"
    source = (
        f"from kata_runner import hookimpl\nclass Odd:\n{init}    def __exit__(self, *_): "
        f"pass\n    {body}\n"
        "@hookimpl\ndef register_executors(register):\n    register('odd', lambda: Odd)\n"
    )
    env = {"PYTHONPATH": str(write_plugin("odd_places", source, entry_point="odd"))}
    out = work / "out"
    code, _, err = kata(
        "grade", "0.1", right, "--pack", softmax, "--executor", "odd", "--out", out, env=env
    )
    assert code == 3
    assert "Traceback" not in err
    assert "pack 'odd' (odd-places 1.0): " in err
    assert "executor 'odd': ZeroDivisionError: division by zero" in err.splitlines()[-1]


@pytest.mark.parametrize(
    "load",
    ["lambda: None", "lambda options: Odd", "lambda: Odd", "lambda: lambda options: Odd()"],
)
def test_an_executor_that_cannot_be_called_is_named_with_its_distribution(
    kata: RunKata, write_plugin: WritePlugin, softmax: Path, right: Path, work: Path, load: str
) -> None:
    source = (
        "from kata_runner import hookimpl\nclass Odd:\n    def __enter__(self): return self\n"
        f"@hookimpl\ndef register_executors(register):\n    register('odd', {load})\n"
    )
    env = {"PYTHONPATH": str(write_plugin("odd_places", source, entry_point="odd"))}
    command = ("grade", "0.1", right, "--pack", softmax, "--executor", "odd", "--out", work / "out")
    code, _, err = kata(*command, env=env)
    assert code == 3
    assert "Traceback" not in err
    line = err.splitlines()[-1]
    assert "pack 'odd' (odd-places 1.0): " in line and "executor 'odd': " in line


def test_a_command_that_fails_is_named_with_its_distribution(
    kata: RunKata, write_plugin: WritePlugin
) -> None:
    source = (
        f"{HEAD}def register_commands(cli):\n    @cli.command('odd')\n    def odd():\n    "
        f"    1 / 0\n"
    )
    env = {"PYTHONPATH": str(write_plugin("odd_words", source, entry_point="odd"))}
    code, _, err = kata("odd", env=env)
    [line] = err.splitlines()
    assert code == 3
    assert line.startswith("kata: error: pack 'odd' (odd-words 1.0): ")
    assert line.endswith("odd_words.py:8: command 'odd': ZeroDivisionError: division by zero")
