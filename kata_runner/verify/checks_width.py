"""The check of the width of code that learners copy: a terminal beside an editor is narrow."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from kata_runner.errors import PackError
from kata_runner.packs.author_files import read_python
from kata_runner.packs.lesson_sections import code_lines
from kata_runner.packs.starter_text import get_starter_text
from kata_runner.source_lines import split_lines
from kata_runner.verify.author_check import Remark, advise, check
from kata_runner.verify.checks_lesson import read_lesson
from kata_runner.verify.context import VerifyContext

MAX_WIDTH = 76  # columns: 80 minus a margin and the sign of a diff
MAX_NAMED = 6  # lines named per file


@check("width")
def check_width(context: VerifyContext) -> Iterator[Remark]:
    """Code and drawings of the lesson, the starter and the reference are 76 columns wide at
    most.
    """
    kata = context.kata
    texts = {kata.lesson.name: dict(code_lines(read_lesson(context)))}
    with suppress(PackError, OSError):  # other checks report these
        texts["starter"] = number_lines(get_starter_text(kata))
        texts[kata.reference.name] = number_lines(read_python(kata.reference))
    for name, lines in texts.items():
        wide = [number for number, line in lines.items() if len(line) > MAX_WIDTH]
        if wide:
            numbers = ", ".join(map(str, wide[:MAX_NAMED]))
            more = f" and {len(wide) - MAX_NAMED} more" if len(wide) > MAX_NAMED else ""
            yield advise(f"{name}: wider than {MAX_WIDTH} columns: line {numbers}{more}", name)


def number_lines(text: str) -> dict[int, str]:
    """Return the lines of a text by their numbers, from 1."""
    return dict(enumerate(split_lines(text), 1))
