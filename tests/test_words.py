"""The vocabulary of `guides/glossary.md`: names that were given up do not come back.

Only identifiers are looked at. In a sentence any word is welcome.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "kata_runner"
GLOSSARY = PACKAGE / "guides" / "glossary.md"

# Words that say nothing of what they stand for, each with what to write instead.
RETIRED = {
    "found": "what it is: `matches`, `rows`, `names`",
    "came": "actual",
    "got": "actual",
    "gots": "actual",
    "theirs": "actual",
    "want": "expected",
    "wanted": "expected",
    "ours": "expected",
    "said": "message, output or stderr",
    "told": "a noun: `already_warned`, `message`",
    "kept": "a noun: what is kept",
    "made": "a noun: what is made",
    "there": "a noun: `existing`, `available`",
    "here": "a noun: `current`",
    "way_on": "advice",
}
# Prefixes and endings: a limit is MAX_ or MIN_; a preposition hides what a function does.
RETIRED_PATTERNS = {r"(MOST|LEAST)_\w+": "MAX_ or MIN_"}
RETIRED_MODULES = {
    "backlog", "choosing", "class_list", "conditions", "directory", "entries",
    "few", "gathering", "once", "parcel", "room", "roster_file", "steady",
}  # fmt: skip

SOURCES = sorted(PACKAGE.rglob("*.py"))


def identifiers(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Yield each name that code defines or binds, with its line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name, node.lineno
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id, node.lineno
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.attr, node.lineno
        elif isinstance(node, ast.arg):
            yield node.arg, node.lineno


def replacement(name: str) -> str:
    """Return what to write instead of a retired name, nothing for any other name."""
    for pattern, advice in RETIRED_PATTERNS.items():
        if re.fullmatch(pattern, name.lstrip("_")):
            return advice
    return RETIRED.get(name.lstrip("_"), "")


@pytest.mark.slow
def test_no_identifier_is_a_retired_word() -> None:
    assert not [
        f"{path.relative_to(PACKAGE)}:{line}: {name}: write {advice}"
        for path in SOURCES
        for name, line in identifiers(ast.parse(path.read_text(encoding="utf-8")))
        if (advice := replacement(name))
    ]


def test_no_module_has_a_retired_name() -> None:
    assert not [path.name for path in PACKAGE.rglob("*.py") if path.stem in RETIRED_MODULES]


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("found = 1", "found"),
        ("def f(wanted): pass", "wanted"),
        ("class MOST_X: pass", "MOST_X"),
        ("self._came = 2", "_came"),
        ("for told in (): pass", "told"),
    ],
)
def test_a_retired_word_is_seen_wherever_a_name_is_bound(code: str, name: str) -> None:
    assert [one for one, _ in identifiers(ast.parse(code)) if replacement(one)] == [name]


def test_each_word_of_the_glossary_is_explained_once() -> None:
    words = re.findall(r"^- \*\*(.+?)\*\*", GLOSSARY.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(words) > 40
    assert len(words) == len(set(words))
