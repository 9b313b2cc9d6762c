"""The first few of what there may be as many of as students, and how many there are."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Generic, TypeVar

KEPT = 20  # more than a summary shows

T = TypeVar("T")


@dataclass
class Few(Generic[T]):
    """What is appended first is kept, the rest is counted."""

    first: list[T] = field(default_factory=list)
    count: int = 0

    def append(self, one: T) -> None:
        """Keep it if it is among the first, and count it."""
        self.count += 1
        if len(self.first) < KEPT:
            self.first.append(one)

    @property
    def more(self) -> int:
        """How many are not kept."""
        return self.count - len(self.first)
