"""The check of the headings in the lesson to which learners are sent."""

from __future__ import annotations

from collections.abc import Iterator

from kata_runner.packs.author_files import read_text
from kata_runner.packs.lesson import PART_LEVEL, sections_of
from kata_runner.verify.check import Remark, check, problem
from kata_runner.verify.context import VerifyContext


@check("headings")
def check_headings(context: VerifyContext) -> Iterator[Remark]:
    """Every heading that a learner is sent to is in the lesson."""
    declared = [expectation.declaration for expectation in context.key().expectations]
    available = list_headings(read_lesson(context))
    for declaration in declared:
        if declaration.lesson and declaration.lesson not in available:
            names = ", ".join(map(repr, available)) or "none"
            yield problem(
                f"{declaration.name}: lesson={declaration.lesson!r}: the headings are {names}",
                declaration.name,
            )


def read_lesson(context: VerifyContext) -> str:
    """Return the lesson, empty if it cannot be read: another check reports that."""
    try:
        return read_text(context.kata.lesson)
    except (OSError, UnicodeDecodeError):
        return ""


def list_headings(lesson: str) -> list[str]:
    """Return the headings of a Markdown text, ignoring lines in code blocks that look like them."""
    return [section.title for section in sections_of(lesson) if section.level < PART_LEVEL]
