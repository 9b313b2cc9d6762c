"""What a check is, and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from kata_runner.model import Kata
from kata_runner.verify.context import VerifyContext


@dataclass(frozen=True, eq=False)
class Remark:
    """Something a check has to say: what is `wrong`, or what was measured; `about` names the part
    that it concerns.

    `detail` is what only those read who ask for it: a diff. One that `stops` is an error for which
    the check ended. `is_advice` marks what could be better: a note that is wrong where all notes of
    this kind shall be.
    """

    text: str
    about: str = ""
    wrong: bool = False
    detail: str = ""
    stops: bool = False
    is_advice: bool = False


@dataclass(frozen=True, eq=False)
class Check:
    """One thing a kata must hold: `run` remarks on all that is wrong, and on what is worth knowing.

    `parts` names what the check looks at one by one, such as mistakes, without running anything; a
    remark may be about one of them. `next_step` is what an author does first where it does not
    hold, with ``{verify}`` for the command.
    """

    name: str
    sentence: str
    run: Callable[[VerifyContext], Iterator[Remark]]
    parts: Callable[[Kata], Sequence[str]] = lambda _: ()
    next_step: str = ""


@dataclass(frozen=True, eq=False)
class Finding:
    """What one check said of one kata; it was not `tried` where an error that was told already
    stands in its way.
    """

    check: Check
    remarks: tuple[Remark, ...]
    tried: bool = True

    @property
    def holds(self) -> bool:
        """Whether it was tried and nothing is wrong."""
        return self.tried and not self.problems

    @property
    def problems(self) -> tuple[str, ...]:
        """What is wrong."""
        return tuple(remark.text for remark in self.remarks if remark.wrong)

    def strict(self) -> Finding:
        """The same with all advice taken for what is wrong."""
        remarks = (replace(each, wrong=each.wrong or each.is_advice) for each in self.remarks)
        return replace(self, remarks=tuple(remarks))

    @property
    def notes(self) -> tuple[str, ...]:
        """What was measured."""
        return tuple(remark.text for remark in self.remarks if not remark.wrong)


def check(
    name: str, parts: Callable[[Kata], Sequence[str]] = lambda _: (), next_step: str = ""
) -> Callable[[Callable[[VerifyContext], Iterator[Remark]]], Check]:
    """Make a check of a function of the context; its docstring is the sentence an author reads.

    >>> @check("title")
    ... def title_is_short(context):
    ...     '''The title fits on a line.'''
    ...     if len(context.kata.title) > 60:
    ...         yield problem(f"it has {len(context.kata.title)} letters: 60 are enough")
    >>> title_is_short.sentence
    'The title fits on a line'
    """

    def decorate(function: Callable[[VerifyContext], Iterator[Remark]]) -> Check:
        return Check(
            name, " ".join((function.__doc__ or "").split()).rstrip("."), function, parts, next_step
        )

    return decorate


def problem(text: str, about: str = "", detail: str = "") -> Remark:
    """Something is wrong: a sentence that says what, and what to do."""
    return Remark(text, about, wrong=True, detail=detail)


def advise(text: str, about: str = "") -> Remark:
    """Something could be better; it is wrong with `--strict` only."""
    return Remark(text, about, is_advice=True)


def measured(text: str, about: str = "") -> Remark:
    """Something is worth knowing, and nothing is wrong."""
    return Remark(text, about)
