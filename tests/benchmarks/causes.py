"""How many causes are named, with and without the catalogue, how many falsely, and what failing
costs.

    python -m tests.benchmarks.causes [--other-seed N] [--class-size N] [--quick]

It prints the share of all wrong attempts of which a cause is named; of those with a header
``# must:`` the share that is told what is in it (words between bars are alternatives, between
commas all are); the false causes of attempts whose results are noise, and of those with two slips
that have nothing to do with each other; the time of a `kata check` that fails beside that of one
that passes, measured in turn in one run; and the rate of a class in which every third attempt
fails. With `--quick` only the costs.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter

from kata_runner.api import Grader
from kata_runner.engine.attempt_file import attempt_of
from kata_runner.engine.sandbox import Sandbox
from kata_runner.grading.answer_key import reference
from kata_runner.model import Attempt, Kata, Report
from kata_runner.packs.catalogue import Catalogue
from kata_runner.packs.entry_points import entry_points
from kata_runner.packs.plugin_manager import Plugins
from tests.helpers.attempts import FOLDER, read_header, read_kept_attempt
from tests.helpers.false_causes import NOISE, NOISY, PAIRS, RIGHT, SQUASHED, with_gate

from .ratios import medians

TESTS = Path(__file__).parents[1]
PACKS = (TESTS / "packs" / "course", TESTS / "packs" / "autograd")
WRONG = ("wrong", "uncatalogued", "blind", "unnamed", "fresh")
MISTAKE = FOLDER / "lstm_limitations" / "wrong" / "lstm_forget_inverted.py"
SLIP = FOLDER / "slips" / "forget_gate_raw.py"
ROUNDS = 9
PART = 90  # attempts of a class that are graded between two looks at the clock
NOISES = 200
TWO_SLIPS = b"sigmoid(w.w_f @ z + w.b_f)", b"w.w_f @ z - w.b_f"
TICK = os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Print the shares, then the costs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--other-seed", type=int, default=7)
    parser.add_argument("--class-size", type=int, default=1000)
    parser.add_argument("--quick", action="store_true")
    options = parser.parse_args()
    with Sandbox(many=True) as sandbox:
        for without in () if options.quick else ((), ("mistakes",)):
            catalogue = Catalogue(load(without), PACKS)
            title = f"without {', '.join(without)}" if without else "all plugins"
            print_shares(title, catalogue, sandbox)
        if not options.quick:
            print_false_causes(Catalogue(load(("mistakes",))), sandbox)
        catalogue = Catalogue(load(()))
        print_costs(catalogue, options.other_seed)
        print_rates(catalogue, sandbox, options.other_seed, options.class_size)


def load(without: tuple[str, ...]) -> Plugins:
    """The plugins but for some."""
    return Plugins([one for one in entry_points("kata_runner") if one.name not in without])


def grade(
    catalogue: Catalogue, sandbox: Sandbox, kata: Kata, attempt: Attempt, seed: int = 0
) -> Report:
    """The report as `kata check` gives it, with nothing known of earlier attempts."""
    grader = Grader(catalogue=catalogue, open_sandbox=lambda: sandbox)
    return grader.grade(kata, attempt, seed, explain=True)


def print_shares(title: str, catalogue: Catalogue, sandbox: Sandbox) -> None:
    """How many attempts have a cause named, and how many the right one, by folder."""
    for folder in ("slips", *WRONG, ""):
        named, right = [], []
        for kata, path in wrong_attempts(catalogue, folder):
            report = grade(catalogue, sandbox, kata, read_kept_attempt(path))
            named.append(is_named(report))
            if read_header(path).first("must"):
                right.append(is_told(path, report))
        label = folder or "all wrong attempts"
        told = f", what the header says for {share(right)}" if right else ""
        sys.stdout.write(f"{title}, {label}: a cause is named for {share(named)}{told}\n")


def share(answers: Sequence[bool]) -> str:
    """How many of how many."""
    return f"{sum(answers)} of {len(answers)} ({sum(answers) / max(len(answers), 1):.1%})"


def wrong_attempts(catalogue: Catalogue, folder: str) -> Iterator[tuple[Kata, Path]]:
    """The wrong attempts of a kind with their katas; those of all kinds without one, but for
    slips.
    """
    paths = [
        path
        for name in ([folder] if folder else WRONG)
        for path in [*FOLDER.glob(f"*/{name}/*.py"), *FOLDER.glob(f"{name}/*.py")]
    ]
    for path in sorted(paths):
        kata = read_header(path).first("kata") or path.parents[1].name
        yield catalogue.find(kata), path


def is_named(report: Report) -> bool:
    """Whether something that failed has a cause, or its message is one."""
    return bool(report.message) or any(
        outcome.diagnosis is not None or "changed its argument" in outcome.message
        or (", expected " in outcome.message and outcome.first_difference is None)
        for outcome in report.outcomes
    )  # fmt: skip


def is_told(path: Path, report: Report) -> bool:
    """Whether a report has the words of an attempt's header."""
    told = (o.diagnosis.says if o.diagnosis else o.message for o in report.outcomes if not o.passed)
    says = "\n".join([report.message, *told]).lower()
    words = read_header(path).first("must").lower().split(",")
    return all(any(one.strip() in says for one in word.split("|")) for word in words)


