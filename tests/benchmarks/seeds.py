"""Right attempts on many seeds: not one may fail.

    python tests/benchmarks/seeds.py [ID] [SEEDS] [FIRST] [PROBE]...

judges ten right attempts at a kata on each of so many seeds, from the first on: 6.3, 10,000 and 0
by default. Tables are made as in the sandbox and judged as after it, but in this process, for these
attempts are our own. Only probes are run again and again: what is shown has no seed. The test suite
does the same with a few seeds, in the sandbox too.
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from time import perf_counter

from kata_runner.authoring import get_declaration
from kata_runner.engine.encoding import compile_experiments, read_data
from kata_runner.engine.inside.attempt_loader import execute
from kata_runner.engine.inside.call_recorder import CallRecorder
from kata_runner.engine.inside.kata_loader import Experiment, load
from kata_runner.engine.inside.timeout import Patience, TimeLimit
from kata_runner.engine.job import Problem, Result, Run
from kata_runner.grading.answer_key import AnswerKey, Expectation, to_tuples
from kata_runner.grading.evaluate import evaluate
from kata_runner.model import Kata, Status
from kata_runner.packs.catalogue import Catalogue
from kata_runner.packs.plugin_manager import load_plugins
from kata_runner.table import Table

ATTEMPTS = Path(__file__).parents[1] / "attempts"
MAX_ATTEMPTS = 10
NOISY = {"chatty"}  # prints by every way there is, which only a sandbox takes quietly
TELL_EVERY = 500  # seeds
Probe = Callable[..., Table]


def main(identity: str = "6.3", seeds: str = "10000", first: str = "0", *only: str) -> int:
    """Try all of them; 1 when one failed."""
    kata = Catalogue(load_plugins()).find(identity)
    found = sorted((ATTEMPTS / kata.name / "right").glob("*.py"))
    files = [file for file in found if file.stem not in NOISY][:MAX_ATTEMPTS]
    numbers = range(int(first), int(first) + int(seeds))
    print(f"{kata}: {len(files)} attempts on {len(numbers)} seeds from {first} on", flush=True)
    begin, failed = perf_counter(), 0
    for done, failures in enumerate(tried(kata, files, numbers, only), 1):
        failed += len(failures)
        print(*failures, sep="\n", end="\n" * bool(failures), flush=True)
        if done % TELL_EVERY == 0 or done == len(numbers):
            print(f"{done} seeds, {failed} failures, {perf_counter() - begin:.0f} s", flush=True)
    return int(failed > 0)


def tried(
    kata: Kata, files: Sequence[Path], numbers: Sequence[int], only: Sequence[str]
) -> Iterator[list[str]]:
    """What fails on each seed, of all probes or of some."""
    declared = load(compile_experiments(kata.experiments), read_data(kata)).functions
    probes = [function for function in declared if not get_declaration(function).shown]
    probes = [probe for probe in probes if not only or get_declaration(probe).name in only]
    if not probes:
        sys.exit(f"kata {kata.id} has no such probes")
    reference, attempts = loaded(kata.reference), {file.name: loaded(file) for file in files}
    for number in numbers:
        right = results(probes, reference, number)
        key = AnswerKey(number, tuple(expected(probe, right) for probe in probes))
        yield [f"seed {number}: {name}: {outcome.name}: {outcome.message}"
               for name, attempt in attempts.items()
               for outcome in evaluate(key, Run(results=results(probes, attempt, number)))
               if not outcome.passed]  # fmt: skip


def loaded(file: Path) -> CallRecorder:
    """A file, whose calls are recorded."""
    return CallRecorder(
        execute(file.read_bytes(), f"right_{file.stem}", file.name, __import__), unhurried()
    )


def unhurried() -> Patience:
    """All the time there is for every function."""
    return Patience(TimeLimit({"cpu": 60.0, "wall": 60.0}), 60.0, {}, print)


def results(probes: Sequence[Probe], recorder: CallRecorder, seed: int) -> dict[str, Result]:
    """What probes give on an implementation; what it warns of costs it nothing."""
    with warnings.catch_warnings(action="ignore"):
        return {probe.__name__: result(Experiment(probe, seed), recorder) for probe in probes}


def result(experiment: Experiment, recorder: CallRecorder) -> Result:
    """What one probe gives."""
    recorder.begin()
    try:
        table = experiment.table(recorder.implementation)
    except Exception as error:
        return Result(
            experiment.name,
            None,
            Problem(Status.CRASHED, "crashed", f"{type(error).__name__}: {error}"),
        )
    return Result(experiment.name, table, None, to_tuples(recorder.calls))


def expected(probe: Probe, right: dict[str, Result]) -> Expectation:
    """What the reference gave, as what is expected; raises AssertionError where it gave nothing."""
    declaration = get_declaration(probe)
    given = right[declaration.name]
    assert given.table is not None, given.problem
    return Expectation(declaration, given.table, given.calls)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
