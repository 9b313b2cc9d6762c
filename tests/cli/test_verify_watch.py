"""`kata verify --watch`: what counts as a save."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kata_runner.cli import verify_watch
from kata_runner.model import Kata
from kata_runner.packs.kata_folder import read_kata


@pytest.fixture
def softmax_kata(own_softmax: Path) -> Kata:
    """The kata of a pack that may be changed."""
    return read_kata(own_softmax / "katas" / "softmax", own_softmax / "solutions", pack="own")


def look_by_look(
    monkeypatch: pytest.MonkeyPatch, *actions: Callable[[], object]
) -> Iterator[object]:
    """Do one of these between two looks at the files; what is left was not waited for."""
    left = iter(actions)
    monkeypatch.setattr(verify_watch, "sleep", lambda seconds: next(left)())
    return left


def test_a_file_that_is_empty_for_a_moment_is_waited_for(
    monkeypatch: pytest.MonkeyPatch, softmax_kata: Kata
) -> None:
    file = softmax_kata.folder / "experiments.py"
    before = verify_watch.read_stamps(softmax_kata)
    left = look_by_look(
        monkeypatch,
        lambda: file.write_text("", encoding="utf-8"),
        lambda: file.write_text("whole = 1\n", encoding="utf-8"),
        lambda: None,
        lambda: pytest.fail("it waits for more than two looks that show the same"),
    )
    verify_watch.wait_for_save(softmax_kata, before)
    assert len(list(left)) == 1


def test_a_save_during_the_check_is_seen_at_once(
    monkeypatch: pytest.MonkeyPatch, softmax_kata: Kata
) -> None:
    before = verify_watch.read_stamps(softmax_kata)
    (softmax_kata.folder / "experiments.py").write_text("changed = 1\n", encoding="utf-8")
    left = look_by_look(monkeypatch, lambda: None, lambda: pytest.fail("it waits for another"))
    verify_watch.wait_for_save(softmax_kata, before)
    assert len(list(left)) == 1


def test_files_that_verify_writes_itself_are_no_save(softmax_kata: Kata) -> None:
    before = verify_watch.read_stamps(softmax_kata)
    softmax_kata.expected.write_text("{}", encoding="utf-8")
    assert verify_watch.read_stamps(softmax_kata) == before


@pytest.mark.parametrize("name", ["expected.json", "mistakes.json", "mutants.json"])
def test_each_file_that_pin_writes_is_no_save(softmax_kata: Kata, name: str) -> None:
    before = verify_watch.read_stamps(softmax_kata)
    (softmax_kata.solutions / name).write_text("[]", encoding="utf-8")
    assert verify_watch.read_stamps(softmax_kata) == before


def test_a_file_that_vanishes_between_two_looks_at_it_ends_nothing(
    monkeypatch: pytest.MonkeyPatch, softmax_kata: Kata
) -> None:
    before = verify_watch.read_stamps(softmax_kata)
    temporary = softmax_kata.folder / ".experiments.py.swp"
    temporary.write_text("", encoding="utf-8")
    read_status = os.stat

    def delete_after(file: str | Path, **options: Any) -> os.stat_result:
        status = read_status(file, **options)
        if Path(file) == temporary:
            temporary.unlink()
        return status

    monkeypatch.setattr(os, "stat", delete_after)
    verify_watch.read_stamps(softmax_kata)
    assert verify_watch.read_stamps(softmax_kata) == before
    assert verify_watch.read_stamp(temporary) is None
