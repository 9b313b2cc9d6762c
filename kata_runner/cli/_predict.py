"""`kata run --predict`: the learner predicts the values of a few cells before they are shown.

A learner who has predicted a number reads the table with more attention. The predictions are
neither graded nor stored.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import click

from kata_runner.authoring import Declaration
from kata_runner.cli.output import print_result
from kata_runner.grading.demo_tables import Demo
from kata_runner.reports.text_tables import format_cell, render_table
from kata_runner.reports.wrapping import wrap
from kata_runner.table import Table

MAX_QUESTIONS = 3
AROUND = 3  # rows that are shown above and below
RIGHT, CLOSE = 0.05, 0.25  # largest errors, as shares of the tolerance
HIDDEN = "?"


@dataclass(frozen=True)
class Question:
    """A cell of a table whose value is hidden and asked for."""

    declaration: Declaration
    table: Table
    row: int
    column: int

    @property
    def value(self) -> float:
        """The value of the cell."""
        return float(self.table.rows[self.row][self.column])

    @property
    def tolerance(self) -> float:
        """The scale by which the error of a guess is divided; never 0.

        It is the size of the value, or a tenth of the largest one in the column.
        """
        others = [abs(float(row[self.column])) for row in self.table.rows]
        return max(abs(self.value), 0.1 * max(filter(math.isfinite, others), default=0.0), 1e-12)


def ask_predictions(demo: Demo) -> None:
    """Ask for some cells, one table after the other, and print how close each guess is."""
    for number, question in enumerate(choose_questions(demo)):
        print_result(
            "\n".join(["" if number else "What do you expect? Enter goes on.\n", *show(question)])
        )
        try:
            answer = input("? = ")
        except EOFError:
            print_result("\n")  # below the question
            return
        print_result(judge(question, answer) + "\n")


def choose_questions(demo: Demo) -> Iterator[Question]:
    """Yield one question for each of the first tables that have numbers in several rows."""
    questions = (choose_cell(declaration, table) for declaration, table, _ in demo.shown if table)
    yield from [question for question in questions if question is not None][:MAX_QUESTIONS]


def choose_cell(declaration: Declaration, table: Table) -> Question | None:
    """Choose a cell to ask for: the middle row of the last column of different numbers.

    The first column is never chosen. None if there is no such column.
    """
    for column in range(len(table.columns) - 1, 0, -1):
        values = [row[column] for row in table.rows]
        if len(set(values)) > 1 and all(is_finite(value) for value in values):
            return Question(declaration, table, len(values) // 2, column)
    return None


def is_finite(value: object) -> bool:
    """Whether a cell is a number that can be predicted."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    try:
        return math.isfinite(value)
    except OverflowError:  # an integer beyond every float
        return False


def show(question: Question) -> Sequence[str]:
    """Return the lines that ask for a cell: the title, the sentence and the rows around the cell.

    The cell has a question mark, and those below it in its column are empty.
    """
    table, row, column = question.table, question.row, question.column
    cells = [list(each) for each in table.rows]
    for later in range(row, len(cells)):
        cells[later][column] = HIDDEN if later == row else ""
    first = max(row - AROUND, 0)
    part = Table(table.columns, cells[first : row + AROUND + 1], table.formats)
    title = click.style(question.declaration.title, bold=True)
    return [title, wrap(question.declaration.sentence), "", render_table(part), ""]


def judge(question: Question, answer: str) -> str:
    """Return the text with the right value and how close the guess is."""
    spec = question.table.formats.get(question.table.columns[question.column], "")
    value = format_cell(question.table.rows[question.row][question.column], spec)
    try:
        guess = float(answer.replace(",", ".").rstrip("% "))
    except ValueError:
        return f"It is {value}."
    shares = [guess] if "%" not in spec else [guess / 100, guess]
    distance = min(abs(share - question.value) for share in shares) / question.tolerance
    if distance <= RIGHT:
        return f"{click.style('✓', fg='green')} It is {value}."
    how_near = "Close" if distance <= CLOSE else "Not near"
    return f"{click.style('·', fg='yellow')} {how_near}: it is {value}."
