"""The program that is the warm server, its control socket as stdin: what takes long is done last.

``python forkserver_main.py FOLDERS... -- PACKAGES... -- READABLE...``
"""

from __future__ import annotations

import sys

if __name__ == "__main__":
    sys.path += sys.argv[1 : sys.argv.index("--")]

import gc
import os
from _socket import AF_UNIX, SOCK_SEQPACKET, socket

from kata_runner.engine.inside.arguments import arguments
from kata_runner.engine.inside.lockdown import Walls
from kata_runner.engine.inside.omitted import omit
from kata_runner.engine.inside.probe_layers import LayerProbe


def main() -> None:
    """Try the walls while numpy loads, then serve."""
    gc.disable()  # until all is loaded there is nothing to collect
    # Nobody's hooks run in the forks. `threading` and `random` would renew their state there: a
    # process of one thread has no need of it, and what an attempt draws without a seed would be
    # another thing each time it is judged.
    os.register_at_fork = lambda **_: None
    os.chdir("/")  # what the grader's working folder is called is nothing to an attempt
    omit()
    folders, packages, readable = arguments()
    walls = Walls(readable)
    trial = LayerProbe(walls)
    from kata_runner.engine.inside.runner import load_packages
    from kata_runner.engine.inside.server import Server

    load_packages(folders, packages)
    walls.enclose()  # only now: what packages look at while they load, the attempt need not see
    Server(socket(AF_UNIX, SOCK_SEQPACKET, 0, os.dup(0)), walls).serve(trial)


if __name__ == "__main__":
    main()
