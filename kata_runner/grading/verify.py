"""Trying the author's gates on a kata, one after the other."""

from __future__ import annotations

from collections.abc import Iterator

from kata_runner.errors import BrokenPack
from kata_runner.grading.gates.gate import Bench, Finding, Gate, Remark, problem
from kata_runner.grading.gates.headings import headings_are_there
from kata_runner.grading.gates.lesson import lesson_and_hints_are_there
from kata_runner.grading.gates.mistakes import mistaken_tables_are_pinned, mistakes_are_told_apart
from kata_runner.grading.gates.pinned import expected_tables_are_pinned
from kata_runner.grading.gates.reference import reference_passes
from kata_runner.grading.gates.starter import starter_fails

GATES = (
    lesson_and_hints_are_there,
    reference_passes,
    headings_are_there,
    starter_fails,
    expected_tables_are_pinned,
    mistakes_are_told_apart,
    mistaken_tables_are_pinned,
)


def verify(bench: Bench) -> Iterator[Finding]:
    """Every gate's finding, in the order of `GATES`."""
    for gate in GATES:
        yield Finding(gate, tuple(remarks(gate, bench)))


def remarks(gate: Gate, bench: Bench) -> Iterator[Remark]:
    """What a gate says; a kata that is too broken for it to look is a problem like any other."""
    try:
        yield from gate.check(bench)
    except BrokenPack as error:
        yield problem(str(error))
