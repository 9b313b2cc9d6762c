"""What an attempt may see of Python: what it computes with, and nothing of katas, solutions and
other packages.
"""

from __future__ import annotations

import os
import py_compile
import subprocess
import sys
from pathlib import Path

import pytest

from kata_runner.engine import interpreter
from kata_runner.errors import EngineError
from tests.helpers.commands import ROOT


def started(program: Path, *packages: str) -> str:
    """What a program says that is started as the attempts' is."""
    command = interpreter.command(str(program), packages)
    done = subprocess.run(
        command,
        env=interpreter.environment(),
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return done.stdout


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A program that says what it was started with."""
    path = tmp_path / "program.py"
    lines = (
        "import os, sys",
        "print(sys.argv[1:])",
        "print(sys.path)",
        "print(sorted(os.environ))",
        "print(sys.flags.utf8_mode, sys.flags.no_site, sys.flags.no_user_site, "
        "sys.flags.safe_path)",
    )
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_it_starts_without_site_packages_and_without_an_environment(
    program: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", "/somewhere")
    monkeypatch.setenv("KATA_SECRET", "the grader's own")
    arguments, path, names, flags = started(program).splitlines()
    assert (
        "site-packages" not in path and "/somewhere" not in path and str(program.parent) not in path
    )
    assert "KATA_SECRET" not in names and "HOME" not in names
    assert flags == "1 1 1 True"
    assert arguments.endswith("'--', '--']")


def test_nothing_of_an_answer_is_visible() -> None:
    for path in map(Path, interpreter.visible()):
        assert (
            ROOT / "solutions" not in (path, *path.parents)
            and path not in (ROOT / "solutions").parents
        )
        assert ROOT / "katas" not in (path, *path.parents) and path not in (ROOT / "katas").parents


def test_other_peoples_packages_are_hidden() -> None:
    listed = [Path(path).name for path in interpreter.readable()]
    assert "os.py" in listed and "encodings" in listed
    assert not {"site-packages", "dist-packages"} & set(listed)
    assert "pytest" not in listed and "click" not in listed
    assert {"numpy", "msgpack", "table.py", "inside"} <= set(listed)


def test_a_kata_may_name_more_packages() -> None:
    more = set(interpreter.visible(["tabulate"])) - set(interpreter.visible())
    names = {os.path.basename(path).partition("-")[0] for path in more}  # noqa: PTH119
    assert names == {"tabulate"}, "and what says of it that it is installed"


def test_of_a_module_that_is_one_file_nothing_beside_it_is_visible(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "onefile.py").write_text("ONE = 1\n", encoding="utf-8")
    (tmp_path / "solution.py").write_text("the answer", encoding="utf-8")
    for show in (interpreter.visible, interpreter.readable):
        assert set(show(["onefile"])) - set(show()) == {str(tmp_path / "onefile.py")}
    assert str(tmp_path) in interpreter.search_path(["onefile"])


def test_a_module_that_is_one_file_comes_with_its_bytecode(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    for name in ("onefile", "solution"):
        (tmp_path / f"{name}.py").write_text("ONE = 1\n", encoding="utf-8")
        py_compile.compile(str(tmp_path / f"{name}.py"))
    more = set(interpreter.visible(["onefile"])) - set(interpreter.visible())
    assert more == {
        str(tmp_path / "onefile.py"),
        interpreter.get_cache_path(str(tmp_path / "onefile.py")),
    }
    assert all(map(os.path.exists, more))


def test_what_is_ours_comes_with_its_bytecode_too() -> None:
    """Without it each start compiled it anew: behind the walls nothing is kept."""
    modules = [path for path in interpreter.own_files() if path.endswith(".py")]
    kept = set(filter(os.path.exists, map(interpreter.get_cache_path, modules)))
    assert modules and kept <= set(interpreter.own_files())


def test_a_package_in_several_places_is_visible_in_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for part in ("one", "two"):
        (tmp_path / part / "spread").mkdir(parents=True)
        monkeypatch.syspath_prepend(tmp_path / part)
    more = set(interpreter.visible(["spread"])) - set(interpreter.visible())
    assert more == {str(tmp_path / "one" / "spread"), str(tmp_path / "two" / "spread")}


def test_what_is_built_in_needs_no_file() -> None:
    assert interpreter.visible(["sys", "time"]) == interpreter.visible()


def test_a_package_that_is_not_there_is_named_with_the_way_to_get_it() -> None:
    with pytest.raises(
        EngineError,
        match=r"no_such_package is not installed beside kata-runner: pip install no_such_package, "
        r"or correct field 'packages' of the kata's kata\.toml",
    ):
        interpreter.command("runner.py", ["no_such_package"])


def test_the_interpreter_is_the_one_behind_the_virtual_environment() -> None:
    assert Path(interpreter.interpreter()) == Path(sys.executable).resolve()
