"""`kata completion`."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from kata_runner.cli.commands import COMPLETE_VARIABLE
from kata_runner.cli.output import say

SHELLS = ("bash", "zsh", "fish", "powershell")


@click.command("completion")
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Print what makes SHELL complete commands, ids, parts and formats.

    \b
    In the shell's own file:
      bash        eval "$(kata completion bash)"
      zsh         eval "$(kata completion zsh)"
      fish        kata completion fish | source
      powershell  kata completion powershell | Out-String | Invoke-Expression
    """
    complete = get_completion_class(shell)
    assert complete is not None
    say(complete(ctx.find_root().command, {}, "kata", COMPLETE_VARIABLE).source().rstrip())
