"""Starts the sandbox before the modules of the commands are imported, if a command needs one.

Both take about the same time, and they run at once. When the command ends, the objects of all
loaded modules are excluded from garbage collection.
"""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kata_runner.engine.sandbox import Sandbox

PRESTART_COMMANDS = (["check"], ["run"])
# With an option that begins like this, a sandbox that is started now would not be used.
NO_PRESTART_OPTIONS = ("-h", "--help", "--isolation")


def run_command_line() -> int:
    """Run the command line and return its exit code.

    If the command needs a sandbox, the sandbox is started before the command's modules are
    imported.
    """
    if sys.argv[1:2] not in PRESTART_COMMANDS or any(
        word.startswith(NO_PRESTART_OPTIONS) for word in sys.argv
    ):
        return run_command(None)
    from kata_runner.engine.sandbox import Sandbox
    from kata_runner.errors import KataRunnerError

    try:
        sandbox = Sandbox()
    except KataRunnerError:  # raised again if the command really needs a sandbox
        return run_command(None)
    with sandbox:
        return run_command(sandbox)


def run_command(sandbox: Sandbox | None) -> int:
    """Run the command line and return its exit code."""
    try:
        from kata_runner.cli.commands import main
    except Exception as error:  # another module may shadow one that is needed
        text = (
            f"{type(error).__name__}: {error}: a module that kata-runner needs does not "
            f"load: look at PYTHONPATH"
        )
        sys.stderr.write(f"kata: error: {' '.join(text.split())}\n")
        return 3
    code = main(sandbox)
    gc.freeze()  # saves a tenth of a cold `kata check`: Python collects garbage at exit
    return code
