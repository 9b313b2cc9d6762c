"""Whether the tests are to try everything, or as much as four minutes allow.

Marked `thorough` are tests that take long or repeat others more widely: in more cases, at every
level of isolation, on every seed, for every kata. `KATA_TEST_ALL=1` runs them too.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TypeVar

Case = TypeVar("Case")
IS_THOROUGH = os.environ.get("KATA_TEST_ALL", "") not in ("", "0")


def some(cases: Sequence[Case], count: int) -> Sequence[Case]:
    """So many of the cases, evenly spread over them; all of them where everything is tried."""
    if IS_THOROUGH or len(cases) <= count:
        return cases
    return [cases[len(cases) * number // count] for number in range(count)]


def examples(count: int) -> int:
    """So many examples of a law where everything is tried, and a fifth of them by default."""
    return count if IS_THOROUGH else max(count // 5, 10)
