"""The checks of what a learner reads: the lesson, its headings and the hints."""

from __future__ import annotations

from collections.abc import Iterator

from kata_runner.packs.author_files import read_text
from kata_runner.packs.lesson_sections import PART_LEVEL, list_examples, sections_of
from kata_runner.packs.source_parts import get_owner, list_classes, list_unwritten
from kata_runner.packs.starter_text import get_starter_text
from kata_runner.verify.author_check import Remark, check, measured, problem
from kata_runner.verify.context import VerifyContext
from kata_runner.verify.lesson_examples import add_examples, parse_failures


@check("lesson")
def check_lesson(context: VerifyContext) -> Iterator[Remark]:
    """There is a lesson, and its examples come out as they are written."""
    file = context.kata.lesson
    try:
        lesson = read_text(file)
    except FileNotFoundError:
        yield problem(f"{file} is missing")
        return
    except UnicodeDecodeError as error:
        yield problem(f"{file} cannot be read: {error}: save it as UTF-8")
        return
    except OSError as error:
        yield problem(f"{file} cannot be read: {error.strerror}")
        return
    if not lesson.strip():
        yield problem(f"{file} is empty: write what a learner reads first")
        return
    count = len(list_examples(lesson))
    if count:
        yield measured(f"{count} example{'s' * (count != 1)}")
        yield from map(problem, run_examples(context, lesson))


def run_examples(context: VerifyContext, lesson: str) -> list[str]:
    """Run a lesson's examples and return what is wrong with them."""
    run = context.run(context.job(add_examples(context.source, lesson), which=[]))
    if run.unloadable:
        return [f"the examples cannot be tried: {run.unloadable.text}"]
    return parse_failures(run.output)


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


@check("hints")
def check_hints(context: VerifyContext) -> Iterator[Remark]:
    """Every function of the starter has a hint, and every hint a function."""
    starter, file, hints = (
        get_starter_text(context.kata),
        context.kata.folder / "kata.toml",
        context.kata.hints,
    )
    asked = list_unwritten(starter)
    for name in asked:
        if not any(
            hint.strip() for part in (name, get_owner(name)) for hint in hints.get(part, ())
        ):
            yield problem(f"{file} has no hint for {name}", name)
    for name in hints:
        if name not in [*asked, *list_classes(starter)]:
            yield problem(f"{file} has hints for {name}, which the starter does not ask for", name)
