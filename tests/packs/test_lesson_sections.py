"""A lesson by its sections, and its lines of code."""

from __future__ import annotations

import pytest

from kata_runner.packs.lesson_sections import (
    Example,
    code_lines,
    contents_of,
    extract_examples,
    list_examples,
    sections_of,
)

LESSON = """# Title

Text

## One ##

**`part(x)`** begins.

```python
# no heading
**`no_part`**
```

~~~
```
## no heading either
~~~

not **`in_the_middle`** of a line
**`nor`** of a paragraph

### Below

**`Value.add(other)`** is a method.

## Two
"""


def test_sections_hold_what_is_below_them() -> None:
    sections = {section.title: section.text for section in sections_of(LESSON)}
    assert list(sections) == ["Title", "One", "part", "Below", "Value.add", "Two"]
    assert sections["One"].endswith("is a method.")
    assert sections["part"].startswith("**`part(x)`**")
    assert sections["part"].endswith("of a paragraph")
    assert sections["Two"] == "## Two"


def test_contents_are_indented_by_level() -> None:
    assert list(contents_of(LESSON)) == [
        (0, "One"), (1, "part"), (1, "Below"), (2, "Value.add"), (0, "Two"),
    ]  # fmt: skip


def test_lines_of_code_are_those_between_fences() -> None:
    assert [line for _, line in code_lines(LESSON)] == [
        "# no heading", "**`no_part`**", "```", "## no heading either",
    ]  # fmt: skip
    assert dict(code_lines(LESSON))[10] == "# no heading"


def test_a_block_that_never_ends_is_code_to_the_end() -> None:
    assert list(code_lines("a\n```\nb\n## c")) == [(3, "b"), (4, "## c")]


def test_only_line_ends_of_files_end_a_line() -> None:
    lesson = "a\u2028b\n```python\n>>> len('\x85\x0c')\n2\n```\n"
    assert list(code_lines(lesson)) == [(3, ">>> len('\x85\x0c')"), (4, "2")]
    [example] = list_examples(lesson)
    assert (example.source, example.expected) == ("len('\x85\x0c')", "2")


@pytest.mark.parametrize(
    "block",
    [
        "```\n>>> double(2)\n4\n```",
        "~~~\n>>> double(2)\n4\n~~~",
        "```py\n>>> double(2)\n4",
        "text\n\n    >>> double(2)\n    4\n\ntext",
        "\t>>> double(2)\n\t4\ntext",
    ],
    ids=["bare", "tildes", "without an end", "indented", "a tab"],
)
def test_an_example_counts_in_whatever_block_of_code_it_is(block: str) -> None:
    assert list_examples(block) == [Example("double(2)", "4")]


@pytest.mark.parametrize(
    "text",
    [
        ">>> double(2)",
        "a paragraph\n    >>> double(2)",
        "```text\n>>> double(2)\n```",
        "```\na drawing: 4\n```",
        "    a drawing: 4\n",
    ],
)
def test_other_text_and_drawings_are_no_examples(text: str) -> None:
    assert extract_examples(text).strip() == ""
    assert list_examples(text) == []
