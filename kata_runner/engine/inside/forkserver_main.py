"""Main program of the warm server, with its control socket as stdin; slow steps come last.

``python forkserver_main.py FOLDERS... -- PACKAGES... -- READABLE...``
"""

from __future__ import annotations

import sys

if __name__ == "__main__":
    sys.path += sys.argv[1 : sys.argv.index("--")]

import gc
import os
from _socket import AF_UNIX, SOCK_SEQPACKET, socket

from kata_runner.engine.inside.lockdown import LayerProbe, Walls
from kata_runner.engine.inside.startup import arguments, load_packages, omit


def main() -> None:
    """Test the isolation layers while numpy loads, then serve."""
    gc.disable()  # until all is loaded there is nothing to collect
    # No hooks run in the forks. `threading` and `random` would renew their state there: a process
    # with one thread does not need that, and an attempt that draws random numbers without a seed
    # would get different ones each time it is judged.
    os.register_at_fork = lambda **_: None
    os.chdir("/")  # an attempt must not see the name of the grader's working folder
    omit()
    folders, packages, readable = arguments()
    walls = Walls(readable)
    trial = LayerProbe(walls)
    from kata_runner.engine.inside.server import Server

    load_packages(folders, packages)
    walls.apply_landlock()  # only now: packages may read more while they load than the attempt may
    Server(socket(AF_UNIX, SOCK_SEQPACKET, 0, os.dup(0)), walls).serve(trial)


if __name__ == "__main__":
    main()