def print_false_causes(catalogue: Catalogue, sandbox: Sandbox) -> None:
    """How many causes are named of what has none, or not that one."""
    kata = catalogue.find("6.3")

    def causes(source: str) -> set[str]:
        report = grade(catalogue, sandbox, kata, attempt_of(Path("attempt.py"), source.encode()))
        return {outcome.diagnosis.mistake for outcome in report.outcomes if outcome.diagnosis}

    noises = [NOISE.format(seed=n, part=NOISY[n % len(NOISY)]) for n in range(NOISES)]
    of_noise = [bool(causes(RIGHT + noise)) for noise in noises]
    of_pairs = []
    for name, first, (old, new) in PAIRS:
        pairs = ((first, new), (first, old), (SQUASHED, new))
        both, *single = (causes(with_gate(name, slip, old, other)) for slip, other in pairs)
        of_pairs.append(not both <= set().union(*single))
    sys.stdout.write(f"false causes: noise {share(of_noise)}, two slips {share(of_pairs)}\n")


def print_costs(catalogue: Catalogue, seed: int) -> None:
    """How long a learner waits for a check that fails, as a multiple of one that passes."""
    right = reference(catalogue.find("6.3")).source
    slip, with_slip = TWO_SLIPS
    sources = {
        "passing": right,
        "known mistake": read_kept_attempt(MISTAKE).source,
        "one slip": read_kept_attempt(SLIP).source,
        "two slips": right.replace(slip, with_slip),
    }
    kata = str(Path(sys.executable).with_name("kata"))
    with tempfile.TemporaryDirectory() as folder:
        commands = {}
        for name, source in sources.items():
            path = Path(folder) / f"{name.replace(' ', '_')}.py"
            path.write_bytes(source)
            for number in (0, seed):
                command = [kata, "check", "6.3", str(path), "--seed", str(number)]
                commands[f"{name}, seed {number}"] = command
        failing = [name for name in commands if not name.startswith("passing")]
        times = medians(commands, os.environ | {"KATA_HOME": folder}, ROUNDS, failing)
    for name, time in times.items():
        base = times[f"passing, {name.partition(', ')[2]}"]
        more = f", {time - 1.4 * base:.2f} s more than 1.4 times" if "two" in name else ""
        sys.stdout.write(f"{name}: {1000 * time:.0f} ms, {time / base:.2f} times{more}\n")


def print_rates(catalogue: Catalogue, sandbox: Sandbox, seed: int, size: int) -> None:
    """The rate of a class of which a third fails beside that of the same class where the right
    attempts stand that the wrong ones were made from: in turns, a part of the class each.
    """
    kata = catalogue.find("6.3")
    paths = sorted(MISTAKE.parent.glob("*.py"))
    wrong = [read_kept_attempt(path).source for path in paths]
    bases = [read_base(kata, path) for path in paths]
    right = reference(kata).source
    grader = Grader(catalogue=catalogue, open_sandbox=lambda: sandbox)

    def measure(begin: int, thirds: Sequence[bytes]) -> tuple[float, float]:
        """The processor time and the time of a part of the class."""
        numbers = range(begin, begin + PART)
        sources = [
            (right if n % 3 else thirds[n // 3 % len(thirds)]) + b"\n# %d\n" % n for n in numbers
        ]
        begun, used = perf_counter(), processor_seconds()
        for _ in grader.grade_many(kata, sources, seed):
            pass
        return processor_seconds() - used, perf_counter() - begun

    ratios = []
    for begin in range(0, size, PART):
        passing, failing = measure(begin, bases), measure(begin, wrong)
        ratios.append([one / other for one, other in zip(passing, failing, strict=True)])
    used, taken = map(statistics.median, zip(*ratios, strict=True))
    sys.stdout.write(
        f"a class of {size}, every third fails: {used:.2f} of the rate by processor time, "
        f"{taken:.2f} by the clock\n"
    )


def read_base(kata: Kata, path: Path) -> bytes:
    """The right attempt that a wrong one was made from; the reference where it is of none."""
    base = read_header(path).first("base")
    return (FOLDER / base).read_bytes() if base else reference(kata).source


def processor_seconds() -> float:
    """The processor time that this process and all below it have taken."""
    parents, ticks = {}, {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents[folder.name], ticks[folder.name] = fields[1], sum(map(int, fields[11:15]))
    total, own = 0, str(os.getpid())
    for process, used in ticks.items():
        above = process
        while above in parents and above != own:
            above = parents[above]
        total += used if above == own else 0
    return total / TICK


if __name__ == "__main__":
    main()
