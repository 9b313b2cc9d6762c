"""Whether the tests are to try everything, or as much as four minutes allow.

Marked `thorough` are tests that repeat others more widely: at every level of isolation, on every
seed, for every kata of a pack that only tests use. `KATA_TEST_ALL=1` runs them too.
"""

from __future__ import annotations

import os

IS_THOROUGH = os.environ.get("KATA_TEST_ALL", "") not in ("", "0")
