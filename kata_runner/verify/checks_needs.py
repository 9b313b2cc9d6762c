"""The check of needs: the katas to do first must exist, and none of them may need this one."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from kata_runner.packs.needs import find_cycle, index_by_name, list_unknown_needs
from kata_runner.verify.check import Remark, check, problem
from kata_runner.verify.context import VerifyContext


@check("needs", next_step="Put the ids of katas that come before it into `needs` in kata.toml.")
def check_needs(context: VerifyContext) -> Iterator[Remark]:
    """Every kata that is needed before is there, and none of them needs this one."""
    known, file = index_by_name([*context.katas, context.kata]), context.kata.folder / "kata.toml"
    for need in list_unknown_needs(context.kata, known):
        near = get_close_matches(need, known, n=1)
        hint = f"did you mean {near[0]!r}?" if near else "install its pack, or name it with --pack"
        yield problem(f"{file}: needs {need!r}, and no kata is called that: {hint}", need)
    if way := find_cycle(context.kata, known):
        yield problem(f"{file}: needs go in a circle: {' -> '.join(kata.id for kata in way)}")
