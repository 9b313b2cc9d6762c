"""The check of the numbers in a lesson: each must be computed somewhere or have a stated source."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import groupby, islice, takewhile

from kata_runner.engine.job import Job, Result
from kata_runner.errors import PackError
from kata_runner.grading.answer_key import reference
from kata_runner.grading.diagnosis.equality import results_equal
from kata_runner.packs.author_files import read_text
from kata_runner.packs.lesson_sections import extract_examples
from kata_runner.packs.starter_text import get_starter_text
from kata_runner.table import Table, Tolerance
from kata_runner.verify.author_check import Remark, check, measured, problem
from kata_runner.verify.checks_lesson import read_lesson
from kata_runner.verify.context import VerifyContext
from kata_runner.verify.lesson_equations import Equation, find_equations
from kata_runner.verify.lesson_numbers import (
    LessonNumber,
    blank_examples,
    find_numbers,
    is_in_table,
    must_be_explained,
)

NEXT_STEP = (
    "Correct the number, write how it is computed (`0.5 * 0.42 = 0.21`), or say in kata.toml where "
    'it is from: [[numbers]], text = "words of the lesson with it", reason = "…"'
)


@check("numbers", next_step=NEXT_STEP)
def check_numbers(context: VerifyContext) -> Iterator[Remark]:
    """Every number in the lesson comes from a table, an example, a calculation or a source."""
    kata = context.kata
    prose = blank_examples(read_lesson(context))
    ids = {kata.id, *kata.needs, *(each.id for each in context.katas)}
    numbers = list(find_numbers(prose, ids))
    equations = list(find_equations(prose))
    yield from check_equations(context, equations)
    explained, unused = find_explained(prose, kata.numbers)
    for text in unused:
        yield problem(f"{kata.folder / 'kata.toml'}: numbers: {text!r} is not in the lesson")
    explained |= {place for each in equations for place in each.place}
    open_numbers = [
        number
        for number in numbers
        if must_be_explained(number, prose) and number.start not in explained
    ]
    if open_numbers:
        yield from check_sources(context, open_numbers, equations, prose)
    if count := sum(must_be_explained(number, prose) for number in numbers):
        yield measured(f"{count} number{'s' * (count != 1)}")


def check_equations(context: VerifyContext, equations: Iterable[Equation]) -> Iterator[Remark]:
    """Yield an error for each calculation whose sides are not equal."""
    for equation in equations:
        if not equation.holds:
            yield problem(
                f"{context.kata.lesson}, line {equation.line}: {equation.text}, and the left "
                f"side is {equation.left:.6g}"
            )


def check_sources(
    context: VerifyContext, numbers: list[LessonNumber], equations: list[Equation], prose: str
) -> Iterator[Remark]:
    """Yield an error for each number without a source, and for each row without a common one."""
    lesson, sources = context.kata.lesson, Sources(context, equations)
    for number in numbers:
        if not has_source(number, sources.all):
            yield problem(
                f"{lesson}, line {number.line}: {number.text} is in no experiment's table, "
                "no example and no calculation"
            )
    for line, row in list_rows(numbers, prose):
        if not sources.explain_row(row):
            texts = ", ".join(number.text for number in row)
            yield problem(f"{lesson}, line {line}: no row of a table has {texts} together")


def find_explained(prose: str, reasons: Iterable[str]) -> tuple[set[int], list[str]]:
    """Return the positions that are covered by a text with a stated reason.

    The second value has the texts that do not occur in the prose.
    """
    places: set[int] = set()
    unused = []
    for text in reasons:
        pattern = r"\s+".join(map(re.escape, text.split()))
        matches = list(re.finditer(pattern, prose))
        for match in matches:
            places.update(range(match.start(), match.end()))
        if not matches:
            unused.append(text)
    return places, unused


def list_rows(
    numbers: Iterable[LessonNumber], prose: str
) -> Iterator[tuple[int, list[LessonNumber]]]:
    """Yield the lines of the lesson's tables with the numbers in them that need a source."""
    for line, group in groupby(numbers, lambda number: number.line):
        row = list(group)
        if is_in_table(row[0], prose):
            yield line, row


class Sources:
    """The values that a number in a lesson may be rounded from.

    `rows` has the values of each row of a table, with the numbers in the table's head and notes;
    `others` has the values from everywhere else, and `all` has both.
    """

    def __init__(self, context: VerifyContext, equations: Iterable[Equation]) -> None:
        """Run the shown experiments, and read the examples, the starter, the data and equations."""
        tables = context.once(list_tables)
        self.rows = [values for table in tables for values in list_row_values(table)]
        texts = [
            extract_examples(read_lesson(context)),
            get_starter_text(context.kata),
            *read_data(context),
        ]
        values = {number.value for text in texts for number in find_numbers(text)}
        values |= {each.number.value for each in equations if each.number and each.holds}
        self.others = sorted(values)
        self.all = sorted(values.union(*self.rows))

    def explain_row(self, row: list[LessonNumber]) -> bool:
        """Whether the numbers of a row have a source together.

        Numbers without any source are ignored: each of them is reported separately.
        """
        known = [number for number in row if has_source(number, self.all)]
        return any(
            all(has_source(number, values) for number in known)
            for values in [self.others, *self.rows]
        )


def has_source(number: LessonNumber, sources: list[float]) -> bool:
    """Whether one of these sorted values is what the number was rounded from."""
    reach = 2 * number.rounded + abs(number.value) * 1e-9
    first = bisect_left(sources, number.value - reach)
    nearest = takewhile(lambda value: value <= number.value + reach, islice(sources, first, None))
    return any(map(number.agrees, nearest))


def list_tables(context: VerifyContext) -> list[Table]:
    """Return the tables that are shown, without those that differ in a second run."""
    job = Job(context.kata, reference(context.kata), "shown")
    first, second = context.run(job).results, context.run(job).results
    return [
        result.table
        for name, result in first.items()
        if result.table is not None and name in second and has_same_table(result, second[name])
    ]


def has_same_table(a: Result, b: Result) -> bool:
    """Whether both have the same table with the same notes; here nan equals nan."""
    if a.table is None or b.table is None or a.table.notes != b.table.notes:
        return False
    return results_equal(a, b, Tolerance(relative=0.0, absolute=0.0))


def list_row_values(table: Table) -> Iterator[list[float]]:
    """Yield the sorted numbers of each row, with those in the table's head and notes.

    A nan is left out: it has no place in an order, and no number is rounded from it.
    """
    shared = [value for text in (*table.columns, *table.notes) for value in list_written(text)]
    for row in table.rows:
        numbers = [float(cell) for cell in row if type(cell) in (int, float)]
        cells = [number for number in numbers if not math.isnan(number)]
        texts = [cell for cell in row if isinstance(cell, str)]
        yield sorted([*shared, *cells, *(value for text in texts for value in list_written(text))])


def list_written(text: str) -> list[float]:
    """Return the numbers in a text of a table, including the one in ``f=0.99``."""
    return [number.value for number in find_numbers(text)]


def read_data(context: VerifyContext) -> Iterator[str]:
    """Yield the kata's data files that can be read; another check reports the others."""
    for name in context.kata.data:
        with suppress(OSError, UnicodeDecodeError, PackError):
            yield read_text(context.kata.folder / name)
