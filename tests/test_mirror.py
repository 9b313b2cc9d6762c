"""The tests mirror the tree: each core module has a test module at the same place.

Core is what decides a grade, or whose it is. What explains one, shows it or runs inside the sandbox
is tested through that.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import MARKED, MORE_CASES

TESTS = Path(__file__).parent
PACKAGE = TESTS.parent / "kata_runner"
CORE = ("packs", "engine", "grading", "classroom")
EXPLAINING = ("diagnosis", "feedback", "inside", "attacks")
CLIENTS = ("__init__", "__main__", "builtin")  # a list of names, a call, and a pack like any other
ELSEWHERE = {
    "hookspecs": "packs/test_hooks.py",  # with plugins that pip has installed
    "engine/attempt_process": "engine/test_supervisor.py",  # an interface, which it follows
    "engine/bubblewrap": "engine/test_forkserver.py",  # a command line, seen from inside it
    "engine/server_process": "engine/test_reaping.py",  # the ends of processes
    "classroom/results/schema": "classroom/results/test_store.py",  # nothing but SQL
}


def core_modules() -> list[str]:
    files = [
        *PACKAGE.glob("*.py"),
        *(file for name in CORE for file in PACKAGE.glob(f"{name}/**/*.py")),
    ]
    names = [file.relative_to(PACKAGE).with_suffix("") for file in files if file.stem != "__init__"]
    return sorted(
        name.as_posix()
        for name in names
        if name.name not in CLIENTS and not set(name.parts) & {*EXPLAINING}
    )


def mirrored(module: str) -> str:
    path = Path(module)
    return path.with_name(f"test_{path.name}.py").as_posix()


@pytest.mark.parametrize("module", core_modules())
def test_each_core_module_has_a_test_module_at_the_same_place(module: str) -> None:
    test = TESTS / ELSEWHERE.get(module, mirrored(module))
    assert test.is_file(), f"{module}: write {mirrored(module)}"
    assert "def test_" in test.read_text(encoding="utf-8")


def test_there_is_no_exception_without_need() -> None:
    assert len(core_modules()) > 90
    assert ELSEWHERE.keys() <= set(core_modules())
    assert [module for module in ELSEWHERE if (TESTS / mirrored(module)).is_file()] == []


def test_each_file_whose_tests_are_marked_is_there() -> None:
    marked = {name for names in (*MARKED.values(), MORE_CASES) for name in names}
    assert [name for name in sorted(marked) if not (TESTS / name).is_file()] == []
