"""Attempts that are kept as files: what their headers expect, and the source that they stand for.

A file begins with lines `# key: value`, and the keys are these:

    expect            the report's status; `A or B` where it depends on who is faster
    because           what is wrong with it
    style             what is unusual about a right one
    about             what it does, for one that is neither
    in                the part of the learner's file that is wrong
    cause             the mistakes that are named, with commas; `-` for what is in no catalogue
    kata              the kata it is an attempt at, where its folder does not tell
    must              words that what a learner reads of the cause has in it, with commas, and `|`
                      between those of which one will do
    must not          words that it has not
    hidden            mistakes that another one hides until it is corrected
    outcome           an experiment and its status; as often as needed
    verdict at LEVEL  the status at that level of isolation, where it is another one
    at LEVEL          what it may do there; `not run` where it would harm the machine
    only on           the machine that it is made for
    keeps             what it keeps from one experiment to the next: only on the pinned seed, where
                      all is run, its cause is known
    base              the file of a right attempt, in which what stands below replaces what has
                      its name there

So an attempt with a base holds only what is wrong with it.
"""

from __future__ import annotations

import ast
import codecs
import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import Path

from kata_runner.model import Attempt

FOLDER = Path(__file__).parents[1] / "attempts"
KEYS = {
    "expect",
    "because",
    "style",
    "about",
    "in",
    "cause",
    "kata",
    "must",
    "must not",
    "hidden",
    "outcome",
    "only on",
    "keeps",
    "base",
}
KEYS |= {
    f"{key} {level}" for key in ("verdict at", "at") for level in ("full", "kernel", "process")
}
LINE = re.compile(r"# ([a-z ]+):(?: (.+))?")
# Lines that editors, and what converts notebooks, put first.
CODING = re.compile(r"# -\*- coding: .* -\*-|#!.*|# coding: .*|#")


@dataclass(frozen=True)
class Header:
    """What an attempt says of itself, as keys and values in their order."""

    lines: tuple[tuple[str, str], ...]

    def all(self, key: str) -> list[str]:
        """Every value of a key."""
        return [value for name, value in self.lines if name == key]

    def first(self, key: str) -> str:
        """The first value of a key, or nothing."""
        return next(iter(self.all(key)), "")

    def words(self, key: str) -> list[str]:
        """The words that a key lists, with commas between them, in small letters."""
        words = (word.strip().lower() for word in self.first(key).split(","))
        return [word for word in words if word]

    def names(self, key: str) -> set[str]:
        """The names that a key lists, with commas between them."""
        return set(re.findall(r"\w+", self.first(key)))

    def verdict(self, level: str) -> str:
        """What the report's status is to be at this level of isolation."""
        return self.first(f"verdict at {level}") or self.first("expect")

    def outcomes(self, level: str) -> dict[str, str]:
        """What some outcomes are to be, where the level gives the usual verdict."""
        is_usual = self.verdict(level) == self.first("expect")
        return dict(map(str.split, self.all("outcome"))) if is_usual else {}

    def runs(self, level: str) -> bool:
        """Whether it can be run at this level on this machine without harm to the machine."""
        machine = self.first("only on") or os.uname().machine
        return machine == os.uname().machine and not self.first(f"at {level}").startswith("not run")


def attempts_in(name: str, *, least: int = 1) -> list[Path]:
    """The attempts in a folder of `tests/attempts`, of which there are so many at least."""
    paths = sorted((FOLDER / name).glob("*.py"))
    assert len(paths) >= least, f"{name}: {len(paths)} attempts"
    return paths


def read_header(path: Path) -> Header:
    """An attempt's header, however its file is encoded; raises ValueError for a line of another
    form, a key that is unknown, and where `expect` is missing.
    """
    lines = []
    data = path.read_bytes()
    encoding = "utf-16" if data.startswith(codecs.BOM_UTF16) else "latin-1"
    text = data.decode(encoding).removeprefix("\xef\xbb\xbf")
    for line in re.split("\r\n|\r|\n", text):
        if not line.startswith("#"):
            break
        match = LINE.fullmatch(line)
        if match and match[1] in KEYS:
            lines.append((match[1], match[2] or ""))
        elif not CODING.fullmatch(line):
            raise ValueError(f"{path.name}: {line!r} is no line of a header")
    header = Header(tuple(lines))
    if not header.first("expect") and not header.first("kata"):
        raise ValueError(f"{path.name}: the header has no `# expect: ...`")
    return header


def read_source(path: Path) -> bytes:
    """The source that an attempt's file stands for."""
    base = read_header(path).first("base")
    source = path.read_bytes()
    if not base:
        return source
    right = (FOLDER / base).read_text(encoding="utf-8")
    return replace_parts(right, source.decode("utf-8")).encode()


def read_kept_attempt(path: Path) -> Attempt:
    """An attempt's file as an attempt of that name."""
    source = read_source(path)
    return Attempt(path, source, hashlib.sha256(source).hexdigest())


def replace_parts(base: str, source: str) -> str:
    """A source with these functions and classes in place of its own of the same names.

    What is new stands before its first function, or at its end where no replaced one follows.
    """
    lines, spans = base.splitlines(), spans_in(base)
    own = [(name_of(node), text) for node, text in statements_in(source)]
    is_new = [name not in spans or name in [name for name, _ in own[:index]]
              for index, (name, _) in enumerate(own)]  # fmt: skip
    last = max((index for index, new in enumerate(is_new) if not new), default=-1)
    ahead = [line for index, (_, text) in enumerate(own) if is_new[index] and index < last
             for line in text]  # fmt: skip
    behind = [line for _, text in own[last + 1 :] for line in ["", *text]]
    replaced = {name: text for index, (name, text) in enumerate(own) if not is_new[index]}
    for name in sorted(replaced, key=lambda name: spans[name], reverse=True):
        begin, end = spans[name]
        lines[begin:end] = replaced[name]
    first = min(begin for begin, _ in spans.values())
    return "\n".join([*lines[:first], *ahead, *lines[first:], *behind]) + "\n"


def spans_in(source: str) -> dict[str, tuple[int, int]]:
    """Where each function and class of a source stands."""
    nodes = ast.parse(source).body
    return {name: span_of(node) for node in nodes if (name := name_of(node))}


def statements_in(source: str) -> list[tuple[ast.stmt, list[str]]]:
    """Each statement of a source with its lines."""
    lines = source.splitlines()
    return [(node, lines[slice(*span_of(node))]) for node in ast.parse(source).body]


def name_of(node: ast.stmt) -> str:
    """The name that a function or class is defined under; nothing for another statement."""
    is_part = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
    return str(getattr(node, "name", "")) if is_part else ""


def span_of(node: ast.stmt) -> tuple[int, int]:
    """The lines of a statement, with its decorators: the first, counted from 0, and the one after
    the last.
    """
    decorators = getattr(node, "decorator_list", [])
    begin = min([node.lineno, *(decorator.lineno for decorator in decorators)])
    return begin - 1, node.end_lineno or node.lineno
