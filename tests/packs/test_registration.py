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
    name = "zz_clumsy"  # behind the built-in ones: of two with one name the first has it
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


def test_a_command_that_is_taken_stays_the_built_in_one(kata: RunKata, write_plugin: WritePlugin) -> None:
    env = {"PYTHONPATH": str(write_plugin("zz_clumsy", HEAD + MISTAKES["register_commands"][0]))}
    code, out, err = kata("--help", env=env)
    assert (code, len(err.splitlines())) == (0, 1)
    assert out.count("\n  check ") == 1


def test_katas_in_a_folder_that_is_not_there_are_one_warning(kata: RunKata, write_plugin: WritePlugin) -> None:
    source = f"{HEAD}def register_katas(register):\n    register(katas='/no/katas', solutions='/no/solutions')\n"
    code, out, err = kata("list", env={"PYTHONPATH": str(write_plugin("empty", source))})
    assert code == 0
    assert "6.3" in out
    assert err.splitlines() == [
        "kata: warning: pack 'empty': /no/katas: No such file or directory: a pack's katas are folders in here"
    ]


def test_a_renderer_that_raises_is_the_packs_fault_and_not_a_failed_attempt(
    kata: RunKata, write_plugin: WritePlugin, softmax: Path, right: Path
) -> None:
    source = f"{HEAD}def register_reports(register):\n    register('odd', lambda: lambda report: report.nothing)\n"
    env = {"PYTHONPATH": str(write_plugin("odd", source))}
    code, _, err = kata("check", "0.1", right, "--pack", softmax, "--format", "odd", env=env)
    assert code == 3
    assert "AttributeError: 'Report' object has no attribute 'nothing'" in err
    assert "fault of a pack or of kata-runner, not of your code" in err.splitlines()[-1]
