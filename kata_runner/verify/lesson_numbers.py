"""The numbers in a lesson's prose: which of them need a source, and on which line they are.

Whole numbers of one or two digits count things, so they are checked only in tables and with a
percent sign. Years of publications and ids of katas are names, and are ignored.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal

from kata_runner.packs.lesson_sections import has_prompt, list_python_blocks

NUMBER = re.compile(
    r"(?P<number>(?:(?<![\w.)\]])[-−])?(?<![\w.])"
    r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:e[+-]?\d+)?)(?P<percent>\s?%)?(?!\w|[.,]\d)"
)
YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
BEFORE_A_YEAR = re.compile(r"(?:\b[A-ZÀ-Ž][\w.'’-]*|\bal\.),?\s+\(?$")
BEFORE_AN_ID = re.compile(r"\b[Kk]atas?(?:\s+[a-z]+)?\s+$")
MIN_DIGITS = 3  # of a whole number that is checked everywhere


@dataclass(frozen=True)
class LessonNumber:
    """A number as it is written in a lesson, with its line and position in the text.

    `rounded` is how far the number before rounding may be from `value`.
    """

    text: str
    line: int
    start: int
    end: int
    value: float
    rounded: float

    def agrees(self, value: float) -> bool:
        """Whether a value becomes this number when it is rounded to the digits that are written."""
        return abs(value - self.value) <= self.rounded * (1 + 1e-9) + 1e-12 * abs(self.value)


def blank_examples(lesson: str) -> str:
    """Return the lesson with spaces in place of the examples that run; no line moves."""
    lines = lesson.split("\n")
    for first, last in list_python_blocks(lines):
        block = lines[first:last]
        if has_prompt(block):
            lines[first:last] = [" " * len(line) for line in block]
    return "\n".join(lines)


def find_numbers(prose: str, ids: Collection[str] = ()) -> Iterator[LessonNumber]:
    """Yield every number that is not a name; `ids` are those of katas."""
    for match in NUMBER.finditer(prose):
        if not is_name(match, prose, ids):
            yield to_number(match, prose.count("\n", 0, match.start()) + 1)


def to_number(match: re.Match[str], line: int = 0) -> LessonNumber:
    """Return the number of a match, with its value."""
    digits = Decimal(match["number"].replace("−", "-").replace(",", ""))
    exponent = digits.as_tuple().exponent
    assert isinstance(exponent, int)  # the pattern matches neither infinity nor nan
    is_short = "." not in match["number"] and len(digits.as_tuple().digits) < MIN_DIGITS
    scale = 0.01 if match["percent"] else 1.0
    rounded = 0.0 if is_short and not match["percent"] else 0.5 * 10.0**exponent
    return LessonNumber(
        match[0], line, match.start(), match.end(), float(digits) * scale, rounded * scale
    )


def is_name(match: re.Match[str], prose: str, ids: Collection[str]) -> bool:
    """Whether digits are a year of a publication or the id of a kata."""
    before = prose[max(match.start() - 60, 0) : match.start()]
    if YEAR.fullmatch(match[0]) and BEFORE_A_YEAR.search(before):
        return True
    return match[0] in ids and bool(BEFORE_AN_ID.search(before))


def must_be_explained(number: LessonNumber, prose: str) -> bool:
    """Whether a number looks like one that was measured or computed."""
    digits = re.sub(r"\D", "", number.text)
    if not digits.isdigit() or len(digits) >= MIN_DIGITS or not number.text.strip("-−").isdigit():
        return True
    return is_in_table(number, prose) and not is_in_code(number, prose)


def is_in_table(number: LessonNumber, prose: str) -> bool:
    """Whether a number is in a table of the lesson."""
    return begin_of_line(number, prose).lstrip().startswith("|")


def is_in_code(number: LessonNumber, prose: str) -> bool:
    """Whether a number is between backticks."""
    return begin_of_line(number, prose).count("`") % 2 == 1


def begin_of_line(number: LessonNumber, prose: str) -> str:
    """Return the line of a number, up to the number."""
    return prose[prose.rfind("\n", 0, number.start) + 1 : number.start]
