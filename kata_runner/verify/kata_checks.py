"""The checks of `kata verify` on one kata as a list for test runners.

The list has every check, and every part that a check examines, such as one mistake.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kata_runner.engine.sandbox import Sandbox
from kata_runner.errors import PackError, UnknownKataError
from kata_runner.model import Kata
from kata_runner.packs.catalogue import load_catalogue, load_folder_pack
from kata_runner.packs.kata_folder import read_kata
from kata_runner.verify.author_check import Check, Finding, Remark
from kata_runner.verify.context import VerifyContext
from kata_runner.verify.suite import CHECKS, run_check


@dataclass(frozen=True, eq=False)
class KataCheck:
    """One check on a kata, or one part of it, such as a single mistake."""

    name: str
    sentence: str
    check: Check
    part: str
    owner: KataChecks

    def problems(self) -> list[str]:
        """Return the errors, an empty list if there are none.

        The first call for a check or for one of its parts runs the whole check.
        """
        finding = self.owner.finding(self.check)
        if not finding.tried and not self.part:
            return ["not tried: an error that another check tells stands in its way"]
        return [remark.text for remark in finding.remarks if remark.wrong and self.includes(remark)]

    def includes(self, remark: Remark) -> bool:
        """Whether a remark belongs to this check or part.

        A remark that is about none of the parts belongs to the check itself.
        """
        if self.part:
            return remark.about == self.part
        return remark.about not in self.owner.parts(self.check)


class KataChecks:
    """All checks on one kata; nothing runs before the errors of a check are requested."""

    def __init__(self, kata: Kata, others: Callable[[], Sequence[Kata]] = tuple) -> None:
        """Store the kata, and a function that returns the other katas which it may need."""
        self.kata, self.others = kata, others
        self._context: VerifyContext | None = None
        self._findings: dict[Check, Finding] = {}

    def __iter__(self) -> Iterator[KataCheck]:
        """Yield every check, followed by its parts, in the order of `CHECKS`."""
        for check in CHECKS:
            name = check.name.replace(" ", "_")
            yield KataCheck(name, check.sentence, check, "", self)
            for part in self.parts(check):
                yield KataCheck(f"{name}[{part}]", check.sentence, check, part, self)

    def parts(self, check: Check) -> tuple[str, ...]:
        """Return what a check examines one by one.

        It is empty if that cannot be read: the check itself reports this.
        """
        try:
            return tuple(check.parts(self.kata))
        except PackError:
            return ()

    def finding(self, check: Check) -> Finding:
        """Return what a check reports; each check runs once."""
        if self._context is None:
            self._context = VerifyContext(self.kata, Sandbox(), katas=self.others())
        if check not in self._findings:
            reported = {
                remark.text
                for finding in self._findings.values()
                for remark in finding.remarks
                if remark.stops
            }
            self._findings[check] = run_check(check, self._context, reported)
        return self._findings[check]

    def close(self) -> None:
        """Close the sandbox, if it was started."""
        if self._context is not None:
            self._context.sandbox.close()
            self._context = None


def checks_for(kata: str | Path) -> KataChecks:
    """Return the checks on a kata: the one in a folder, or an installed one by its id or name.

    Raises PackError for a folder without a valid kata, UnknownKataError for a name that no kata
    has.
    """
    if isinstance(kata, Path):
        folder = Path(os.path.abspath(kata))  # noqa: PTH100  # a link stays in its pack
        home = folder.parent.parent
        return KataChecks(
            read_kata(folder, home / "solutions", home.name), lambda: list_katas_beside(home)
        )
    catalogue = load_catalogue([])
    try:
        return KataChecks(catalogue.find(kata), lambda: catalogue.katas)
    except UnknownKataError as error:
        raise UnknownKataError("; ".join([str(error), *catalogue.problems])) from error


def list_katas_beside(home: Path) -> list[Kata]:
    """Return the installed katas and all those of a pack's folder, also two of one id."""
    return [*load_catalogue([]).katas, *load_folder_pack(home).katas]
