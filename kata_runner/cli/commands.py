"""The group of subcommands: modules of this package, imported when called, and those of plugins."""

from __future__ import annotations

import os
import sys
from errno import EAGAIN, EIO, EMFILE, ENFILE, ENOMEM, ENOSPC, ENOSYS
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kata_runner.cli.output import discard, lose_output, print_labelled, warn_once
from kata_runner.errors import KataRunnerError

if TYPE_CHECKING:
    from kata_runner.engine.sandbox import Sandbox
    from kata_runner.packs.pack import Pack
    from kata_runner.packs.plugin_manager import Plugins

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

OTHER_MODULES = {"try": "try_prompt"}  # `try` is a keyword of Python
COMPLETE_VARIABLE = "_KATA_COMPLETE"
FOLDERS = "kata_runner.folders"  # of --pack, in a context's `meta`
EXHAUSTED = (EAGAIN, EMFILE, ENFILE, ENOMEM, ENOSYS)  # errors of the machine, not of any code


class Commands(click.Group):
    """Subcommands by name; help lists them without importing any."""

    plugins: Plugins | None = None

    def __init__(self, *args: Any, **attributes: Any) -> None:
        """Create the group; plugins are loaded when their subcommands are needed."""
        super().__init__(*args, **attributes)
        self.owners: dict[str, Pack] = {}

    def invoke(self, ctx: click.Context) -> Any:
        """Run a subcommand; an exception from a plugin's code is reported as that plugin's."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception:
            owner = self.owners.get(ctx.invoked_subcommand or "")
            if owner is None:
                raise
            with owner.attribute_errors(f"command {ctx.invoked_subcommand!r}"):
                raise

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the built-in commands in the order of a first session, then those of plugins."""
        return [*COMMANDS, *sorted(self.plugged())]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command; the module of a built-in one is imported."""
        if cmd_name in COMMANDS:
            module = OTHER_MODULES.get(cmd_name, cmd_name)
            command: click.Command = import_module(f"kata_runner.cli.{module}").command
            return command
        return self.plugged().get(cmd_name)

    def plugged(self) -> dict[str, click.Command]:
        """Return the subcommands of plugins, which are loaded only once.

        A subcommand that cannot be registered is left out, with a warning.
        """
        if self.plugins is None:
            from kata_runner.packs.pack import list_problems
            from kata_runner.packs.plugin_manager import load_plugins

            self.plugins = load_plugins()
            self.plugins.call("register_commands", cli=self)
            for problem in list_problems(self.plugins.packs):
                warn_once(problem)
        return dict(self.commands)

    def add_command(self, cmd: click.Command, name: str | None = None) -> None:
        """Add a plugin's subcommand.

        Raises ValueError for a name that is taken; the caller attributes the error to the plugin.
        """
        command_name = name or cmd.name or ""
        if command_name in COMMANDS or command_name in self.commands:
            raise ValueError(f"there is a command {command_name!r} already: choose another name")
        super().add_command(cmd, command_name)
        if self.plugins is not None:
            self.owners[command_name] = self.plugins.running

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write a line for each command, from `COMMANDS` and not from the modules."""
        plugged = self.plugged()
        rows = [
            *COMMANDS.items(),
            *((name, plugged[name].get_short_help_str()) for name in sorted(plugged)),
        ]
        with formatter.section("Commands"):
            formatter.write_dl(rows)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """Find a command; the error for an unknown name suggests the closest one."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from difflib import get_close_matches

            if meant := meant_command(args):
                raise click.UsageError(meant, error.ctx) from None
            message = error.format_message()
            near = get_close_matches(args[0], self.list_commands(ctx), n=1)
            # Newer releases of click suggest it themselves.
            if near and "did you mean" not in message.lower():
                message += f" Did you mean '{near[0]}'?"
            raise click.UsageError(message, error.ctx) from None


def meant_command(words: list[str]) -> str:
    """Return advice if the first word is a kata or a file in place of a command.

    The result is empty for any other word.
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
    """Return the existing folders that `KATA_PACKS` names."""
    names = os.environ.get("KATA_PACKS", "").split(os.pathsep)
    return [Path(name) for name in names if name and os.path.isdir(name)]


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
    """Run a command and return its exit code; a KataRunnerError is printed as one line.

    `sandbox` is one that is already starting, for a command that needs it.
    """
    stdout = sys.stdout
    try:
        answer = cli(standalone_mode=False, obj=sandbox, complete_var=COMPLETE_VARIABLE)
        # The code that a command passed to `ctx.exit`, or else what it returned.
        return answer if isinstance(answer, int) else 0
    except KataRunnerError as error:
        print_labelled("error", str(error))
        return error.exit_code
    except click.ClickException as error:
        try:
            error.show()
        except OSError:
            discard(sys.stderr)
        return error.exit_code
    except SystemExit:
        if sys.stdout is stdout:
            raise
        # Click has replaced stdout, because the reader of the help closed the pipe.
        discard(stdout)
        return 0
    except click.Abort:
        raise KeyboardInterrupt from None
    except Exception as error:
        explain_unexpected(error)
        return KataRunnerError.exit_code


def explain_unexpected(error: Exception) -> None:
    """Print why a command ended with an unexpected error.

    One line if the output is lost or the machine lacks a resource; otherwise the traceback, and
    that a pack or kata-runner is at fault.
    """
    if isinstance(error, OSError) and is_output_lost(error):
        print_labelled("error", str(lose_output(error)))
    elif isinstance(error, OSError) and error.errno in EXHAUSTED:
        where = f"{error.filename}: " if error.filename else ""
        print_labelled(
            "error",
            f"{where}{error.strerror}: this machine lacks what every command needs, see "
            f"`ulimit -a`",
        )
    else:
        sys.excepthook(type(error), error, error.__traceback__)
        print_labelled(
            "error",
            "this is a fault of a pack or of kata-runner, not of your code: please report it",
        )


def is_output_lost(error: OSError) -> bool:
    """Whether an error was raised while writing to a stream, as `click` does for help.

    Such an error has no file name.
    """
    return error.filename is None and error.errno in (EIO, ENOSPC)
