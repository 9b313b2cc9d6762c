"""Program that loads what the warm server loads, and exits: outside the sandbox, where Python can
write the bytecode.

``python precompile_main.py FOLDERS... -- PACKAGES... --``
"""

from __future__ import annotations

import sys

if __name__ == "__main__":
    sys.path += sys.argv[1 : sys.argv.index("--")]

    # The first two imports only serve to load, and so compile, the modules.
    from kata_runner import authoring, controls, figure, limits  # noqa: F401  # used by experiments
    from kata_runner.engine.inside import lockdown, server, warmup  # noqa: F401
    from kata_runner.engine.inside.startup import arguments, load_packages

    load_packages(*arguments()[:2])
