"""How many causes are named, with and without the catalogue, and what a failing check costs.

    python -m tests.benchmarks.causes [--other-seed N]

It prints the share of wrong attempts of which a cause is named, the share of those with a header
``# must:`` that are told what is in it (words between bars are alternatives, between commas all
are), and the time of a failing check beside that of a passing one, measured in turn in one run.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from kata_runner.api import Grader
from kata_runner.engine.sandbox import Sandbox
from kata_runner.grading.answer_key import reference
from kata_runner.model import Attempt, Kata, Report
from kata_runner.packs.catalogue import Catalogue
from kata_runner.packs.entry_points import entry_points
from kata_runner.packs.plugins import Plugins
from tests.helpers.attempts import FOLDER, attempts_in, read_header, read_kept_attempt

TESTS = Path(__file__).parents[1]
PACKS = (TESTS / "packs" / "course", TESTS / "packs" / "autograd")
WRONG = ("wrong", "uncatalogued")
ROUNDS = 9


def main() -> None:
    """Print the shares, then the costs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--other-seed", type=int, default=7)
    options = parser.parse_args()
    with Sandbox(many=True) as sandbox:
        for without in ((), ("mistakes",)):
            plugins = load(without)
            catalogue = Catalogue(plugins, PACKS)
            title = f"without {', '.join(without)}" if without else "all plugins"
            print_shares(title, catalogue, sandbox)
        print_costs(Catalogue(load(())), sandbox, options.other_seed)


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
    """How many attempts have a cause named, and how many the right one."""
    named = total = 0
    for kata, path in wrong_attempts(catalogue):
        report = grade(catalogue, sandbox, kata, read_kept_attempt(path))
        total += 1
        named += is_named(report)
    told = {path.stem: is_told(path, catalogue, sandbox)
            for path in attempts_in("slips")}  # fmt: skip
    sys.stdout.write(
        f"{title}: a cause is named for {named} of {total} ({named / total:.0%}), "
        f"the right one for {sum(told.values())} of {len(told)} slips\n"
        f"  not told: {', '.join(name for name, is_right in told.items() if not is_right)}\n"
    )


def wrong_attempts(catalogue: Catalogue) -> Iterator[tuple[Kata, Path]]:
    """Every wrong attempt with its kata."""
    for folder in WRONG:
        for path in sorted(FOLDER.glob(f"*/{folder}/*.py")):
            yield catalogue.find(path.parents[1].name), path


def is_named(report: Report) -> bool:
    """Whether something that failed has a cause, or its message is one."""
    return bool(report.message) or any(
        outcome.diagnosis is not None or "changed its argument" in outcome.message
        or ("was wanted" in outcome.message and outcome.first_difference is None)
        for outcome in report.outcomes
    )  # fmt: skip


def is_told(path: Path, catalogue: Catalogue, sandbox: Sandbox) -> bool:
    """Whether a report has the words of an attempt's header."""
    header = read_header(path)
    kata = catalogue.find(header.first("kata"))
    report = grade(catalogue, sandbox, kata, read_kept_attempt(path))
    says = "\n".join(o.diagnosis.says for o in report.outcomes if o.diagnosis).lower()
    words = header.first("must").lower()
    if "|" in words:
        return any(word.strip() in says for word in words.split("|"))
    return all(word.strip() in says for word in words.split(","))


def print_costs(catalogue: Catalogue, sandbox: Sandbox, seed: int) -> None:
    """The time of failing checks beside that of passing ones, in turn."""
    kata = catalogue.find("6.3")
    right = reference(kata)
    wrong = read_kept_attempt(FOLDER / "slips" / "forget_gate_raw.py")
    runs = {
        "passing": (right, 0),
        "one slip": (wrong, 0),
        f"passing, seed {seed}": (right, seed),
        f"one slip, seed {seed}": (wrong, seed),
    }
    seconds: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(ROUNDS):
        for name, (attempt, number) in runs.items():
            begun = time.perf_counter()
            grade(catalogue, sandbox, kata, attempt, number)
            seconds[name].append(time.perf_counter() - begun)
    medians = {name: statistics.median(times) for name, times in seconds.items()}
    for name, median in medians.items():
        base = medians["passing" if "seed" not in name else f"passing, seed {seed}"]
        sys.stdout.write(f"{name}: {1000 * median:.0f} ms, {median / base:.2f} times\n")


if __name__ == "__main__":
    main()
