"""Starts the sandbox of a command that will need one, before the modules are imported that commands
are made of.

Both take about as long, so a learner waits for one of them only. At its end a command does not look
for garbage among all the modules that it has loaded.
"""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kata_runner.engine.sandbox import Sandbox

PRESTART_COMMANDS = (["check"], ["run"])
# With an option that begins so a sandbox that starts now would be given up again.
NO_PRESTART_OPTIONS = ("-h", "--help", "--isolation")


def run_command_line() -> int:
    """Run the command line, with a sandbox that is starting where the command will need one; its
    exit code.
    """
    if sys.argv[1:2] not in PRESTART_COMMANDS or any(
        word.startswith(NO_PRESTART_OPTIONS) for word in sys.argv
    ):
        return run_command(None)
    from kata_runner.engine.sandbox import Sandbox
    from kata_runner.errors import KataRunnerError

    try:
        sandbox = Sandbox()
    except KataRunnerError:  # a command that comes so far as to need one gets the error anew
        return run_command(None)
    with sandbox:
        return run_command(sandbox)


def run_command(sandbox: Sandbox | None) -> int:
    """Run the command line; its exit code."""
    try:
        from kata_runner.cli.commands import main
    except Exception as error:  # anybody's module may stand in front of the one that is meant
        text = (
            f"{type(error).__name__}: {error}: a module that kata-runner needs does not "
            f"load: look at PYTHONPATH"
        )
        sys.stderr.write(f"kata: error: {' '.join(text.split())}\n")
        return 3
    code = main(sandbox)
    gc.freeze()  # a tenth of a cold `kata check` else: the interpreter collects garbage as it ends
    return code
