"""The fingerprint of a run covers everything that verdicts depend on."""

from __future__ import annotations

import re

from kata_runner.classroom.fingerprint import GRADER_SOURCES, PACKAGE, list_sources

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
