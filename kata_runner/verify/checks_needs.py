"""The check of needs: the katas to do first must exist, none of them may need this one, and an id
or a name must mean one kata only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from kata_runner.model import Kata
from kata_runner.packs.needs import find_cycle, index_by_name, list_unknown_needs
from kata_runner.verify.author_check import Remark, check, problem
from kata_runner.verify.context import VerifyContext


@check("needs", next_step="Put the ids of katas that come before it into `needs` in kata.toml.")
def check_needs(context: VerifyContext) -> Iterator[Remark]:
    """Every kata that is needed before is there, and none of them needs this one."""
    known, file = index_by_name([*context.katas, context.kata]), context.kata.folder / "kata.toml"
    for need in list_unknown_needs(context.kata, known):
        near = get_close_matches(need, known, n=1)
        hint = f"did you mean {near[0]!r}?" if near else "install its pack, or name it with --pack"
        yield problem(f"{file}: needs {need!r}, and no kata is called that: {hint}", need)
    yield from map(problem, list_clashes(context.kata, context.katas))
    if way := find_cycle(context.kata, known):
        yield problem(f"{file}: needs go in a circle: {' -> '.join(kata.id for kata in way)}")


def list_clashes(kata: Kata, katas: Iterable[Kata]) -> Iterator[str]:
    """Yield an error for each other kata with the id or the name of this one: learners never get
    one of the two.

    A kata in another folder of katas with the same id, name and title is a copy of this one, such
    as the installed one of a pack that is verified.
    """
    claims = {kata.id: "field 'id'", kata.name: "the folder's name"}
    seen = {kata.folder.resolve()}
    for other in katas:
        is_beside = other.folder.parent.resolve() == kata.folder.parent.resolve()
        is_copy = not is_beside and name_of(other) == name_of(kata)
        claim = next((claim for claim in claims if claim in (other.id, other.name)), None)
        if claim is None or is_copy or other.folder.resolve() in seen:
            continue
        seen.add(other.folder.resolve())
        yield (
            f"{kata.folder / 'kata.toml'}: {claims[claim]}: {claim!r} is also in pack "
            f"'{other.pack}' ({other.folder}), and learners get one of the two only: rename one"
        )


def name_of(kata: Kata) -> tuple[str, str, str]:
    """Return all that a kata is called."""
    return kata.id, kata.name, kata.title
