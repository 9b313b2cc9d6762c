"""What a kata promises, one by one: every check, and every part that a check looks at, for runners
of tests.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kata_runner.engine.sandbox import Sandbox
from kata_runner.errors import PackError, UnknownKataError
from kata_runner.model import Kata
from kata_runner.packs.catalogue import load_catalogue
from kata_runner.packs.kata_folder import read_kata
from kata_runner.verify.bench import Bench
from kata_runner.verify.check import Check, Finding, Remark
from kata_runner.verify.suite import CHECKS, run_check


@dataclass(frozen=True, eq=False)
class Promise:
    """One thing that a kata promises: a check, or a part of one such as a single mistake."""

    name: str
    sentence: str
    check: Check
    part: str
    held_to: Promises

    def broken(self) -> list[str]:
        """What is wrong, nothing where it is kept; the first question about a check tries all of
        the check.
        """
        finding = self.held_to.finding(self.check)
        if not finding.tried:
            return (
                []
                if self.part
                else ["not tried: an error that another check tells stands in its way"]
            )
        return [remark.text for remark in finding.remarks if remark.wrong and self.is_meant(remark)]

    def is_meant(self, remark: Remark) -> bool:
        """Whether a remark is about this; the check itself answers for what is about none of its
        parts.
        """
        if self.part:
            return remark.about == self.part
        return remark.about not in self.held_to.parts(self.check)


class Promises:
    """All that one kata promises; nothing is run before the first is asked whether it is broken."""

    def __init__(self, kata: Kata, others: Callable[[], Sequence[Kata]] = tuple) -> None:
        """Know the kata, and how to find the others that it may need."""
        self.kata, self.others = kata, others
        self._bench: Bench | None = None
        self._findings: dict[Check, Finding] = {}

    def __iter__(self) -> Iterator[Promise]:
        """Every promise, in the order of the checks."""
        for check in CHECKS:
            yield Promise(check.name.replace(" ", "_"), check.sentence, check, "", self)
            for part in self.parts(check):
                yield Promise(
                    f"{check.name.replace(' ', '_')}[{part}]", check.sentence, check, part, self
                )

    def parts(self, check: Check) -> tuple[str, ...]:
        """What a check looks at one by one; nothing where that cannot be read, which the check then
        says itself.
        """
        try:
            return tuple(check.parts(self.kata))
        except PackError:
            return ()

    def finding(self, check: Check) -> Finding:
        """What a check finds, tried once."""
        if self._bench is None:
            self._bench = Bench(self.kata, Sandbox(), katas=self.others())
        if check not in self._findings:
            reported = {
                remark.text
                for finding in self._findings.values()
                for remark in finding.remarks
                if remark.stops
            }
            self._findings[check] = run_check(check, self._bench, reported)
        return self._findings[check]

    def close(self) -> None:
        """End what was started."""
        if self._bench is not None:
            self._bench.sandbox.close()
            self._bench = None


def promises_of(kata: str | Path) -> Promises:
    """What a kata promises: the one in a folder, or an installed one by its id or name.

    Raises PackError for a folder that holds no kata in order, UnknownKataError for a name that
    stands for none.
    """
    if isinstance(kata, Path):
        folder = kata.resolve()
        home = folder.parents[1]
        return Promises(
            read_kata(folder, home / "solutions", home.name), lambda: load_catalogue([home]).katas
        )
    catalogue = load_catalogue([])
    try:
        return Promises(catalogue.find(kata), lambda: catalogue.katas)
    except UnknownKataError as error:
        raise UnknownKataError("; ".join([str(error), *catalogue.problems])) from error
