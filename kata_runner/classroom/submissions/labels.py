"""What all labels of a download share says nothing of their senders: `hw6-ada` and `hw6-bob` are ada and bob."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import takewhile

SEPARATORS = "-_ ."
SIGNS = "()[]{}#.,:;-"  # around a number that is no part of a name
A_DATE = r"(?:19|20)\d\d[-_. ]?[01]\d[-_. ]?[0-3]\d"
ALL_SEPARATORS = rf"(?<![{SEPARATORS}])[{SEPARATORS}]+"  # looked for where they begin only: some names are nothing else
DATE = re.compile(rf"^{A_DATE}[{SEPARATORS}]+|{ALL_SEPARATORS}{A_DATE}$")


class Labels:
    """The beginning and the end that the labels of a download have in common, up to a separator."""

    def __init__(self, labels: Iterable[str], kata_name: str) -> None:
        """Compare the labels; a single one may begin with the kata's name."""
        self.prefix = self.suffix = ""
        self.count = 0
        self.words: set[str] = set()  # that all labels have, wherever they stand
        self.names = {kata_name, kata_name.replace("_", "-")}
        for label in labels:
            self.add(DATE.sub("", label))
            words = set(split_words(label))
            self.words = words if self.count == 1 else self.words & words
        self.prefix = cut_behind(self.prefix)
        if self.prefix.endswith(" ") and not any(map(str.isdigit, self.prefix)):
            self.prefix = ""  # a family's name
        self.suffix = cut_behind(self.suffix[::-1])[::-1]

    def add(self, label: str) -> None:
        """Shorten what is shared to what this label has too."""
        self.count += 1
        first = self.count == 1
        self.prefix = label if first else share_beginning(self.prefix, label)
        self.suffix = label if first else share_beginning(self.suffix[::-1], label[::-1])[::-1]

    def get_cores(self, label: str) -> tuple[str, ...]:
        """Return what a label says of its sender, without what all share, then without numbers too.

        Numbers are left out between underscores and spaces only: an account may be called `3-ada`.
        """
        words = [word for word in split_words(label) if not word.strip(SIGNS).isdecimal()]
        bare = "_".join(word for word in words if self.count == 1 or word not in self.words)
        return tuple(dict.fromkeys(core for core in (self.get_core(label), bare) if core and core != label))

    def get_core(self, label: str) -> str:
        """Return a label without what all share; nothing where that leaves nothing, or takes nothing away."""
        core = DATE.sub("", label)
        if self.count > 1:
            core = core.removeprefix(self.prefix) if len(core) > len(self.prefix) else core
            core = core.removesuffix(self.suffix) if len(core) > len(self.suffix) else core
        for name in self.names:
            known = re.escape(name)
            core = re.sub(rf"^{known}[{SEPARATORS}]+|{ALL_SEPARATORS}{known}$", "", core, flags=re.IGNORECASE)
        return core if core != label else ""


def split_words(label: str) -> list[str]:
    """Return the words between underscores and spaces."""
    return [word for word in re.split(r"[_ ]+", label) if word]


def cut_behind(shared: str) -> str:
    """Cut a shared beginning behind its last separator: `hw6-a` of `hw6-ada` and `hw6-ann` is `hw6-`."""
    return shared[: max(map(shared.rfind, SEPARATORS)) + 1]


def share_beginning(text: str, other: str) -> str:
    """Return the beginning that two texts have in common."""
    return text[: sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(text, other, strict=False)))]
