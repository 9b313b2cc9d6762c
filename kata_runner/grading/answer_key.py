"""The expected tables of a kata: pinned in `expected.json`, or computed by running the
reference.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from kata_runner.authoring import Declaration
from kata_runner.engine.attempt_file import read_attempt
from kata_runner.engine.job import MIN_ALLOWANCE, Cost, Job, Problem, Run
from kata_runner.errors import PackError, PathError
from kata_runner.grading.source_digest import digest_sources
from kata_runner.model import Attempt, Kata
from kata_runner.packs.author_files import add_location, decode_python, read_python, read_text
from kata_runner.table import Table, Tolerance

PINNED_SEED = 0
TIMES_THE_REFERENCE = 5
Calls = tuple[tuple[str, Any, int], ...]
RunJob = Callable[[Job], Run]
RunJobs = Callable[[Iterable[Job]], Iterator[tuple[Job, Run]]]


@dataclass(frozen=True, eq=False)
class Expectation:
    """The result of one experiment on the reference: its table, and the form (type and shape) of
    what each call returned.
    """

    declaration: Declaration
    table: Table
    calls: Calls

    @cached_property
    def called(self) -> list[str]:
        """The functions that it calls, in the order of their first calls."""
        return list(dict.fromkeys(name for name, *_ in self.calls))


@dataclass(frozen=True, eq=False)
class AnswerKey:
    """The expectations of all graded experiments for one seed, and the time and memory that the
    reference took.
    """

    seed: int
    expectations: tuple[Expectation, ...]
    cost: Cost = Cost()

    @property
    def allowance(self) -> float:
        """Processor seconds for a later experiment that calls a function which had to be stopped: a
        few times what the reference takes for one experiment.
        """
        return max(
            MIN_ALLOWANCE, TIMES_THE_REFERENCE * self.cost.seconds / max(len(self.expectations), 1)
        )

    @cached_property
    def by_name(self) -> dict[str, Expectation]:
        """The expectations by the name of their experiment."""
        return {expectation.declaration.name: expectation for expectation in self.expectations}

    @cached_property
    def calls(self) -> dict[str, Sequence[str]]:
        """Which functions and methods each experiment calls, by its name."""
        return {name: expectation.called for name, expectation in self.by_name.items()}

    @cached_property
    def called(self) -> list[str]:
        """The functions, classes and methods that any experiment calls, each once."""
        return list(dict.fromkeys(name for called in self.calls.values() for name in called))


def pinned_key(kata: Kata, seed: int) -> AnswerKey | None:
    """Return the pinned key; None if it is for another seed, missing or made from other files."""
    return read_pinned(kata) if seed == PINNED_SEED else None


def compute(kata: Kata, seed: int, run: RunJob) -> AnswerKey:
    """Compute the key by running the reference; raises PackError if an experiment fails on it."""
    outcome = run(Job(kata, reference(kata), "graded", seed, declare=True))
    if outcome.unloadable:
        raise PackError(unloadable(kata, outcome.unloadable))
    expectations = tuple(
        expectation(kata, declaration, outcome) for declaration in outcome.declarations
    )
    return AnswerKey(seed, expectations, outcome.cost)


def compute_key(kata: Kata, seed: int, run: RunJob) -> AnswerKey:
    """Compute the key, but with the pinned cost.

    A new measurement of the cost would differ from run to run, and so would messages about
    attempts.
    """
    key, pinned = compute(kata, seed, run), read_pinned(kata)
    return replace(key, cost=pinned.cost if pinned else Cost())


def expectation(kata: Kata, declaration: Declaration, run: Run) -> Expectation:
    """Return the expectation of one experiment from a run of the reference.

    Raises PackError if it gave no table.
    """
    result = run.results[declaration.name]
    if result.table is None:
        assert result.problem is not None
        raise PackError(describe_experiment_failure(kata, declaration.name, result.problem))
    return Expectation(declaration, result.table, result.calls)


def unloadable(kata: Kata, problem: Problem) -> str:
    """Describe why a reference does not load, with its file, its line and its code there."""
    text = problem.text.removeprefix(f"line {problem.line}: ")
    return add_location(kata.reference, problem.line, f"the reference does not load: {text}")


def describe_experiment_failure(kata: Kata, experiment: str, problem: Problem) -> str:
    """Describe why a reference does not pass through an experiment, with a line of the experiments
    or else of the reference, and its code there.
    """
    line = authors_line(problem)
    if problem.kind == "no_table":
        return add_location(kata.experiments, line, problem.text)
    file = kata.experiments if line else kata.reference
    text = f"the reference does not pass through '{experiment}': {problem.text}"
    return add_location(file, line or problem.line, text)


def authors_line(problem: Problem) -> int:
    """Return the line of the experiments in which a problem occurred; 0 if it is not known or the
    problem is in a line of the attempt.
    """
    word, _, number = problem.traceback.partition(" ")
    return int(number) if word == "line" and number.isdecimal() else 0


def reference(kata: Kata) -> Attempt:
    """Read the reference as an attempt; raises PackError if it cannot be read."""
    try:
        return read_attempt(kata.reference)
    except PathError as error:
        with suppress(OSError):
            read_python(kata.reference)  # raises PackError, with advice for authors, for no text
        raise PackError(f"kata {kata.id}: {error}") from error


def read_reference_text(kata: Kata) -> str:
    """Return the reference as text: without a byte order mark, and with newlines alone at the ends
    of lines, as positions of edits count them. Raises PackError if it cannot be read.
    """
    return decode_python(kata.reference, reference(kata).source)


def read_pinned(kata: Kata) -> AnswerKey | None:
    """Return the pinned key; None if there is none or it was made from other files.

    Raises PackError for a damaged file.
    """
    try:
        data = json.loads(read_text(kata.expected))
        if data["digest"] != digest_sources(kata):
            return None
        cost = Cost(data.get("peak_mb", 0), data.get("seconds", 0.0))
        return AnswerKey(data["seed"], tuple(map(deserialize, data["experiments"])), cost)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise damaged_error(kata, kata.expected) from error


def damaged_error(kata: Kata, path: Path) -> PackError:
    """Return the error for a damaged file of pinned results, which says how to write it anew."""
    return PackError(f"{path}: damaged: `kata verify {kata.id} --pin` writes it anew")


def write_pinned(kata: Kata, key: AnswerKey) -> None:
    """Write the pinned key.

    Each experiment is one line, so that a diff shows which one changed, and the bytes are the same
    as long as nothing changes.
    """
    lines = ",\n".join(
        json.dumps(serialize(expectation), ensure_ascii=False) for expectation in key.expectations
    )
    cost = choose_pinned_cost(kata, key)
    head = {
        "format": 1,
        "seed": key.seed,
        "digest": digest_sources(kata),
        "peak_mb": cost.peak_mb,
        "seconds": cost.seconds,
    }
    kata.expected.write_text(
        f'{{{json.dumps(head)[1:-1]}, "experiments": [\n{lines}\n]}}\n',
        encoding="utf-8",
        newline="\n",
    )


def choose_pinned_cost(kata: Kata, key: AnswerKey) -> Cost:
    """Return the cost that was pinned for these files before, else the measured one, rounded.

    A new measurement would never be quite the same.
    """
    with suppress(PackError):
        pinned = read_pinned(kata)
        if pinned is not None and pinned.cost != Cost():
            return pinned.cost
    return replace(key.cost, seconds=float(f"{key.cost.seconds:.1g}"))


def serialize(expectation: Expectation) -> dict[str, Any]:
    """Convert an expectation to plain data."""
    declaration, table = expectation.declaration, expectation.table
    return {
        "name": declaration.name,
        "title": declaration.title,
        "sentence": declaration.sentence,
        "points": declaration.points,
        "needs": declaration.needs,
        "shown": declaration.shown,
        "tolerance": [declaration.tolerance.relative, declaration.tolerance.absolute],
        "lesson": declaration.lesson,
        **({"secret": True} if declaration.secret else {}),
        **({"limits": declaration.limits} if declaration.limits else {}),
        "columns": table.columns,
        "rows": table.rows,
        "formats": table.formats,
        "calls": expectation.calls,
    }


def deserialize(data: dict[str, Any]) -> Expectation:
    """Convert plain data from `serialize` to an expectation."""
    declaration = Declaration(
        data["name"],
        data["title"],
        data["sentence"],
        data["points"],
        tuple(data["needs"]),
        data["shown"],
        Tolerance(*data["tolerance"]),
        data.get("lesson", ""),
        secret=data.get("secret", False),
        limits=tuple((name, value) for name, value in data.get("limits", ())),
    )
    table = Table(data["columns"], data["rows"], data["formats"])
    return Expectation(
        declaration,
        table,
        tuple((name, to_tuples(form), count) for name, form, count in data["calls"]),
    )


def to_tuples(form: Any) -> Any:
    """Convert nested lists to nested tuples, which forms consist of."""
    return tuple(map(to_tuples, form)) if isinstance(form, list) else form
