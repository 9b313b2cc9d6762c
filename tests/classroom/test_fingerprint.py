"""The fingerprint of a run covers everything that verdicts depend on."""

from __future__ import annotations

import re
from errno import EACCES
from pathlib import Path

import pytest

from kata_runner.classroom.fingerprint import (
    GRADER_SOURCES,
    PACKAGE,
    list_sources,
    take_fingerprint,
)
from kata_runner.errors import PackError
from kata_runner.model import Kata
from kata_runner.packs.plugin_manager import load_plugins

IMPORT = re.compile(r"from kata_runner\.(\w+)")
# On the verdict of an attempt.
NO_INFLUENCE = {"controls", "errors", "figure", "hookspecs", "limits", "packs"}


def test_all_grader_sources_exist() -> None:
    assert [name for name in GRADER_SOURCES if not (PACKAGE / name).exists()] == []


def test_whatever_the_grader_imports_is_covered() -> None:
    covered = {name.removesuffix(".py") for name in GRADER_SOURCES}
    texts = [path.read_text(encoding="utf-8") for path in list_sources(GRADER_SOURCES)]
    imported = {name for text in texts for name in IMPORT.findall(text)}
    assert imported - covered == NO_INFLUENCE & imported


def test_mistakes_that_cannot_be_read_are_the_pack_s_fault(
    softmax_kata: Kata, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_bytes(path: Path) -> bytes:
        if path == softmax_kata.mistakes:
            raise PermissionError(EACCES, "Permission denied", str(path))
        return original(path)

    original = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    with pytest.raises(PackError, match=r"kata 0.1: .*mistakes.py: Permission denied"):
        take_fingerprint(softmax_kata, 0, load_plugins())
