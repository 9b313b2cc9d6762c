"""The `kata` command: one file a subcommand; the only place that prints or exits."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kata_runner.engine.sandbox import Sandbox

RUN_AN_ATTEMPT = (["check"], ["run"])
DECIDED_LATER = {"-h", "--help", "--isolation"}


def main() -> None:
    """Run the command line; Ctrl-C ends it with one line, wherever it is."""
    try:
        start()
    except KeyboardInterrupt:
        sys.stderr.write("kata: interrupted: nothing was lost\n")
        sys.exit(130)


def start() -> None:
    """Start the sandbox of a command that will need one, and only then import what commands are made of."""
    if sys.argv[1:2] not in RUN_AN_ATTEMPT or DECIDED_LATER.intersection(sys.argv):
        command(None)
        return
    from kata_runner.engine.sandbox import Sandbox
    from kata_runner.errors import KataRunnerError

    try:
        sandbox = Sandbox()
    except KataRunnerError:  # a command that comes so far as to need one gets the error anew
        command(None)
        return
    with sandbox:
        command(sandbox)


def command(sandbox: Sandbox | None) -> None:
    """Run the command line."""
    from kata_runner.cli.main import main

    main(sandbox)
