"""Detection of the isolation layers that hold here, by a process that only applies them.

It is forked before numpy is loaded: forking a small process costs almost nothing, and the process
works while numpy loads.
"""

from __future__ import annotations

import os
from contextlib import suppress

from kata_runner.engine.inside.lockdown import PROBE_LIMITS, Walls, get_bounds


class LayerProbe:
    """Test of the layers in a forked process that runs in the background."""

    def __init__(self, walls: Walls) -> None:
        """Start the process."""
        self.result, writing = os.pipe()
        self.process = os.fork()
        if self.process == 0:
            with suppress(BaseException):
                walls.apply_landlock()
                os.write(writing, " ".join(walls.apply(get_bounds(PROBE_LIMITS), writing)).encode())
            os._exit(0)
        os.close(writing)

    def layers(self) -> list[str]:
        """Wait for the process and return the names of the layers that hold."""
        with os.fdopen(self.result, encoding="ascii") as result:
            names = result.read().split()
        os.waitpid(self.process, 0)
        return names
