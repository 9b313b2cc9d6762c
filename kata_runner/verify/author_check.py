"""A check and what it reports."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from kata_runner.model import Kata
from kata_runner.verify.context import VerifyContext


@dataclass(frozen=True, eq=False)
class Remark:
    """A sentence of a check: an error if it is `wrong`, else a note.

    `about` names the part that it concerns. `detail` is shown only on request, such as a diff.
    `stops` marks an error that ended the check. `is_advice` marks a possible improvement: a note
    that counts as an error with `--strict`.
    """

    text: str
    about: str = ""
    wrong: bool = False
    detail: str = ""
    stops: bool = False
    is_advice: bool = False


@dataclass(frozen=True, eq=False)
class Check:
    """One requirement for a kata: `run` yields a remark for each error and each useful note.

    `parts` lists what the check examines one by one, such as mistakes, without running anything; a
    remark may be about one of them. `next_step` is what an author does first if the check fails,
    with ``{verify}`` for the command.
    """

    name: str
    sentence: str
    run: Callable[[VerifyContext], Iterator[Remark]]
    parts: Callable[[Kata], Sequence[str]] = lambda _: ()
    next_step: str = ""


@dataclass(frozen=True, eq=False)
class Finding:
    """What one check reported on one kata.

    `tried` is False if an error that was reported already prevents the check.
    """

    check: Check
    remarks: tuple[Remark, ...]
    tried: bool = True

    @property
    def holds(self) -> bool:
        """Whether the check was tried and found no error."""
        return self.tried and not self.problems

    @property
    def problems(self) -> tuple[str, ...]:
        """The texts of the errors."""
        return tuple(remark.text for remark in self.remarks if remark.wrong)

    def strict(self) -> Finding:
        """Return the same finding with all advice counted as errors."""
        remarks = (replace(each, wrong=each.wrong or each.is_advice) for each in self.remarks)
        return replace(self, remarks=tuple(remarks))

    @property
    def notes(self) -> tuple[str, ...]:
        """The texts of the remarks that are not errors."""
        return tuple(remark.text for remark in self.remarks if not remark.wrong)


def check(
    name: str, parts: Callable[[Kata], Sequence[str]] = lambda _: (), next_step: str = ""
) -> Callable[[Callable[[VerifyContext], Iterator[Remark]]], Check]:
    """Turn a function of the context into a check; its docstring is the sentence that authors read.

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
    """Return an error: a sentence that says what is wrong, and what to do."""
    return Remark(text, about, wrong=True, detail=detail)


def advise(text: str, about: str = "") -> Remark:
    """Return advice: something could be better, and is an error only with `--strict`."""
    return Remark(text, about, is_advice=True)


def measured(text: str, about: str = "") -> Remark:
    """Return a note that is useful to read; nothing is wrong."""
    return Remark(text, about)
