"""`kata completion`."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from kata_runner.cli.commands import COMPLETE_VARIABLE
from kata_runner.cli.output import print_result

SHELLS = ("bash", "zsh", "fish", "powershell")


@click.command("completion")
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Print what makes SHELL complete commands, ids, parts and formats.

    In the file that the shell reads when it starts, bash and zsh evaluate it, fish sources it, and
    PowerShell invokes it as an expression.

    \b
    Examples:
      kata completion fish | source
      kata completion powershell | Out-String | Invoke-Expression
      eval "$(kata completion bash)"
    """
    complete = get_completion_class(shell)
    assert complete is not None
    print_result(complete(ctx.find_root().command, {}, "kata", COMPLETE_VARIABLE).source().rstrip())
