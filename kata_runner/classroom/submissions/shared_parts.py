"""Removes what all labels of a download share: `hw6-ada` and `hw6-bob` become ada and bob."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import takewhile

SEPARATORS = "-_ ."
SIGNS = "()[]{}#.,:;-"  # may enclose a number that is not a part of a name
A_DATE = r"(?:19|20)\d\d[-_. ]?[01]\d[-_. ]?[0-3]\d"
# Matches only at the first of several separators: otherwise a name that consists of separators is
# slow, as a match would be tried at each of them.
ALL_SEPARATORS = rf"(?<![{SEPARATORS}])[{SEPARATORS}]+"
DATE = re.compile(rf"^{A_DATE}[{SEPARATORS}]+|{ALL_SEPARATORS}{A_DATE}$")


class CommonAffixes:
    """The prefix, suffix and words that the labels of a download have in common."""

    def __init__(self, labels: Iterable[str], kata_name: str) -> None:
        """Compare the labels; the kata's name is removed even from a single one."""
        self.prefix = self.suffix = ""
        self.count = 0
        self.words: set[str] = set()
        self.names = {kata_name, kata_name.replace("_", "-")}
        for label in labels:
            self.add(DATE.sub("", label))
            words = set(split_words(label))
            self.words = words if self.count == 1 else self.words & words
        self.prefix = cut_after_separator(self.prefix)
        if self.prefix.endswith(" ") and not any(map(str.isdigit, self.prefix)):
            self.prefix = ""  # probably a family name
        self.suffix = cut_after_separator(self.suffix[::-1])[::-1]

    def add(self, label: str) -> None:
        """Shorten prefix and suffix to what this label has in common with them."""
        self.count += 1
        if self.count == 1:
            self.prefix = self.suffix = label
        else:
            self.prefix = get_common_prefix(self.prefix, label)
            self.suffix = get_common_prefix(self.suffix[::-1], label[::-1])[::-1]

    def get_cores(self, label: str) -> tuple[str, ...]:
        """Return what remains of a label, in up to two ways.

        First without the shared prefix and suffix, then without the shared words and the numbers. A
        number is left out only between underscores or spaces: an account may be called `3-ada`.
        """
        words = [word for word in split_words(label) if not word.strip(SIGNS).isdecimal()]
        bare = "_".join(word for word in words if self.count == 1 or word not in self.words)
        cores = (core for core in (self.get_core(label), bare) if core and core != label)
        return tuple(dict.fromkeys(cores))

    def get_core(self, label: str) -> str:
        """Return a label without the shared prefix and suffix, the date and the kata's name.

        Return an empty string if nothing is removed, or nothing remains.
        """
        core = DATE.sub("", label)
        if self.count > 1:
            core = core.removeprefix(self.prefix) if len(core) > len(self.prefix) else core
            core = core.removesuffix(self.suffix) if len(core) > len(self.suffix) else core
        for name in map(re.escape, self.names):
            pattern = rf"^{name}[{SEPARATORS}]+|{ALL_SEPARATORS}{name}$"
            core = re.sub(pattern, "", core, flags=re.IGNORECASE)
        return core if core != label else ""


def split_words(label: str) -> list[str]:
    """Return the words between underscores and spaces."""
    return [word for word in re.split(r"[_ ]+", label) if word]


def cut_after_separator(prefix: str) -> str:
    """Cut a prefix after its last separator: `hw6-a` of `hw6-ada` and `hw6-ann` is `hw6-`."""
    return prefix[: max(map(prefix.rfind, SEPARATORS)) + 1]


def get_common_prefix(text: str, other: str) -> str:
    """Return the beginning that two texts have in common."""
    pairs = takewhile(lambda pair: pair[0] == pair[1], zip(text, other, strict=False))
    return text[: sum(1 for _ in pairs)]
