"""Which of the files that a student handed in is the attempt, and what was decided on the way.

1. A file that is byte for byte the starter never counts beside one that is not.
2. An exact file name beats a copy of the file.
3. A later upload, by the platform's numbers, beats an earlier one.
4. A file nearer to the top beats one further down.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kata_runner.classroom.submissions.copies import is_called, rate_name, split_source, split_version
from kata_runner.classroom.submissions.entry import Entry
from kata_runner.classroom.submissions.kinds import is_source, name_unreadable
from kata_runner.sanitize import harmless

IsStarter = Callable[[Entry], bool]
MAX_COMPARED = 20  # files of one student that are opened to choose among them


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file of one student's: its own name without what a platform added, and what orders it among others.

    `version` is the number that the platform gave to a later upload: of the file, or of the archive it was in.
    """

    file: str
    entry: Entry
    depth: int = 0
    upload: int = 0
    late: bool = False
    version: int = 0
    numbered: bool = False
    no_file: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """The file that counts, or why there is none; `note` says what was not chosen and why."""

    best: Candidate | None
    refused: str = ""
    note: str = ""


def select(
    candidates: Sequence[Candidate], kata_name: str, is_starter: IsStarter, is_work: IsStarter | None = None
) -> Choice:
    """Choose the file called like the kata, else the only source there is.

    `is_work` says of a file whether it defines what the kata asks for: one that does is not left out without a note.
    """
    sources = [candidate for candidate in candidates if is_source(candidate.file)]
    if not sources:
        return Choice(None, describe_nothing(candidates))
    sources, starters = leave_out_starters(sources, is_starter)
    fitting = [candidate for candidate in sources if is_called(candidate.file, kata_name)]
    if not fitting and are_one_file(sources):
        fitting = sources
    if not fitting:
        return Choice(None, f"{len(sources)} Python files and none is called {kata_name}.py: {list_some(sources)}")
    others = [candidate for candidate in sources if candidate not in fitting] if is_work else []
    others = [other for other in others[:MAX_COMPARED] if is_work and not is_test(other.file) and is_work(other.entry)]
    return choose(fitting, kata_name, starters, others)


def is_test(file: str) -> bool:
    """Whether a file is called as tests are: they may define again what they test."""
    return file.lower().startswith("test") or split_source(file)[0].lower().endswith("_test")


def leave_out_starters(sources: Sequence[Candidate], is_starter: IsStarter) -> tuple[list[Candidate], list[Candidate]]:
    """Split sources into work and starters; where all are starters, all are work."""
    if not 1 < len(sources) <= MAX_COMPARED:
        return list(sources), []
    starters = [candidate for candidate in sources if is_starter(candidate.entry)]
    work = [candidate for candidate in sources if candidate not in starters]
    return (work, starters) if work else (starters, [])


def are_one_file(sources: Sequence[Candidate]) -> bool:
    """Whether these are uploads and copies of one file."""
    return len({(split_version(source.file)[0], source.depth) for source in sources}) == 1


def choose(
    fitting: Sequence[Candidate], kata_name: str, starters: Sequence[Candidate], others: Sequence[Candidate]
) -> Choice:
    """Choose among files that are called alike."""

    def rank(candidate: Candidate) -> tuple[tuple[int, bool], int, int, int]:
        exactness = rate_name(candidate.file, kata_name, numbered=candidate.numbered)
        return exactness, candidate.version, candidate.upload, -candidate.depth

    ordered = sorted(fitting, key=rank, reverse=True)
    best, rest = ordered[0], ordered[1:]
    tied = [candidate for candidate in rest if rank(candidate) == rank(best)]
    if tied:
        return Choice(None, f"{len(tied) + 1} files could be the attempt: {list_some([best, *tied])}")
    reasons = [explain(best, other, kata_name) for other in rest]
    reasons += [f"{show(other)} does not, it is not called {kata_name}.py" for other in others]
    reasons += [f"{show(other)} is the starter as it was given out" for other in starters]
    return Choice(best, "", f"{show(best)} counts; {'; '.join(reasons[:4])}" if reasons else "")


def explain(best: Candidate, other: Candidate, kata_name: str) -> str:
    """Say why a file does not count beside the best."""
    exact, other_exact = (rate_name(c.file, kata_name, numbered=c.numbered) for c in (best, other))
    if exact != other_exact:
        return f"{show(other)} does not, its name is less exact"
    if (best.version, best.upload) != (other.version, other.upload):
        return f"{show(other)} does not, it was uploaded earlier"
    return f"{show(other)} does not, it is further down"


def show(candidate: Candidate) -> str:
    """Return a file's path as it may be shown."""
    return harmless(candidate.entry.path)[:80]


def describe_nothing(candidates: Sequence[Candidate]) -> str:
    """Say what is there instead of a Python file."""
    texts = sorted({candidate.no_file for candidate in candidates if candidate.no_file})
    if texts and all(candidate.no_file for candidate in candidates):
        return ", ".join(texts)
    for candidate in candidates:
        if candidate.entry.refused:
            return f"{harmless(candidate.entry.name)} {candidate.entry.refused}"
        if kind := name_unreadable(candidate.file):
            return f"{show(candidate)} is a {kind}, which is not opened: ask for a zip or a Python file"
    return f"no Python file: {list_some(candidates)}" if candidates else "nothing in it"


def list_some(candidates: Sequence[Candidate], most: int = 4) -> str:
    """List the first few, by name."""
    names = sorted(show(candidate) for candidate in candidates)
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more
