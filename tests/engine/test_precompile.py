"""Bytecode of what is loaded inside: kept once, so that no start compiles it again."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.util import cache_from_source
from pathlib import Path

import pytest

from tests.helpers.commands import ROOT

PROVIDE = (
    "from kata_runner.engine.precompile import ensure_bytecode, list_missing; "
    "ensure_bytecode(['numpy']); "
    "print(*list_missing(['numpy']))"
)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Our package as it is fetched, without any bytecode."""
    shutil.copytree(
        ROOT / "kata_runner", tmp_path / "kata_runner", ignore=shutil.ignore_patterns("__pycache__")
    )
    return tmp_path


@pytest.fixture
def unwritable(checkout: Path) -> Path:
    """The same where none can be kept, not even by the superuser: a file stands where its folder
    would be.
    """
    (checkout / "kata_runner" / "engine" / "inside" / "__pycache__").write_text(
        "", encoding="utf-8"
    )
    return checkout


def provide(checkout: Path, *flags: str) -> str:
    """Provide it in a process that uses the checkout; what is missing then."""
    environment = {
        name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"
    }
    command = [sys.executable, *flags, "-c", PROVIDE]
    environment["PYTHONPATH"] = str(checkout)
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, cwd=checkout, check=True
    )
    return done.stdout.strip()


def kept(checkout: Path) -> set[str]:
    """The modules of what runs inside that there is bytecode for."""
    inside = checkout / "kata_runner" / "engine" / "inside"
    return {
        path.stem for path in inside.glob("*.py") if Path(cache_from_source(str(path))).exists()
    }


def test_all_that_a_server_loads_is_kept(checkout: Path) -> None:
    assert provide(checkout) == ""
    programs = {
        "forkserver_main",
        "precompile_main",
        "keeper",
    }  # which Python keeps no bytecode of, or no server loads
    assert (
        kept(checkout)
        == {path.stem for path in (ROOT / "kata_runner/engine/inside").glob("*.py")} - programs
    )


def test_it_is_done_once(checkout: Path) -> None:
    provide(checkout)
    remarks = Path(
        cache_from_source(str(checkout / "kata_runner/engine/inside/exception_hints.py"))
    )
    remarks.unlink()
    provide(checkout)
    assert not remarks.exists()


def test_nothing_is_kept_where_python_is_told_so(checkout: Path) -> None:
    assert provide(checkout, "-B").endswith(".pyc")
    assert not kept(checkout)


def test_where_it_cannot_be_kept_nothing_is_said(unwritable: Path) -> None:
    assert provide(unwritable).endswith(".pyc")
    assert not kept(unwritable)
