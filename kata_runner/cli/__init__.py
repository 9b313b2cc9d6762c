"""The `kata` command: one module per subcommand; only this package prints or exits."""

from __future__ import annotations


def main() -> None:
    """Run the command line; Ctrl-C ends it at any moment with one line of output."""
    from kata_runner.cli._prestart import run_command_line
    from kata_runner.cli.streams import leave, restore

    restore()
    try:
        code = run_command_line()
    except KeyboardInterrupt:
        from kata_runner.cli.output import note

        note("interrupted: nothing was lost")
        code = 130
    leave(code)
