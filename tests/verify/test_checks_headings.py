"""The headings of a lesson are those that a reader sees."""

from __future__ import annotations

import pytest

from kata_runner.verify.checks_headings import list_headings


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
