"""Removes what all labels of a download share: `hw6-ada` and `hw6-bob` become ada and bob."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, takewhile
from os.path import commonprefix

from kata_runner.classroom.submissions.copy_names import WORD, strip_copy

SEPARATORS = "-_ ."
MAX_CUTS = 4  # ways in which a shared prefix, or a shared suffix, is cut off
SIGNS = "()[]{}#.,:;-"  # may enclose a number that is not a part of a name
A_DATE = r"(?:19|20)\d\d[-_. ]?[01]\d[-_. ]?[0-3]\d"
# Matches only at the first of several separators: otherwise a name that consists of separators is
# slow, as a match would be tried at each of them.
ALL_SEPARATORS = rf"(?<![{SEPARATORS}])[{SEPARATORS}]+"
SEVERAL = re.compile(rf"[{SEPARATORS}]+")
A_WORD = re.compile(rf"[^{SEPARATORS}]+")
DATE = re.compile(rf"^{A_DATE}[{SEPARATORS}]+|{ALL_SEPARATORS}{A_DATE}$")


class CommonAffixes:
    """The prefix, suffix and words that the labels of a download have in common."""

    def __init__(self, labels: Iterable[str], kata_name: str) -> None:
        """Compare the labels; the kata's name is removed even from a single one."""
        labels = list(labels)
        compared = [DATE.sub("", label) for label in labels] if len(labels) > 1 else []
        self.names = {kata_name, kata_name.replace("_", "-")}
        self.prefix = get_shared_prefix(compared)
        if self.prefix.endswith(" ") and not any(map(str.isdigit, self.prefix)):
            self.prefix = ""  # probably a family name
        self.suffix = get_shared_prefix([label[::-1] for label in compared])[::-1]
        words = [set(split_parts(label)) for label in labels]
        self.words = set.intersection(*words) if compared else set()

    def get_cores(self, label: str) -> tuple[str, ...]:
        """Return what remains of a label in several ways, the longest first.

        Without more and more of the shared prefix and suffix, and without the numbers and more and
        more of the shared words: what is shared may be a part of the names. A number is left out
        only between underscores or spaces: an account may be called `3-ada`.
        """
        cores = {core: None for core in (*self.list_cut(label), *self.list_bare(label))
                 if core and core != label}  # fmt: skip
        return tuple(sorted(cores, key=len, reverse=True))

    def list_cut(self, label: str) -> Iterator[str]:
        """Yield a label without the shared prefix and suffix, and with more and more of them."""
        core = DATE.sub("", label)
        for prefix in cut_prefix(self.prefix)[:MAX_CUTS]:
            for suffix in cut_prefix(self.suffix[::-1])[:MAX_CUTS]:
                yield self.remove_kata_name(remove_ends(core, prefix, suffix[::-1]))

    def remove_kata_name(self, core: str) -> str:
        """Remove the kata's name at either end, also in the name of a copy."""
        original = strip_copy(core)
        for name in map(re.escape, self.names):
            end = rf"{ALL_SEPARATORS}(?:{WORD} (?:of|von|de|di) )*{name}$"
            text = original if re.search(end, original, re.IGNORECASE) else core
            core = re.sub(rf"^{name}[{SEPARATORS}]+|{end}", "", text, flags=re.IGNORECASE)
        return core

    def list_bare(self, label: str) -> Iterator[str]:
        """Yield a label's words without the numbers, with more and more of the shared words."""
        words = [word for word in split_parts(label) if not word.strip(SIGNS).isdecimal()]
        yield "_".join(words)
        yield "_".join(word for word in words if word not in self.words)
        start = count_while_in(words, self.words)
        end = len(words) - count_while_in(words[::-1], self.words)
        for first in range(start, max(start - MAX_CUTS, -1), -1):
            for last in range(end, min(end + MAX_CUTS, len(words) + 1)):
                yield "_".join(words[first:last])

    def list_words(self) -> tuple[str, ...]:
        """Return the words that all labels share, without numbers and those of the kata's name."""
        texts = (self.prefix, *sorted(self.words), self.suffix)
        words = [word.casefold() for text in texts for word in split_words(text)]
        kata_words = {word for name in self.names for word in split_words(name.casefold())}
        return tuple(dict.fromkeys(word for word in words
                                   if not word.isdecimal() and word not in kata_words))  # fmt: skip


def split_parts(label: str) -> list[str]:
    """Return the parts between underscores and spaces."""
    return [word for word in re.split(r"[_ ]+", label) if word]


def split_words(label: str) -> list[str]:
    """Return the words between separators, in lower case."""
    return A_WORD.findall(label.casefold())


def list_neighbors(core: str, label: str, words: Iterable[str]) -> list[str]:
    """Return those of the words that are next to a word of a core in a label, numbers left out."""
    in_label = [word for word in split_words(label) if not word.isdecimal()]
    own = set(split_words(core))
    pairs = list(pairwise(in_label))
    near = {word for pair in pairs if own & set(pair) for word in pair}
    return [word for word in words if word in near]


def count_while_in(words: Iterable[str], shared: set[str]) -> int:
    """Return how many of the first words are shared."""
    return sum(1 for _ in takewhile(shared.__contains__, words))


def cut_prefix(prefix: str) -> list[str]:
    """Return a prefix, cut after its last separators, those before them, and so on, then ""."""
    ends = [match.end() for match in SEVERAL.finditer(prefix)]
    return [*(prefix[:end] for end in reversed(ends[-MAX_CUTS:])), ""]


def remove_ends(label: str, prefix: str, suffix: str) -> str:
    """Remove a prefix and a suffix, unless nothing would remain."""
    core = label.removeprefix(prefix) if len(label) > len(prefix) else label
    return core.removesuffix(suffix) if len(core) > len(suffix) else core


def get_shared_prefix(labels: Sequence[str]) -> str:
    """Return the common prefix up to its last separator: of `hw6-ada` and `hw6-ann`, `hw6-`."""
    prefix = commonprefix(labels)  # noqa: RUF071  # labels are not paths
    return prefix[: max(map(prefix.rfind, SEPARATORS)) + 1]
