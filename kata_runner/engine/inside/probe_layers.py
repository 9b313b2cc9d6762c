"""Which walls hold here, found out by a process that is only there to put them up.

It is forked before numpy is loaded: from a small process that costs next to nothing, and it works
while numpy loads.
"""

from __future__ import annotations

import os
from contextlib import suppress

from kata_runner.engine.inside.lockdown import TRIED, Walls, get_bounds


class LayerProbe:
    """A trial that goes on until it is asked for its result."""

    def __init__(self, walls: Walls) -> None:
        """Begin it."""
        self.result, writing = os.pipe()
        self.process = os.fork()
        if self.process == 0:
            with suppress(BaseException):
                walls.enclose()
                os.write(writing, " ".join(walls.put_up(get_bounds(TRIED), writing)).encode())
            os._exit(0)
        os.close(writing)

    def layers(self) -> list[str]:
        """The names of the walls that hold; waits for them."""
        with os.fdopen(self.result, encoding="ascii") as result:
            names = result.read().split()
        os.waitpid(self.process, 0)
        return names
