"""Attempts' folders: removed whatever is in them, and never what a link leads to."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from kata_runner.engine import temporary
from kata_runner.engine.temporary import (
    ABANDONED_AFTER,
    PREFIX,
    make_folder,
    remove_folder,
    remove_stale_folders,
)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="rights of folders")


def test_a_folder_goes_with_all_that_is_in_it() -> None:
    folder = make_folder()
    assert folder.name.startswith(PREFIX)
    (folder / "a" / "b").mkdir(parents=True)
    (folder / "a" / "b" / "file").write_text("x", encoding="utf-8")
    (folder / "a" / "closed").mkdir(mode=0)
    (folder / "a").chmod(0o500)
    remove_folder(folder)
    assert not folder.exists()


def test_a_path_that_is_too_long_is_no_way_out(tmp_path: Path) -> None:
    folder = tmp_path / "attempt"
    folder.mkdir()
    here = os.open(folder, os.O_RDONLY)
    for _ in range(30):
        os.mkdir("d" * 200, dir_fd=here)
        inner = os.open("d" * 200, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = inner
    os.close(here)
    remove_folder(folder)
    assert not folder.exists()


def test_what_a_link_leads_to_stays(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "file").write_text("x", encoding="utf-8")
    folder = tmp_path / "attempt"
    folder.mkdir()
    (folder / "link").symlink_to(tmp_path / "kept")
    remove_folder(folder)
    assert not folder.exists()
    assert (tmp_path / "kept" / "file").exists()


def test_of_a_link_in_place_of_the_folder_only_the_link_goes(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "file").write_text("x", encoding="utf-8")
    folder = tmp_path / "attempt"
    folder.symlink_to(tmp_path / "kept")
    remove_folder(folder)
    assert not folder.is_symlink()
    assert (tmp_path / "kept" / "file").exists()


def test_only_old_folders_of_attempts_are_stale(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(temporary, "gettempdir", lambda: str(tmp_path))
    names = {name: tmp_path / name for name in (f"{PREFIX}old", f"{PREFIX}new", "other")}
    for folder in names.values():
        folder.mkdir()
    (tmp_path / f"{PREFIX}file").write_text("x", encoding="utf-8")
    before = time.time() - ABANDONED_AFTER - 60
    for name in (f"{PREFIX}old", "other", f"{PREFIX}file"):
        os.utime(tmp_path / name, (before, before))
    remove_stale_folders.cache_clear()
    remove_stale_folders()
    assert sorted(entry.name for entry in tmp_path.iterdir()) == [
        f"{PREFIX}file", f"{PREFIX}new", "other",
    ]  # fmt: skip
