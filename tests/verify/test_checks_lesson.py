"""A lesson that cannot be read, says nothing, or shows examples that come out otherwise."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kata_runner.engine.sandbox import Sandbox
from kata_runner.model import Kata
from kata_runner.verify.checks_lesson import check_lesson, list_headings
from kata_runner.verify.checks_lesson_numbers import check_numbers
from kata_runner.verify.checks_pinned import pin_tables
from kata_runner.verify.context import VerifyContext
from kata_runner.verify.suite import run_check, verify

WriteKata = Callable[[dict[str, str | None]], Kata]


def problems(kata: Kata, sandbox: Sandbox) -> str:
    """What the check finds to be wrong."""
    return "\n".join(run_check(check_lesson, VerifyContext(kata, sandbox)).problems)


def test_a_lesson_that_is_not_utf_8_is_one_error_of_one_check(area: Kata, sandbox: Sandbox) -> None:
    area.lesson.write_bytes("# T\n\nGröße.\n".encode("cp1252"))
    pin_tables(VerifyContext(area, sandbox))
    broken = [one for one in verify(VerifyContext(area, sandbox, (0,))) if one.problems]
    assert [one.check.name for one in broken] == ["lesson"]
    assert "lesson.md cannot be read: " in broken[0].problems[0]
    assert broken[0].problems[0].endswith(": save it as UTF-8")


def test_a_lesson_without_a_word(write_kata: WriteKata, sandbox: Sandbox) -> None:
    kata = write_kata({"katas/area/lesson.md": " \n\n"})
    assert problems(kata, sandbox) == (f"{kata.lesson} is empty: write what a learner reads first")


def test_examples_without_the_name_of_their_language(
    write_kata: WriteKata, sandbox: Sandbox
) -> None:
    lesson = "# Areas\n\n~~~\n>>> square(2)\n5\n~~~\n\n    >>> square(3)\n    7\n"
    kata = write_kata({"katas/area/lesson.md": lesson})
    assert problems(kata, sandbox).splitlines() == [
        "line 4: square(2) gives '4', and '5' is written",
        "line 8: square(3) gives '9', and '7' is written",
    ]


def test_a_number_in_a_drawing_does_not_explain_itself(
    write_kata: WriteKata, sandbox: Sandbox
) -> None:
    kata = write_kata({"katas/area/lesson.md": "# Areas\n\n```\n17.53\n```\n"})
    [text] = run_check(check_numbers, VerifyContext(kata, sandbox)).problems
    assert "17.53 is in no experiment's table" in text


@pytest.mark.parametrize(
    "block",
    [
        "```python\n# code\n```",
        "~~~\n# code\n~~~",
        "````\n```\n# code\n````",
        "  ```\n# code\n  ```",
    ],
)
def test_a_line_in_a_block_of_code_is_no_heading(block: str) -> None:
    assert list_headings(f"# Areas\n\n{block}\n\n## Circles\n") == ["Areas", "Circles"]


@pytest.mark.parametrize(
    ("line", "title"),
    [("## C#", "C#"), ("## C# ##", "C#"), ("# Areas #", "Areas"), ("### Areas  ", "Areas")],
)
def test_only_a_mark_of_its_own_closes_a_heading(line: str, title: str) -> None:
    assert list_headings(f"{line}\n") == [title]


def test_what_begins_the_section_of_a_part_is_no_heading() -> None:
    assert list_headings("# Areas\n\n**`square(side)`** is an area.\n") == ["Areas"]
