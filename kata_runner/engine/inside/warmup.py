"""Load before the forks what attempts mostly need, so that they share the time and the memory.

Nothing of an attempt's or a kata's is run here: whatever that sets in the process, every fork would inherit.
"""

from __future__ import annotations

import gc

import numpy.typing  # noqa: F401  # what nearly every attempt imports

from kata_runner.engine.inside import remarks  # noqa: F401  # what every attempt that raises needs


def warm_up() -> None:
    """Leave a process that is ready to be forked: nothing to collect, and nothing that a collection would touch."""
    gc.collect()
    gc.freeze()
    gc.disable()
