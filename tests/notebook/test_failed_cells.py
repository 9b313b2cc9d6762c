"""What did not run in the cells of a shell, because something above it failed."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from kata_runner.notebook.failed_cells import FailedCells

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::UserWarning")


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A shell of IPython in this process, with a history in memory."""
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets.config import Config

    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])
    return InteractiveShell(config=Config({"HistoryManager": {"enabled": False}}))


def run(shell: Any, *cells: str) -> None:
    for cell in cells:
        shell.run_cell(cell, store_history=True)


@pytest.mark.parametrize(
    ("cell", "unrun"),
    [
        ("a = 1\nb = 2", {}),
        ("a = 1\n1 / 0\nb = 2\nc = 3", {1: 3}),
        ("\n\na = 1\n\nfor k in (1, 0):\n    a = 1 / k\n    a += 1\nb = 2", {1: 2}),
        ("def f():\n    return 1 / 0\n\na = 1\nf()\nb = 2", {1: 2}),
        ("%pwd\na = 1\nraise SystemExit\nb = 1", {1: 2}),
        ("a = 1\nreturn a\nb = 2", {1: 2}),
        ("a = (", {1: 0}),
        ("%%capture\na = 1\n1 / 0\nb = 2", {1: 2}),
        ("exec('c = 1\\n1 / 0')\na = 1", {1: 2}),
    ],
)
def test_what_stands_below_an_error_did_not_run(
    cell: str, unrun: dict[int, int], shell: Any
) -> None:
    failed = FailedCells(shell)
    run(shell, cell, "z = 1")
    assert failed.count_unrun() == unrun


def test_cells_from_before_are_read_in_the_errors_that_the_shell_has_stored(shell: Any) -> None:
    if not hasattr(shell.history_manager, "exceptions"):
        pytest.skip("this version of IPython stores no errors")
    run(shell, "a = 1\n1 / 0\nb = 2", "c = 1")
    assert FailedCells(shell).count_unrun() == {1: 2}


def test_what_stands_below_the_running_line_did_not_run_yet(shell: Any) -> None:
    shell.user_ns["failed"] = FailedCells(shell)
    run(shell, "a = 1\nunrun = failed.count_unrun()\nb = 2\nc = 3")
    assert shell.user_ns["unrun"] == {1: 2}


def test_a_reset_session_begins_without_failures(shell: Any) -> None:
    failed = FailedCells(shell)
    run(shell, "a = 1\n1 / 0")
    shell.reset()
    run(shell, "a = 1\nb = 2")
    assert failed.count_unrun() == {}
