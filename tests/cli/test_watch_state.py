"""What `kata watch` shows first, and its screen in any size."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from click import unstyle

from kata_runner.cli.watch_screen import cut, draw_screen, draw_view, quote_line, width_of
from kata_runner.cli.watch_state import View, WatchState
from kata_runner.model import Attempt, Isolation, Outcome, Report, Status
from tests.learner.conftest import make_kata

LONG = "A sentence that is longer than any narrow terminal has columns, and goes on 漢字漢字漢字."


def outcome(name: str, status: Status, message: str = "") -> Outcome:
    """An outcome of two points."""
    return Outcome(
        name, LONG, status, 2.0 * (status is Status.PASSED), 2.0, message=message, line=1,
        part=name[0],
    )  # fmt: skip


def report(*outcomes: Outcome, message: str = "") -> Report:
    """A report of these."""
    attempt = Attempt(Path("softmax.py"), b"x = '\x1b[2J'\n", "")
    score = sum(each.points for each in outcomes)
    walls = Isolation("full", ())
    return Report(make_kata(), attempt, outcomes, score, 12.0, walls, 0, 0.1, message)


UNWRITTEN = [outcome(f"a{n}", Status.FAILED, "a is not written yet.") for n in (1, 2)]
WRONG = [outcome("b1", Status.PASSED), outcome("b2", Status.FAILED, f"{LONG}\n  ✗ {LONG}")]
WAITING = [outcome("c1", Status.BLOCKED, "Waits for b2."), outcome("c2", Status.BLOCKED)]


@pytest.fixture
def state() -> WatchState:
    """Three parts: one not written, one wrong, one that waits."""
    state = WatchState(make_kata(), Path("softmax.py"))
    state.take(report(*UNWRITTEN, *WRONG, *WAITING), "10:00:00")
    return state


def shown(state: WatchState) -> str:
    """The failure that is shown."""
    assert state.shown_outcome is not None
    return state.shown_outcome.name


def test_what_is_written_and_wrong_is_shown_first(state: WatchState) -> None:
    assert [part.name for part in state.failing] == ["b", "a", "c"]
    assert shown(state) == "b2"


def test_next_goes_round_and_stays_over_a_save_while_it_is_wrong(state: WatchState) -> None:
    order = []
    for _ in range(4):
        order.append(shown(state))
        state.select_next()
    assert order == ["b2", "a1", "c1", "b2"]
    state.take(report(*UNWRITTEN, *WRONG, *WAITING), "10:00:01")
    assert shown(state) == "a1"
    right = [outcome("a1", Status.PASSED), outcome("a2", Status.PASSED)]
    state.take(report(*right, *WRONG, *WAITING), "10:00:02")
    assert shown(state) == "b2"
    assert state.completed == ["a"]


def test_the_first_report_changes_nothing(state: WatchState) -> None:
    assert state.changes == ()
    assert state.completed == ()


def test_a_file_that_does_not_load_keeps_what_was_known(state: WatchState) -> None:
    state.take(report(message="line 1: no Python"), "10:00:09")
    assert (state.problem, state.judged_at) == ("line 1: no Python", "10:00:00")
    assert shown(state) == "b2"


@pytest.mark.parametrize("rows", [5, 9, 20, 24, 60])
@pytest.mark.parametrize("columns", [20, 37, 60, 80, 200])
@pytest.mark.parametrize("what", ["failure", "problem", "view", "busy", "passed", "nothing"])
def test_no_line_is_wider_and_no_screen_higher_than_the_terminal(
    state: WatchState, columns: int, rows: int, what: str
) -> None:
    if what == "problem":
        state.take(report(message=LONG), "10:00:00")
    elif what == "view":
        state.view = View(LONG, [LONG] * 99, top=1000)
    elif what == "busy":
        state.busy, state.note, state.changes = LONG, LONG, (LONG,)
    elif what == "passed":
        state.take(report(*(outcome(name, Status.PASSED) for name in ("a1", "b1"))), "10:00:00")
    elif what == "nothing":
        state = WatchState(make_kata(), Path(LONG))
    lines = draw_screen(state, columns, rows)
    assert len(lines) <= rows
    assert max(map(width_of, lines)) <= columns
    assert "\x1b[2J" not in "".join(lines)


def test_the_last_page_of_a_text_is_full(state: WatchState) -> None:
    state.view = View("Text", [f"line {number}" for number in range(99)], top=1000)
    screen = unstyle("\n".join(draw_screen(state, 80, 24)))
    assert "line 98" in screen


def test_code_is_cut_and_never_wrapped(state: WatchState) -> None:
    code = ["words = ['the', 'fox sat on the mat', 'ran']", "count_ngrams(words, 2)"]
    state.view = View("Python", code, is_code=True)
    lines = [unstyle(line) for line in draw_screen(state, 40, 24)]
    first = lines.index("# kata check --python: all of it")
    assert lines[first + 1 : first + 3] == [f"{code[0][:39]}…", code[1]]
    assert code[0] in draw_view(state.view, 80, 24)


def test_a_styled_line_is_cut_with_its_styles_closed() -> None:
    assert cut("\x1b[31mabcdef\x1b[0m", 4) == "\x1b[31mabc…\x1b[0m"
    assert cut("abcdef", 4) == "abc…"
    assert cut("漢字漢字", 5) == "漢字…"
    assert cut("abc", 3) == "abc"


def test_the_quoted_line_is_the_one_that_python_counts(state: WatchState) -> None:
    source = "# page \f and \u2028 line\nx = 1\ny = 2\n"
    assert state.report is not None
    state.report = replace(state.report, attempt=Attempt(Path("x.py"), source.encode(), ""))
    failed = replace(WRONG[1], line=3)
    assert quote_line(state, failed) == ["  3 | y = 2"]
