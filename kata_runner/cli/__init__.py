"""The `kata` command: one file a subcommand; the only place that prints or exits."""

from kata_runner.cli.main import main

__all__ = ["main"]
