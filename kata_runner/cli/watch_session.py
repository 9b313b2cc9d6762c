"""`kata watch` in a terminal: one screen, redrawn at every save and every key."""

from __future__ import annotations

import os
import shlex
from collections.abc import Callable, Sequence
from pathlib import Path
from time import localtime, monotonic, strftime

from kata_runner.api import Grader
from kata_runner.cli.terminal import Terminal
from kata_runner.cli.watch_grader import KEY, PICTURE, SAVE, GradingThread, Task
from kata_runner.cli.watch_screen import draw_screen
from kata_runner.cli.watch_state import View, WatchState
from kata_runner.cli.watch_views import (
    list_keys,
    list_outcomes,
    read_lesson_of,
    reveal_hint,
    show_demo,
    trace_case,
    write_case,
)
from kata_runner.errors import KataRunnerError, PathError
from kata_runner.learner.progress_store import Progress, record
from kata_runner.learner.prompt import open_prompt, run_interactively
from kata_runner.learner.saves import WatchedFile
from kata_runner.model import Attempt, Kata, Report

POLL = 0.01  # seconds between two polls of the file, which take ten microseconds each
SLOW = 1.0  # seconds after which the screen says that grading still runs


class WatchSession:
    """One run of `kata watch`, with its file, grader, screen and keys."""

    def __init__(self, kata: Kata, path: Path, grader: Grader, terminal: Terminal) -> None:
        """Start with nothing graded."""
        self.state = WatchState(kata, path)
        self.terminal = terminal
        self.file = WatchedFile(path)
        self.grading = GradingThread(grader)
        self.waiting: Attempt | None = None  # newest save while another is graded
        self.is_grading = False
        self.begun = monotonic()
        self.is_over = False
        self.drawn_size = (0, 0)
        self.warned: set[str] = set()
        self.keys: dict[str, Callable[[], object]] = {
            "h": lambda: self.show("Hint", reveal_hint(self.state, Progress(self.warn))),
            "l": lambda: self.show("Lesson", read_lesson_of(self.state, self.terminal.size[0])),
            "d": lambda: self.show_picture(None),
            "p": self.show_case,
            "t": self.try_it,
            "a": lambda: self.show("All", list_outcomes(self.state)),
            "n": self.state.select_next,
            "e": self.edit,
            "?": lambda: self.show("Keys", list_keys()),
            "q": self.quit,
        }

    def run(self) -> None:
        """Watch until the learner quits."""
        with self.terminal.open():
            self.do(SAVE, lambda grader: grader.parts(self.state.kata), self.take_calls)
            keys: list[str] = []
            while not self.is_over:
                if self.look() or keys or self.drawn_size != self.terminal.size:
                    self.draw()
                keys = self.terminal.wait_for_keys(POLL, self.grading.ready)
                for key in keys:
                    self.press(key)

    def look(self) -> bool:
        """Handle a save and the tasks that have ended.

        Return whether the screen may have changed.
        """
        save, busy, has_ended = self.file.poll(), self.state.busy, False
        if isinstance(save, PathError):
            self.state.problem = f"{save}. It is looked for again and again."
        elif save is not None:
            self.grade(save)
        while delivery := self.grading.take_delivery():
            has_ended = True
            self.call(delivery)
        self.update_busy_text()
        return save is not None or has_ended or busy != self.state.busy

    def do(self, urgency: int, task: Task, then: Callable[..., object]) -> None:
        """Run a task in the background, then call `then` with its result; an error is shown."""
        self.grading.do(urgency, task, then, self.take_error)

    def call(self, action: Callable[[], object]) -> None:
        """Call a function; an error in it is shown, and the watch goes on."""
        try:
            action()
        except KataRunnerError as error:
            self.take_error(error)

    def take_error(self, error: KataRunnerError) -> None:
        """Show an error as the note."""
        self.state.note = str(error)

    def grade(self, attempt: Attempt) -> None:
        """Grade a save, or keep it until the save before it is graded.

        Of several saves that are kept, only the newest is graded.
        """
        if self.is_grading:
            self.waiting = attempt
            return
        kata = self.state.kata
        self.is_grading, self.begun = True, monotonic()
        self.grading.do(
            SAVE,
            lambda grader: grader.grade(kata, attempt, explain=True),
            self.take_report,
            self.take_grading_error,
        )

    def take_calls(self, calls: dict[str, Sequence[str]]) -> None:
        """Store which parts each experiment calls."""
        self.state.calls = calls

    def take_report(self, report: Report) -> None:
        """Show a report, then store it; grade what was saved in the meantime."""
        self.state.note = ""
        self.state.take(report, strftime("%H:%M:%S", localtime()))
        self.state.view = None
        self.do(KEY, lambda _: self.keep(report), self.warn)
        if self.state.completed:
            self.show_picture(self.state.completed)
        self.grade_waiting()

    def take_grading_error(self, error: KataRunnerError) -> None:
        """Show why a save was not graded; grade what was saved in the meantime."""
        self.take_error(error)
        self.grade_waiting()

    def grade_waiting(self) -> None:
        """End the grading of a save; begin with the save that waits, if any."""
        self.is_grading = False
        if self.waiting is not None:
            attempt, self.waiting = self.waiting, None
            self.grade(attempt)

    def keep(self, report: Report) -> str:
        """Store an attempt, and return what is wrong with the progress file, if anything."""
        remarks: list[str] = []
        record(report, remarks.append)
        return "; ".join(remarks)

    def warn(self, remark: str) -> None:
        """Show a remark as the note, but only the first time."""
        if remark and remark not in self.warned:
            self.warned.add(remark)
            self.state.note = remark

    def update_busy_text(self) -> None:
        """Set the text that says what is still running."""
        seconds = monotonic() - self.begun
        is_slow = self.is_grading and seconds > SLOW
        text = f"running for {seconds:.0f} s; what does not end is stopped"
        is_preparing = self.grading.pending and not self.is_grading
        self.state.busy = text if is_slow else "one moment …" if is_preparing else ""

    def draw(self) -> None:
        """Draw the screen as it is now."""
        self.drawn_size = self.terminal.size
        self.terminal.draw(draw_screen(self.state, *self.drawn_size))

    # --- Keys

    def press(self, key: str) -> None:
        """Handle a key; in an open text, space, b, j and k scroll and other keys close it."""
        view = self.state.view
        if view is not None and key in (" ", "b", "j", "k"):
            page = max(self.terminal.size[1] // 2, 1)
            view.top += {" ": page, "b": -page, "j": 1, "k": -1}[key]
            return
        self.state.view = None
        self.state.note = ""
        if key in self.keys:
            self.call(self.keys[key])

    def show(self, title: str, lines: Sequence[str], *, is_code: bool = False) -> None:
        """Show a text in place of the failure."""
        self.state.view = View(title, lines, is_code=is_code)

    def show_picture(self, parts: Sequence[str] | None) -> None:
        """Show the demo, or only its experiments that call one of these parts."""
        report, calls = self.state.report, self.state.calls
        source = report.attempt.source if report else None
        columns = self.terminal.size[0]
        title = "Demo" if parts is None else f"Right now: {', '.join(parts)}"
        self.do(
            KEY if parts is None else PICTURE,
            lambda grader: show_demo(grader, self.state.kata, source, parts, calls, columns),
            lambda lines: self.show(title, lines) if lines else None,
        )

    def show_case(self) -> None:
        """Show the failing case as Python."""
        state = self.state
        self.do(
            KEY,
            lambda grader: write_case(grader, state),
            lambda lines: self.show("Python", lines, is_code=True),
        )

    def quit(self) -> None:
        """End the session."""
        self.is_over = True

    def try_it(self) -> None:
        """Open a prompt with the learner's functions and the inputs of the case."""
        state = self.state
        self.do(KEY, lambda grader: trace_case(grader, state), self.open_prompt)

    def open_prompt(self, case: tuple[str, str]) -> None:
        """Leave the screen and open a prompt."""
        code, names = case
        try:
            with self.terminal.away():
                open_prompt(self.state.kata, self.state.path, code, names)
        except OSError as error:
            self.state.note = f"the prompt cannot be opened: {error}: make room for its data"

    def edit(self) -> None:
        """Leave the screen and open the learner's editor."""
        editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
        if not editor:
            self.state.note = "EDITOR names no editor: set it, or save from your own window"
            return
        try:
            with self.terminal.away():
                run_interactively([*shlex.split(editor), str(self.state.path)])
        except (OSError, ValueError) as error:
            self.state.note = f"{editor}: {error}: set EDITOR to a program that can be run"
