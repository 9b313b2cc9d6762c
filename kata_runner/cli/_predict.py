"""`kata run --predict`: a learner says what stands in a few cells before they are shown.

Whoever has predicted a number looks at the table in another way. Nothing of it is judged or kept.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import click

from kata_runner.authoring import Declaration
from kata_runner.cli.output import say
from kata_runner.grading.demo import Demo
from kata_runner.reports.tables import format_cell, render_table
from kata_runner.reports.wrapping import wrap
from kata_runner.table import Table

MAX_QUESTIONS = 3
AROUND = 3  # rows that are shown on either side
RIGHT, CLOSE = 0.05, 0.25  # of the value, or of the largest one in its column
HIDDEN = "?"


@dataclass(frozen=True)
class Question:
    """A cell of a table that is shown with a question mark in it."""

    declaration: Declaration
    table: Table
    row: int
    column: int

    @property
    def value(self) -> float:
        """What stands there."""
        return float(self.table.rows[self.row][self.column])

    @property
    def tolerance(self) -> float:
        """How far a guess may be off to count as right, as a share of `RIGHT`."""
        others = [abs(float(row[self.column])) for row in self.table.rows]
        return max(abs(self.value), 0.1 * max(filter(math.isfinite, others), default=0.0), 1e-12)


def ask_predictions(demo: Demo) -> None:
    """Ask for some cells, one table after the other, and say how near each guess is."""
    for number, question in enumerate(choose_questions(demo)):
        say("\n".join(["" if number else "What do you expect? Enter goes on.\n", *show(question)]))
        try:
            answer = input("? = ")
        except EOFError:
            return
        say(judge(question, answer) + "\n")


def choose_questions(demo: Demo) -> Iterator[Question]:
    """Yield one question for each of the first tables that have numbers in several rows."""
    questions = (choose_cell(declaration, table) for declaration, table, _ in demo.shown if table)
    yield from [question for question in questions if question is not None][:MAX_QUESTIONS]


def choose_cell(declaration: Declaration, table: Table) -> Question | None:
    """Return the last of a table's columns that has numbers which differ, and its middle row."""
    for column in range(len(table.columns) - 1, 0, -1):
        values = [row[column] for row in table.rows]
        if len(set(values)) > 1 and all(is_finite(value) for value in values):
            return Question(declaration, table, len(values) // 2, column)
    return None


def is_finite(value: object) -> bool:
    """Whether a cell is a number that can be predicted."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return is_number and math.isfinite(float(value))  # type: ignore[arg-type]  # a number


def show(question: Question) -> Sequence[str]:
    """Return the rows around the cell, with a question mark in it."""
    table, row, column = question.table, question.row, question.column
    cells = [list(each) for each in table.rows]
    for later in range(row, len(cells)):
        cells[later][column] = HIDDEN if later == row else ""
    first = max(row - AROUND, 0)
    part = Table(table.columns, cells[first : row + AROUND + 1], table.formats)
    title = click.style(question.declaration.title, bold=True)
    return [title, wrap(question.declaration.sentence), "", render_table(part), ""]


def judge(question: Question, answer: str) -> str:
    """Return what stands there, and how near the guess is."""
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
