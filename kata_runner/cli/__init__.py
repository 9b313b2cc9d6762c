"""The `kata` command: one file a subcommand; the only place that prints or exits."""

from __future__ import annotations


def main() -> None:
    """Run the command line; Ctrl-C ends it with one line, wherever it is."""
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
