"""`%kata` and `%%kata`: the commands of the `kata` program in a notebook, with one sandbox for all.

`run`, `check` and `show` return objects that a notebook displays; the other commands print.
"""

from __future__ import annotations

import atexit
import shlex
import subprocess
import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kata_runner.api import Grader
from kata_runner.engine.attempt_file import attempt_of, read_attempt
from kata_runner.errors import KataRunnerError, UsageError
from kata_runner.figures.settings import Prepared, parse_settings
from kata_runner.grading.demo_tables import choose_experiment
from kata_runner.learner.choice import existing
from kata_runner.learner.progress_store import record
from kata_runner.model import Attempt, Kata
from kata_runner.notebook.cell_source import build_source
from kata_runner.notebook.failed_cells import FailedCells
from kata_runner.notebook.magic_commands import adapt, make_parser
from kata_runner.notebook.slider import make_sliders
from kata_runner.notebook.views import DemoView, LessonView, ReportView
from kata_runner.packs.lesson_sections import find_section, read_lesson
from kata_runner.packs.source_parts import list_unwritten
from kata_runner.packs.starter_text import get_starter_text
from kata_runner.sanitize import harmless

NEED_A_TERMINAL = ("try", "watch", "completion")


class Session:
    """The state that the magics of one kernel share: its shell, a grader and a parser."""

    def __init__(self, shell: Any) -> None:
        """Load the packs; the sandbox starts when it is needed."""
        self.shell, self.grader, self.parser = shell, Grader(), make_parser()
        self.failed = FailedCells(shell)
        atexit.register(self.grader.close)

    def line(self, line: str) -> object:
        """Run `%kata COMMAND …` and return what to display; raises IPython's UsageError."""
        from IPython.core.error import UsageError as MagicError

        try:
            return self.do(shlex.split(line))
        except (KataRunnerError, ValueError) as error:
            raise MagicError(str(error)) from None

    def cell(self, line: str, cell: str) -> object:
        """Run the cell below `%%kata check ID` or `%%kata run ID`, then the command.

        The cell is run as any other cell. The command grades or shows all of the kata, and is not
        run if the cell fails. Raises IPython's UsageError.
        """
        from IPython.core.error import UsageError as MagicError

        if line.split()[:1] not in (["check"], ["run"]):
            raise MagicError("%%kata stands over a cell with `check ID` or `run ID` behind it")
        result = self.shell.run_cell(cell, store_history=False)
        if not result.success:
            return None
        if line.split(maxsplit=1)[0] == "run":
            line += " --mine"
        return self.line(line)

    def do(self, words: list[str]) -> object:
        """Run a command, given as its words, and return what to display."""
        if not words:
            raise UsageError("say what: %kata run ID, %kata check ID, %kata show ID, %kata list")
        if words[0] in NEED_A_TERMINAL:
            raise UsageError(f"kata {words[0]} needs a terminal of its own: type it in one")
        if words[0] not in ("run", "check", "show"):
            self.print_command(words)
            return None
        options = self.parser.parse_args(words)
        kata = self.grader.kata(options.kata)
        if options.command == "show":
            text = read_lesson(kata)
            shown = find_section(kata, text, options.part).text if options.part else text
            return LessonView(kata, harmless(shown))
        kata = adapt(kata, "" if options.file else get_cells_name(kata))
        attempt, left_out = self.read_attempt(kata, options.file)
        if options.command == "check":
            view = self.check(kata, attempt, options)
            for sentence in () if view.report.passed else left_out:
                warn(sentence)
            return view
        wants_own = options.mine or options.file is not None
        return self.run(kata, attempt if wants_own else None, options)

    def print_command(self, words: list[str]) -> None:
        """Run the `kata` program and print its output."""
        command = [sys.executable, "-m", "kata_runner", *words]
        result = subprocess.run(
            command, capture_output=True, text=True, encoding="utf-8", stdin=subprocess.DEVNULL,
            check=False,
        )  # fmt: skip
        print(result.stdout, end="")  # noqa: T201  # a magic prints as a command does
        print(result.stderr, end="", file=sys.stderr)  # noqa: T201

    def read_attempt(self, kata: Kata, file: Path | None) -> tuple[Attempt, Sequence[str]]:
        """Return the attempt in a file, or else the one in the cells that were run.

        In cells, it is the last definition of each part that ran, with everything that it needs.
        With it comes a sentence for each statement that may be missing.
        """
        if file is not None:
            return read_attempt(existing(file, kata, is_named=True)), ()
        cells = self.shell.history_manager.input_hist_raw
        parts = list_unwritten(get_starter_text(kata))
        source, left_out = build_source(cells, parts, self.failed.count_unrun())
        return attempt_of(Path(get_cells_name(kata)), source), left_out

    def check(self, kata: Kata, attempt: Attempt, options: Namespace) -> ReportView:
        """Grade an attempt and record it, or grade one experiment or part without a record.

        Raises UsageError if no cell that was run defines a part of the kata.
        """
        refuse_empty(kata, attempt)
        if options.only:
            return ReportView(self.grader.grade_only(kata, attempt, options.only, options.seed))
        report = self.grader.grade(kata, attempt, options.seed, explain=True)
        record(report, warn)
        demo = None if report.message else self.grader.demo(kata, attempt)
        return ReportView(report, demo, is_verbose=options.verbose)

    def run(self, kata: Kata, attempt: Attempt | None, options: Namespace) -> DemoView:
        """Return the demo to display, with the values of an attempt if there is one.

        `--set` sets controls; without it, the controls get sliders: in the page, and as widgets if
        these are installed.
        """
        from IPython.display import display

        if attempt is not None:
            refuse_empty(kata, attempt)
        demo = self.grader.demo(kata, attempt, parse_settings(options.settings))
        if options.only:
            demo = choose_experiment(demo, options.only)
        prepared: dict[str, list[Prepared]] = {}
        if not options.settings and not demo.message:
            prepared = self.grader.prepare(demo, attempt)
            for slider in make_sliders(prepared):
                display(slider)
        return DemoView(demo, attempt, prepared)


def get_cells_name(kata: Kata) -> str:
    """Return the name under which the cells of a session are graded."""
    return f"{kata.name}.ipynb"


def refuse_empty(kata: Kata, attempt: Attempt) -> None:
    """Raise UsageError if no cell that was run defines a part of the kata."""
    if not attempt.source:
        parts = ", ".join(list_unwritten(get_starter_text(kata)))
        raise UsageError(f"no cell that you ran defines a part of kata {kata}: it asks for {parts}")


def warn(text: str) -> None:
    """Print a line on stderr."""
    print(text, file=sys.stderr)  # noqa: T201  # a magic prints as a command does


def load(shell: Any) -> Session:
    """Add the magics to a shell."""
    session = Session(shell)
    shell.register_magic_function(session.line, "line", "kata")
    shell.register_magic_function(session.cell, "cell", "kata")
    return session
