"""The group of subcommands: each is a file here, imported when it is called, or comes from a
plugin.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from errno import EAGAIN, EIO, EMFILE, ENFILE, ENOMEM, ENOSPC, ENOSYS
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kata_runner.cli.output import complain, discard, warn_once
from kata_runner.errors import KataRunnerError

if TYPE_CHECKING:
    from kata_runner.engine.sandbox import Sandbox
    from kata_runner.packs.pack import Pack
    from kata_runner.packs.plugins import Plugins

COMMANDS = {
    "list": "katas by phase, with your marks",
    "show": "the lesson",
    "start": "the starter file, to write in",
    "run": "the demo; with your file, your values beside the reference's",
    "check": "grade your file",
    "watch": "grade your file at every save, and show one failure",
    "try": "a Python prompt with your functions and the kata's data",
    "next": "what comes now",
    "progress": "what you have done; export, import or delete it",
    "reset": "a fresh starter; your old file is kept",
    "grade": "grade a classroom",
    "hint": "one more hint for a function",
    "solution": "the reference beside yours, once you have passed",
    "new": "a new pack, or a new kata in one",
    "verify": "an author's checks: does the kata hold what it promises?",
    "guide": "what there is to read, offline",
    "plugins": "what is loaded, and what failed to load",
    "completion": "what makes your shell complete commands, ids and parts",
    "doctor": "what this machine can isolate, found out by attacking it",
}

OTHER_MODULES = {"try": "try_prompt"}  # Python has a meaning of its own for the word
COMPLETE_VARIABLE = "_KATA_COMPLETE"
EXHAUSTED = (EAGAIN, EMFILE, ENFILE, ENOMEM, ENOSYS)  # what only the machine can be blamed for


class Commands(click.Group):
    """Subcommands by name; help lists them without importing any."""

    asked = False
    plugins: Plugins | None = None

    def __init__(self, *args: Any, **attributes: Any) -> None:
        """No plugin was asked for its subcommands yet."""
        super().__init__(*args, **attributes)
        self.owners: dict[str, Pack] = {}

    def invoke(self, ctx: click.Context) -> Any:
        """Run a subcommand; what goes wrong in a plugin's is told as that plugin's."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception:
            owner = self.owners.get(ctx.invoked_subcommand or "")
            if owner is None:
                raise
            from kata_runner.packs.borrowed import attribute_errors_to

            with attribute_errors_to(owner, f"command {ctx.invoked_subcommand!r}"):
                raise

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The built-in ones in the order of a first session, then those of plugins."""
        return [*COMMANDS, *sorted(self.plugged())]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the one that is wanted."""
        if cmd_name in COMMANDS:
            module = OTHER_MODULES.get(cmd_name, cmd_name)
            command: click.Command = import_module(f"kata_runner.cli.{module}").command
            return command
        return self.plugged().get(cmd_name)

    def plugged(self) -> dict[str, click.Command]:
        """The subcommands of plugins, asked for once; one that fails to register is left out with a
        warning.
        """
        if not self.asked:
            from kata_runner.packs.plugins import list_problems, load_plugins

            self.asked = True
            self.plugins = load_plugins()
            self.plugins.call("register_commands", cli=self)
            for problem in list_problems(self.plugins.packs):
                warn_once(problem)
        return dict(self.commands)

    def add_command(self, cmd: click.Command, name: str | None = None) -> None:
        """Take a plugin's subcommand; raises ValueError for a name that is taken, which the plugin
        is blamed for.
        """
        command_name = name or cmd.name or ""
        if command_name in COMMANDS or command_name in self.commands:
            raise ValueError(f"there is a command {command_name!r} already: choose another name")
        super().add_command(cmd, command_name)
        if self.plugins is not None:
            self.owners[command_name] = self.plugins.running

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """A line for each, from the table above rather than from the modules."""
        plugged = self.plugged()
        rows = [
            *COMMANDS.items(),
            *((name, plugged[name].get_short_help_str()) for name in sorted(plugged)),
        ]
        with formatter.section("Commands"):
            formatter.write_dl(rows)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """Find a command; a wrong name gets the nearest one."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from difflib import get_close_matches

            if meant := meant_command(args):
                raise click.UsageError(meant, error.ctx) from None
            message = error.format_message()
            near = get_close_matches(args[0], self.list_commands(ctx), n=1)
            if (
                near and "did you mean" not in message.lower()
            ):  # newer releases of click ask it themselves
                message += f" Did you mean '{near[0]}'?"
            raise click.UsageError(message, error.ctx) from None


def meant_command(words: list[str]) -> str:
    """What was meant by words that begin with a kata or a file where a command should stand;
    nothing where they do not.
    """
    from shlex import join

    from kata_runner.learner.choice import is_file_name
    from kata_runner.packs.catalogue import load_catalogue

    is_swapped = len(words) > 1 and words[1] in COMMANDS
    command = join(
        ["kata", words[1] if is_swapped else "check", words[0], *words[1 + is_swapped :]]
    )
    if is_file_name(words[0]):
        return f"{words[0]!r} is a file, and the command comes first: `{command}`"
    for kata in load_catalogue(named_packs()).katas:
        if words[0] in (kata.id, kata.name):
            return f"{words[0]!r} is kata {kata}, and the command comes first: `{command}`"
    return ""


def named_packs() -> list[Path]:
    """The folders that `KATA_PACKS` names, those that are there."""
    names = os.environ.get("KATA_PACKS", "").split(os.pathsep)
    return [Path(name) for name in names if name and Path(name).is_dir()]


@click.group(
    cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(package_name="kata-runner", prog_name="kata")
def cli() -> None:
    """Learn machine learning by writing its pieces yourself.

    \b
    A first session:
      kata run 6.3              see what the kata is about
      kata start 6.3            get the file to write in
      kata check 6.3            grade it
    """


def main(sandbox: Sandbox | None = None) -> int:
    """Run a command, with a sandbox that is loading already where it needs one; its exit code.

    An error of ours is one line.
    """
    stdout = sys.stdout
    try:
        return exit_code(cli(standalone_mode=False, obj=sandbox, complete_var=COMPLETE_VARIABLE))
    except KataRunnerError as error:
        complain("error", str(error))
        return error.exit_code
    except click.ClickException as error:
        with suppress(OSError):
            error.show()
        return error.exit_code
    except SystemExit:
        if sys.stdout is stdout:
            raise
        discard(
            stdout
        )  # click has put something of its own there, as the reader of the help went away
        return 0
    except click.Abort:
        raise KeyboardInterrupt from None
    except Exception as error:
        explain_unexpected(error)
        return KataRunnerError.exit_code


def explain_unexpected(error: Exception) -> None:
    """Say in one line what the machine lacks, else whose fault it is that nobody expected, with all
    that is known.
    """
    if is_output_lost(error):
        complain("error", f"stdout: {error}: make room or send it elsewhere, and run it again")
    elif isinstance(error, OSError) and error.errno in EXHAUSTED:
        where = f"{error.filename}: " if error.filename else ""
        complain(
            "error",
            f"{where}{error.strerror}: this machine lacks what every command needs, see "
            f"`ulimit -a`",
        )
    else:
        sys.excepthook(type(error), error, error.__traceback__)
        complain(
            "error",
            "this is a fault of a pack or of kata-runner, not of your code: please report it",
        )


def is_output_lost(error: Exception) -> bool:
    """Whether an error is that of writing to a stream, as `click` does for help: it names no
    file.
    """
    return isinstance(error, OSError) and error.filename is None and error.errno in (EIO, ENOSPC)


def exit_code(answer: object) -> int:
    """What click answers: the code that a command asked to exit with, or whatever the command
    returned.
    """
    return answer if isinstance(answer, int) else 0
