"""`mutants.json`: fingerprints of what small changes to the reference give for the usual seed.

It is a JSON list with an item on each line: first the digests of what it was made from, then the
sentences, then the candidates. A candidate has its name, its part, the index of its sentence, the
names that are used there, the edit that makes it from the reference, the two fingerprints for each
experiment in which it differs from the reference, and the name of the alternative if it is made
from one.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from kata_runner.grading.answer_key import AnswerKey, damaged_error
from kata_runner.grading.diagnosis import json_lines
from kata_runner.grading.diagnosis.fingerprints import Fingerprints
from kata_runner.grading.source_digest import digest_sources, normalize_newlines
from kata_runner.model import Kata
from kata_runner.mutation.source_edits import Candidate

FORMAT = 1
OF_PART = '\n["'  # precedes a candidate's name, which begins with its part
OF_ALTERNATIVE = '"]'  # ends the line of a candidate that is made from an alternative


def get_path(kata: Kata) -> Path:
    """Where a kata's mutants are pinned."""
    return kata.solutions / "mutants.json"


@dataclass(frozen=True, eq=False)
class PinnedMutant:
    """A candidate, and its fingerprints in each experiment where it differs from the reference."""

    candidate: Candidate
    fingerprints: Mapping[str, Fingerprints]


@dataclass(frozen=True, eq=False)
class MutantsFile:
    """The file of a kata; `body` are the lines of the candidates, which are parsed only when they
    are needed.
    """

    body: str
    sentences: Sequence[str]
    knows_alternatives: bool

    def list_lines(self, words: Iterable[str]) -> list[str]:
        """Return the lines that contain one of these words, in their order.

        Only a few are needed, and parsing JSON takes longer than searching for a word in it.
        """
        begins = {
            self.body.rfind("\n", 0, place) + 1
            for word in words
            for place in find_all(self.body, word)
        }
        lines = (self.body[begin : self.body.find("\n", begin)] for begin in sorted(begins))
        lines = (line.rstrip(",") for line in lines)
        return [
            line for line in lines
            if self.knows_alternatives or not line.endswith(OF_ALTERNATIVE)
        ]  # fmt: skip


FILE_CACHE: WeakKeyDictionary[AnswerKey, MutantsFile | None] = WeakKeyDictionary()


def find_all(text: str, word: str) -> Iterator[int]:
    """Yield the positions of a word in a text; for an empty word the beginnings of the lines."""
    word = word or "\n["
    place = text.find(word)
    while place >= 0:
        yield place + word.startswith("\n")
        place = text.find(word, place + len(word))


def read_pinned_mutants(
    kata: Kata, key: AnswerKey, words: Collection[str] = ("",)
) -> list[PinnedMutant] | None:
    """Return the pinned mutants whose line contains one of these words, by default all of them;
    None if there are none or they were made from other files.

    A word that begins with `OF_PART` is the beginning of a name. The file is read once for a key.
    Raises PackError for a damaged file.
    """
    try:
        if key not in FILE_CACHE:
            FILE_CACHE[key] = read_file(kata)
        file = FILE_CACHE[key]
        if file is None:
            return None
        names = [expectation.declaration.name for expectation in key.expectations]
        items = json.loads(f"[{','.join(file.list_lines(words))}]")
        return [deserialize(item, names, file.sentences) for item in items]
    except FileNotFoundError:
        return None
    except json_lines.DAMAGES as error:
        raise damaged_error(kata, get_path(kata)) from error


def read_file(kata: Kata) -> MutantsFile | None:
    """Read the file of a kata; return None if it was made from other files."""
    head, rest = json_lines.read_lines(get_path(kata))
    if head["format"] != FORMAT or head["digest"] != digest_sources(kata):
        return None
    second, body = rest.split("\n", 1)
    sentences = json.loads(second.rstrip(","))
    return MutantsFile("\n" + body, sentences, head.get("alternatives") == hash_alternatives(kata))


def write_pinned_mutants(
    kata: Kata, key: AnswerKey, mutants: Iterable[PinnedMutant], candidates: Sequence[Candidate]
) -> None:
    """Pin mutants of all these candidates, one per line, so that a changed mutant is one changed
    line.
    """
    names = [expectation.declaration.name for expectation in key.expectations]
    numbers = {name: index for index, name in enumerate(names)}
    sentences: dict[str, int] = {}
    rows = [serialize(mutant, numbers, sentences) for mutant in mutants]
    items = [make_head(kata, key.seed, candidates), list(sentences), *rows]
    json_lines.write_lines(get_path(kata), map(json_lines.dump_item, items))


def make_head(kata: Kata, seed: int, candidates: Sequence[Candidate]) -> dict[str, Any]:
    """Return the first item of a file: the digests of what it is made from."""
    return {
        "format": FORMAT,
        "seed": seed,
        "digest": digest_sources(kata),
        "candidates": hash_candidates(candidates),
        "alternatives": hash_alternatives(kata),
    }


def is_current(kata: Kata, candidates: Sequence[Candidate]) -> bool:
    """Whether the pinned mutants were made from these files and candidates; also True if none are
    pinned.
    """
    try:
        head, _ = json_lines.read_lines(get_path(kata))
        return bool(head == make_head(kata, head["seed"], candidates))
    except FileNotFoundError:
        return True
    except json_lines.DAMAGES:
        return False


def hash_candidates(candidates: Sequence[Candidate]) -> str:
    """Return a hash of candidates."""
    state = hashlib.sha256()
    for one in candidates:
        base = [one.base] if one.base else []
        data = [one.name, one.says, one.names, one.edit, *base]
        state.update(json_lines.dump_item(data).encode())
    return state.hexdigest()[:16]


def hash_alternatives(kata: Kata) -> str:
    """Return a hash of the file of alternatives, an empty string if there is none."""
    if not kata.alternatives.is_file():
        return ""
    text = normalize_newlines(kata.alternatives.read_bytes())
    return hashlib.sha256(text).hexdigest()[:16]


def serialize(
    mutant: PinnedMutant, numbers: Mapping[str, int], sentences: dict[str, int]
) -> list[Any]:
    """Return a mutant as plain data; a sentence that several mutants share is stored once."""
    one = mutant.candidate
    index = sentences.setdefault(one.says, len(sentences))
    prints = [[numbers[name], *both] for name, both in mutant.fingerprints.items()]
    base = [one.base] if one.base else []
    return [one.name, one.function, index, one.names, one.edit, prints, *base]


def deserialize(data: Any, names: Sequence[str], sentences: Sequence[str]) -> PinnedMutant:
    """Return the mutant that was serialized."""
    name, function, index, known, (begin, end, text), prints, *base = data
    edit = begin, end, text
    candidate = Candidate(name, function, sentences[index], tuple(known), edit, *base)
    return PinnedMutant(candidate, {names[number]: (a, b) for number, a, b in prints})
