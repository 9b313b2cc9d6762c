"""The `kata` command: one file a subcommand; the only place that prints or exits."""

from __future__ import annotations

import gc
import sys

TYPE_CHECKING = False  # what `typing` has under this name, without the time it takes to import
if TYPE_CHECKING:
    from kata_runner.engine.sandbox import Sandbox

RUN_AN_ATTEMPT = (["check"], ["run"])
DECIDED_LATER = ("-h", "--help", "--isolation")  # words that begin so: a sandbox started now would be given up again
UNUSED_TOLERATED = 50_000  # objects made before the collector first looks: a short command ends before


def main() -> None:
    """Run the command line; Ctrl-C ends it with one line, wherever it is."""
    from kata_runner.cli.streams import restore

    gc.set_threshold(UNUSED_TOLERATED)
    restore()
    try:
        code = start()
    except KeyboardInterrupt:
        from kata_runner.cli.output import note

        note("interrupted: nothing was lost")
        code = 130
    from kata_runner.cli.leave import leave

    leave(code)


def start() -> int:
    """Start the sandbox of a command that will need one, and only then import what commands are made of."""
    if sys.argv[1:2] not in RUN_AN_ATTEMPT or any(word.startswith(DECIDED_LATER) for word in sys.argv):
        return command(None)
    from kata_runner.engine.sandbox import Sandbox
    from kata_runner.errors import KataRunnerError

    try:
        sandbox = Sandbox()
    except KataRunnerError:  # a command that comes so far as to need one gets the error anew
        return command(None)
    with sandbox:
        return command(sandbox)


def command(sandbox: Sandbox | None) -> int:
    """Run the command line; its exit code."""
    try:
        from kata_runner.cli.main import main
    except Exception as error:  # anybody's module may stand in front of the one that is meant
        text = f"{type(error).__name__}: {error}: a module that kata-runner needs does not load: look at PYTHONPATH"
        sys.stderr.write(f"kata: error: {' '.join(text.split())}\n")
        return 3
    return main(sandbox)
