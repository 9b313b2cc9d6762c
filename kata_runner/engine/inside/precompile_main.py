"""A program that loads what the warm server does, and ends: outside the walls, where Python may
keep the bytecode.

``python precompile_main.py FOLDERS... -- PACKAGES... --``
"""

from __future__ import annotations

import sys

if __name__ == "__main__":
    sys.path += sys.argv[1 : sys.argv.index("--")]

    from kata_runner import authoring, controls, figure, limits  # noqa: F401  # what experiments load
    from kata_runner.engine.inside import omitted, probe_layers, server, warmup  # noqa: F401  # to be compiled
    from kata_runner.engine.inside.arguments import arguments
    from kata_runner.engine.inside.runner import load_packages

    load_packages(*arguments()[:2])
