"""Selects the file that is graded among those that a student handed in.

Algorithm:

1. Only Python files and notebooks count.
2. Unmodified starters do not count, unless there is nothing else.
3. Of the others, those named after the kata count; if there are none, a single file does, in one or
   several versions.
4. Among those, prefer in this order: the more exact name, the later upload by the platform's
   numbers, the smaller depth. Files that are equal in all of these are refused.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kata_runner.classroom.submissions import copy_names, kinds
from kata_runner.classroom.submissions.submitted_file import SubmittedFile
from kata_runner.sanitize import harmless

Predicate = Callable[[SubmittedFile], bool]
MAX_COMPARED = 20  # files of one student that are opened to select among them
MAX_LISTED = 4


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file that may count; `name` is its name without the data that a platform added.

    `version` is the platform's number of a later upload, of the file or of the archive around it.
    `no_file` says what was handed in instead of a file.
    """

    name: str
    file: SubmittedFile
    depth: int = 0
    upload: int = 0
    late: bool = False
    version: int = 0
    is_numbered: bool = False
    no_file: str = ""

    @property
    def path(self) -> str:
        """The path, escaped and shortened for display."""
        return harmless(self.file.path)[:80]


@dataclass(frozen=True, slots=True)
class Choice:
    """The file that counts, or why there is none; `note` says what was left out and why."""

    best: Candidate | None
    refusal: str = ""
    note: str = ""


def select(
    candidates: Sequence[Candidate], kata_name: str, is_starter: Predicate, is_work: Predicate
) -> Choice:
    """Select a file; `is_work` says whether a file defines a part of the kata."""
    sources = [candidate for candidate in candidates if kinds.is_source(candidate.name)]
    if not sources:
        return Choice(None, describe_missing(candidates))
    sources, starters = split_starters(sources, is_starter)
    named = [source for source in sources if copy_names.has_kata_name(source.name, kata_name)]
    others = [source for source in sources
              if not copy_names.has_kata_name(source.name, kata_name)]  # fmt: skip
    if not named and are_versions(sources):
        named, others = sources, []
    if not named:
        listed = list_paths(sources)
        why = f"{len(sources)} Python files and none is called {kata_name}.py: {listed}"
        return Choice(None, why)
    opened = others[:MAX_COMPARED]
    rivals = [other for other in opened if not is_test(other.name) and is_work(other.file)]
    return choose(named, kata_name, starters, rivals)


def is_test(name: str) -> bool:
    """Whether a file has the name of a test: a test may redefine what it tests."""
    stem = copy_names.split_source(name)[0].lower()
    return stem.startswith("test") or stem.endswith("_test")


def split_starters(
    sources: list[Candidate], is_starter: Predicate
) -> tuple[list[Candidate], list[Candidate]]:
    """Split sources into work and unmodified starters; if all are starters, all count as work."""
    if not 1 < len(sources) <= MAX_COMPARED:
        return sources, []
    starters = [source for source in sources if is_starter(source.file)]
    work = [source for source in sources if source not in starters]
    return (work, starters) if work else (starters, [])


def are_versions(sources: Sequence[Candidate]) -> bool:
    """Whether these are uploads and copies of one file."""
    names = {(copy_names.split_version(source.name)[0], source.depth) for source in sources}
    return len(names) == 1


def choose(
    named: Sequence[Candidate],
    kata_name: str,
    starters: Sequence[Candidate],
    rivals: Sequence[Candidate],
) -> Choice:
    """Choose among files named after the kata, with a note about up to four other files."""

    def rank(candidate: Candidate) -> tuple[tuple[int, bool], tuple[int, int], int]:
        exactness = copy_names.rate_name(
            candidate.name, kata_name, is_numbered=candidate.is_numbered
        )
        return exactness, (candidate.version, candidate.upload), -candidate.depth

    ranked = sorted(named, key=rank, reverse=True)
    best, rest = ranked[0], ranked[1:]
    tied = [candidate for candidate in rest if rank(candidate) == rank(best)]
    if tied:
        listed = list_paths([best, *tied])
        return Choice(None, f"{len(tied) + 1} files could be the attempt: {listed}")
    reasons = ("its name is less exact", "it was uploaded earlier", "it is further down")
    notes = []
    for other in rest:
        ranks = zip(reasons, rank(best), rank(other), strict=True)
        reason = next(reason for reason, first, second in ranks if first != second)
        notes.append(f"{other.path} does not, {reason}")
    notes += [f"{other.path} does not, it is not called {kata_name}.py" for other in rivals]
    notes += [f"{other.path} is the starter as it was given out" for other in starters]
    return Choice(best, "", f"{best.path} counts; {'; '.join(notes[:4])}" if notes else "")


def describe_missing(candidates: Sequence[Candidate]) -> str:
    """Say what was handed in instead of a Python file."""
    texts = sorted({candidate.no_file for candidate in candidates})
    if texts and all(texts):
        return ", ".join(texts)
    for candidate in candidates:
        if candidate.file.refusal:
            return candidate.file.describe(candidate.file.refusal)
        if kind := kinds.get_unsupported_kind(candidate.name):
            return (
                f"{candidate.path} is a {kind}, which is not opened: ask for a zip or a Python file"
            )
    return f"no Python file: {list_paths(candidates)}" if candidates else "nothing in it"


def list_paths(candidates: Sequence[Candidate]) -> str:
    """Return the first `MAX_LISTED` paths as text."""
    return join_some(sorted(candidate.path for candidate in candidates))


def join_some(texts: Sequence[str], most: int = MAX_LISTED) -> str:
    """Return the first texts, and how many others there are."""
    more = f" and {len(texts) - most} more" if len(texts) > most else ""
    return ", ".join(texts[:most]) + more
