"""Reuse of a learner's code for earlier katas in the file of a later one.

A part can be reused if the later kata asks for a part with the same name and the same parameters:
it replaces the unwritten part. The learner's definitions that it depends on are copied with it. No
code is run here.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from kata_runner.errors import PackError, UsageError
from kata_runner.learner.file_writing import list_place
from kata_runner.learner.progress_store import Progress
from kata_runner.model import Kata
from kata_runner.packs.catalogue import Catalogue
from kata_runner.packs.needs import get_known_needs, index_by_name
from kata_runner.packs.source_parts import (
    get_signatures,
    get_span,
    list_public_parts,
    list_unwritten,
    parse_module,
)
from kata_runner.packs.starter_text import get_names, get_starter_text
from kata_runner.source_lines import split_lines

Import = ast.Import | ast.ImportFrom
Edit = tuple[int, int, Sequence[str]]  # the bounds of a slice of lines, and the new lines


def compose_starter(
    kata: Kata, catalogue: Catalogue, earlier: Sequence[str], progress: Progress
) -> tuple[str, list[str]]:
    """Return the starter with code for earlier katas, and a line of text for each reused part.

    `earlier` has an id for all parts that fit, or `ID:PART` for one. Raises UsageError if there is
    no such attempt or part.
    """
    text, lines = get_starter_text(kata), []
    for asked in earlier:
        identity, _, part = asked.partition(":")
        other = catalogue.find(identity)
        source = read_best(other, progress)
        if not source:
            raise UsageError(
                f"no attempt at kata {other.id} was kept that Python can read: "
                f"`{other.command('check')}` keeps each"
            )
        names = select_parts(text, source, part, other)
        text = bring_in(text, source, names)
        lines += [f"{name} is what you wrote for kata {other.id}." for name in names]
    return text, lines


def offer_earlier(
    kata: Kata, catalogue: Catalogue, path: Path, progress: Progress
) -> Iterator[str]:
    """Yield a line for each earlier kata whose passed attempt has code for parts of this kata."""
    starter = get_starter_text(kata)
    for other in list_earlier(kata, catalogue.katas):
        if names := list_fitting(starter, read_best(other, progress, is_passed=True)):
            yield (
                f"You wrote {', '.join(names)} for kata {other.id}: to have that in the file, "
                f"`{kata.command('reset', *list_place(kata, path), '--with', other.id)}`."
            )


def read_best(kata: Kata, progress: Progress, *, is_passed: bool = False) -> str:
    """Return the source of the learner's best attempt at a kata.

    The result is empty if there is no attempt, if it is not valid Python, or if `is_passed` and the
    attempt did not pass.
    """
    attempt = progress.best_attempt(kata)
    if attempt is None or (is_passed and not attempt.passed):
        return ""
    try:
        source = attempt.source.decode("utf-8-sig")
        parse_module(source)
    except (UnicodeDecodeError, PackError):
        return ""
    return source


def list_earlier(kata: Kata, katas: Iterable[Kata]) -> list[Kata]:
    """Return the direct and indirect prerequisites of a kata, the nearest first."""
    known = index_by_name(katas)
    earlier: dict[str, Kata] = {}
    waiting = get_known_needs(kata, known)
    while waiting:
        need = waiting.pop(0)
        if need.name not in earlier and need.name != kata.name:
            earlier[need.name] = need
            waiting += get_known_needs(need, known)
    return list(earlier.values())


def list_fitting(starter: str, source: str) -> list[str]:
    """Return the functions and classes of a source that can replace unwritten parts of a starter.

    A definition fits if it has the same parameters as the starter's, in all its methods, and
    nothing in it is unwritten.
    """
    asked, written = list_signatures(starter), list_signatures(source)
    left, right = set(list_unwritten(starter)), set(list_unwritten(source))
    return [
        name
        for name, parts in asked.items()
        if parts.keys() & left and written.get(name) == parts and not parts.keys() & right
    ]


def list_signatures(source: str) -> dict[str, dict[str, str]]:
    """Return the public functions and classes of a module with their parameters.

    The value of each is a mapping from qualified names, its own and those of its methods, to
    parameters.
    """
    signatures = get_signatures(source)
    return {
        part.name: {
            name: parameters
            for name, parameters in signatures.items()
            if name.partition(".")[0] == part.name
        }
        for part in list_public_parts(parse_module(source).body)
    }


def select_parts(starter: str, source: str, asked: str, earlier: Kata) -> list[str]:
    """Return the parts to copy: the requested one, or all that fit.

    Raises UsageError if there is none, and for a requested part that does not fit the part of that
    name in the starter.
    """
    fitting, written = list_fitting(starter, source), list_signatures(source)
    if not asked and not fitting:
        raise UsageError(
            f"nothing that you wrote for kata {earlier.id} has the name and the parameters of what "
            f"is to be written: name a part, --with {earlier.id}:{next(iter(written), 'PART')}"
        )
    if asked and asked not in written:
        raise UsageError(
            f"you wrote no {asked:.40} for kata {earlier.id}: there is "
            f"{', '.join(written) or 'nothing'}"
        )
    if asked in list_signatures(starter) and asked not in fitting:
        raise UsageError(f"{asked} of kata {earlier.id} takes other parameters, or is not written")
    return [asked] if asked else fitting


def bring_in(starter: str, source: str, names: Sequence[str]) -> str:
    """Return the starter with these parts of a source, and the definitions that they depend on.

    A definition replaces the starter's definition of that name; all others are inserted before the
    first part of the starter, and imports after the imports above that part.
    """
    body = parse_module(starter).body
    places = {name: node for node in body for name in list_bound(node)}
    needed = collect_needed(source, names, places)
    replaced = [
        (*get_span(node), get_text(source, needed[name]))
        for node in body
        for name in set(list_bound(node)) & needed.keys()
    ]
    added = dict.fromkeys(node for name, node in needed.items() if name not in places)
    first = min(get_span(node)[0] for node in list_public_parts(body))
    code = [line for node in added if not isinstance(node, Import)
            for line in [*get_text(source, node), "", ""]]  # fmt: skip
    imports = [
        line for node in added if isinstance(node, Import) for line in get_text(source, node)
    ]
    after = get_end_of_imports(body, first)
    edits = [*replaced, (first, first, code), (after, after, imports)]
    return "\n".join(apply_edits(split_lines(starter), edits)) + "\n"


def get_end_of_imports(body: Sequence[ast.stmt], first: int) -> int:
    """Return where the last import above the line `first` ends; `first` if there is none."""
    ends = [get_span(node)[1] for node in body if isinstance(node, Import)]
    return max([end for end in ends if end <= first], default=first)


def apply_edits(lines: Sequence[str], edits: Sequence[Edit]) -> list[str]:
    """Return lines with slices replaced, whose bounds are counted in the given lines.

    Of several edits that begin at the same line, the lines of the later one are above.
    """
    edited = list(lines)
    for begin, end, text in sorted(edits, key=lambda edit: edit[0], reverse=True):
        edited[begin:end] = text
    return edited


def collect_needed(source: str, names: Sequence[str], taken: Iterable[str]) -> dict[str, ast.stmt]:
    """Return the statements that define these names and everything that they depend on, by name.

    They are in the order of the source. Names that are `taken`, because the starter defines them,
    are not followed.
    """
    body = parse_module(source).body
    defined = {name: node for node in body for name in list_bound(node)}
    needed, waiting = set(names), list(names)
    while waiting:
        read = get_names(defined[waiting.pop()], ast.Load) & defined.keys() - set(taken) - needed
        needed |= read
        waiting += read
    return {name: node for name, node in defined.items() if name in needed}


def list_bound(node: ast.stmt) -> Iterator[str]:
    """Yield the names that a statement of a module defines."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        yield node.name
    elif isinstance(node, Import):
        yield from (alias.asname or alias.name.partition(".")[0] for alias in node.names)
    elif isinstance(node, ast.Assign | ast.AnnAssign):
        yield from sorted(get_names(node, ast.Store))


def get_text(source: str, node: ast.stmt) -> list[str]:
    """Return the lines of a statement."""
    begin, end = get_span(node)
    return split_lines(source)[begin:end]
