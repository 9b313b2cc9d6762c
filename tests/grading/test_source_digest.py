"""The digest of a kata's files changes with what the expected tables depend on, and with nothing
else.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kata_runner.errors import PackError
from kata_runner.grading.source_digest import digest_sources, normalize_newlines
from kata_runner.model import Kata
from kata_runner.packs.kata_folder import read_kata


@pytest.fixture
def kata(own_softmax: Path) -> Kata:
    return read_kata(own_softmax / "katas" / "softmax", own_softmax / "solutions", "softmax")


def test_line_endings_and_a_byte_order_mark_change_nothing(kata: Kata) -> None:
    before = digest_sources(kata)
    text = kata.reference.read_bytes()
    kata.reference.write_bytes(b"\xef\xbb\xbf" + text.replace(b"\n", b"\r\n"))
    assert kata.reference.read_bytes() != text
    assert digest_sources(kata) == before


CHANGES: dict[str, Callable[[Kata], Kata]] = {
    "the reference": lambda kata: append(kata, kata.reference),
    "the experiments": lambda kata: append(kata, kata.experiments),
    "points for unchanged arguments": lambda kata: replace(kata, unchanged_arguments=1.0),
}


def append(kata: Kata, file: Path) -> Kata:
    file.write_bytes(file.read_bytes() + b"# a note\n")
    return kata


@pytest.mark.parametrize("change", CHANGES)
def test_what_the_tables_depend_on_changes_it(change: str, kata: Kata) -> None:
    before = digest_sources(kata)
    assert digest_sources(CHANGES[change](kata)) != before


def test_a_file_that_is_not_there_is_named(kata: Kata) -> None:
    kata.reference.unlink()
    with pytest.raises(PackError, match=r"solution\.py: No such file"):
        digest_sources(kata)


def test_only_whole_line_endings_are_taken_as_one() -> None:
    assert normalize_newlines(b"a\r\nb\rc\n") == b"a\nb\rc\n"
