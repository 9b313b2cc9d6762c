"""Trying the author's gates on a kata, one after the other."""

from __future__ import annotations

from collections.abc import Iterator

from kata_runner.errors import BrokenPack
from kata_runner.grading.gates.gate import Bench, Finding, Gate, Remark, problem
from kata_runner.grading.gates.headings import headings_are_there
from kata_runner.grading.gates.lesson import every_function_has_a_hint, lesson_is_true
from kata_runner.grading.gates.mistakes import mistaken_tables_are_pinned, mistakes_are_told_apart
from kata_runner.grading.gates.mutants import mutants_are_killed
from kata_runner.grading.gates.pinned import expected_tables_are_pinned
from kata_runner.grading.gates.reference import reference_passes
from kata_runner.grading.gates.signatures import starter_asks_for_what_is_graded
from kata_runner.grading.gates.starter import starter_fails
from kata_runner.grading.gates.tolerances import tolerances_have_a_reason

GATES = (
    lesson_is_true,
    every_function_has_a_hint,
    reference_passes,
    headings_are_there,
    starter_fails,
    starter_asks_for_what_is_graded,
    expected_tables_are_pinned,
    mistakes_are_told_apart,
    mistaken_tables_are_pinned,
    mutants_are_killed,
    tolerances_have_a_reason,
)


def verify(bench: Bench) -> Iterator[Finding]:
    """Every gate's finding, in the order of `GATES`."""
    for gate in GATES:
        yield found_by(gate, bench)


def found_by(gate: Gate, bench: Bench) -> Finding:
    """What a gate finds; a kata that is too broken for it to look is a problem like any other."""
    remarks: list[Remark] = []
    try:
        remarks.extend(gate.check(bench))
    except BrokenPack as error:
        remarks.append(problem(str(error)))
    return Finding(gate, tuple(remarks))
