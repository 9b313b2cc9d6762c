"""`kata watch` in a terminal: one screen, drawn anew at every save and every key."""

from __future__ import annotations

import os
import shlex
from collections.abc import Callable, Sequence
from pathlib import Path
from time import localtime, monotonic, strftime

from kata_runner.api import Grader
from kata_runner.cli.terminal import Terminal
from kata_runner.cli.watch_grader import KEY, PICTURE, SAVE, GradingThread
from kata_runner.cli.watch_screen import draw_screen
from kata_runner.cli.watch_state import View, WatchState
from kata_runner.cli.watch_views import (
    HELP,
    list_outcomes,
    read_lesson_of,
    reveal_hint,
    show_case,
    show_demo,
    trace_case,
)
from kata_runner.errors import KataRunnerError, PathError
from kata_runner.learner.progress import Progress
from kata_runner.learner.prompt import open_prompt, run_interactively
from kata_runner.learner.recording import record
from kata_runner.learner.saves import WatchedFile
from kata_runner.model import Attempt, Kata, Report

POLL = 0.02  # seconds between two looks at the file
SLOW = 1.0  # seconds after which it is said that something still runs


class WatchSession:
    """The file, the grader, the screen and the keys."""

    def __init__(self, kata: Kata, path: Path, grader: Grader, terminal: Terminal) -> None:
        """Nothing is graded yet."""
        self.state = WatchState(kata, path)
        self.terminal = terminal
        self.file = WatchedFile(path)
        self.grading = GradingThread(grader)
        self.waiting: Attempt | None = None  # a save that came while another one was graded
        self.is_grading = False
        self.begun = monotonic()
        self.is_over = False
        self.warned: set[str] = set()
        self.keys: dict[str, Callable[[], object]] = {
            "h": self.hint,
            "l": self.lesson,
            "d": self.demo,
            "p": self.case,
            "t": self.try_it,
            "a": self.all_outcomes,
            "n": self.next_part,
            "e": self.edit,
            "?": self.help,
            "q": self.quit,
        }

    def run(self) -> None:
        """Watch until somebody ends it."""
        with self.terminal.open():
            self.grading.do(SAVE, lambda grader: grader.parts(self.state.kata), self.take_calls)
            while not self.is_over:
                self.look()
                self.draw()
                for key in self.terminal.wait_for_keys(POLL, self.grading.ready):
                    self.press(key)

    def look(self) -> None:
        """Take up what was saved and what has ended."""
        save = self.file.poll()
        if isinstance(save, PathError):
            self.state.problem = f"{save}. It is looked for again and again."
        elif save is not None:
            self.grade(save)
        while done := self.grading.take_done():
            if done.error is not None:
                self.is_grading = False
                self.state.note = str(done.error)
            else:
                done.then(done.result)
        self.tell_what_runs()

    def grade(self, attempt: Attempt) -> None:
        """Grade a save, or keep it until the one before is done; only the newest one is."""
        if self.is_grading:
            self.waiting = attempt
            return
        kata = self.state.kata
        self.is_grading, self.begun = True, monotonic()
        self.grading.do(
            SAVE, lambda grader: grader.grade(kata, attempt, explain=True), self.take_report
        )

    def take_calls(self, calls: dict[str, Sequence[str]]) -> None:
        """Take what each experiment calls, which says of which part it is."""
        self.state.calls = calls

    def take_report(self, report: Report) -> None:
        """Show a report, then keep it; grade what was saved meanwhile."""
        self.is_grading = False
        self.state.note = ""
        self.state.take(explained(report), strftime("%H:%M:%S", localtime()))
        self.state.view = None
        self.grading.do(KEY, lambda _: self.keep(report), self.warn)
        if self.state.completed:
            self.show_picture(self.state.completed)
        if self.waiting is not None:
            attempt, self.waiting = self.waiting, None
            self.grade(attempt)

    def keep(self, report: Report) -> str:
        """Keep an attempt, and return what is wrong with the file of progress."""
        remarks: list[str] = []
        try:
            record(report, Progress(remarks.append))
        except KataRunnerError as error:
            remarks.append(str(error))
        return "; ".join(remarks)

    def warn(self, remark: str) -> None:
        """Say what is wrong, the first time."""
        if remark and remark not in self.warned:
            self.warned.add(remark)
            self.state.note = remark

    def tell_what_runs(self) -> None:
        """Say what is not done yet after a moment."""
        seconds = monotonic() - self.begun
        is_slow = self.is_grading and seconds > SLOW
        text = f"running for {seconds:.0f} s; what does not end is stopped"
        is_preparing = self.grading.pending and not self.is_grading
        self.state.busy = text if is_slow else "one moment …" if is_preparing else ""

    def draw(self) -> None:
        """Draw the screen as it is now."""
        columns, rows = self.terminal.size
        self.terminal.draw(draw_screen(self.state, columns, rows))

    # --- Keys

    def press(self, key: str) -> None:
        """Do what a key says; in a text, space and b turn its pages and others close it."""
        view = self.state.view
        if view is not None and key in (" ", "b", "j", "k"):
            page = max(self.terminal.size[1] // 2, 1)
            view.top += {" ": page, "b": -page, "j": 1, "k": -1}[key]
            return
        self.state.view = None
        self.state.note = ""
        try:
            self.keys.get(key, lambda: None)()
        except KataRunnerError as error:
            self.state.note = str(error)

    def show(self, title: str, lines: Sequence[str]) -> None:
        """Show a text in place of the failure."""
        self.state.view = View(title, lines)

    def hint(self) -> None:
        """One more hint for the part whose failure is shown."""
        self.show("Hint", reveal_hint(self.state, Progress(self.warn)))

    def lesson(self) -> None:
        """What the lesson says of the failure."""
        self.show("Lesson", read_lesson_of(self.state, self.terminal.size[0]))

    def demo(self) -> None:
        """The tables of the demo, the learner's beside the reference's."""
        self.show_picture(None)

    def show_picture(self, parts: Sequence[str] | None) -> None:
        """The tables of the demo, or those of experiments that call these parts."""
        report, calls = self.state.report, self.state.calls
        source = report.attempt.source if report else None
        columns = self.terminal.size[0]
        title = "Demo" if parts is None else f"Right now: {', '.join(parts)}"
        self.grading.do(
            KEY if parts is None else PICTURE,
            lambda grader: show_demo(grader, self.state.kata, source, parts, calls, columns),
            lambda lines: self.show(title, lines) if lines else None,
        )

    def case(self) -> None:
        """The case that fails, as Python."""
        state = self.state
        self.grading.do(
            KEY, lambda grader: show_case(grader, state), lambda lines: self.show("Python", lines)
        )

    def all_outcomes(self) -> None:
        """Every experiment with its points, then what is said of each that failed."""
        self.show("All", list_outcomes(self.state))

    def next_part(self) -> None:
        """Show the failure of the next part."""
        self.state.select_next()

    def help(self) -> None:
        """What the keys do."""
        self.show("Keys", HELP.splitlines())

    def quit(self) -> None:
        """End it."""
        self.is_over = True

    def try_it(self) -> None:
        """A prompt with the learner's functions and the inputs of the case."""
        state = self.state
        self.grading.do(KEY, lambda grader: trace_case(grader, state), self.open_prompt)

    def open_prompt(self, case: tuple[str, str]) -> None:
        """Leave the screen for a prompt."""
        code, names = case
        with self.terminal.away():
            open_prompt(self.state.kata, self.state.path, code, names)

    def edit(self) -> None:
        """Leave the screen for the learner's editor."""
        editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
        if not editor:
            self.state.note = "EDITOR names no editor: set it, or save from your own window"
            return
        try:
            with self.terminal.away():
                run_interactively([*shlex.split(editor), str(self.state.path)])
        except (OSError, ValueError) as error:
            self.state.note = f"{editor}: {error}: set EDITOR to a program that can be run"


def explained(report: Report) -> Report:
    """Return a report whose lines are told as those of a notebook's cells where it is of one."""
    from kata_runner.grading.feedback.notebooks import explain_notebook

    return explain_notebook(report)
