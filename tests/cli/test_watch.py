"""`kata watch` in real terminals, and where none is."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kata_runner.learner.progress_store import Progress
from tests.helpers.commands import clean_environment, kata_command
from tests.helpers.tmux import Tmux, needs_tmux

pytestmark = [pytest.mark.slow, needs_tmux]
WRONG = (
    "import numpy as np\n\n\ndef softmax(scores):\n    e = np.exp(scores)\n    return e / e.sum()\n"
)
RIGHT = WRONG.replace("np.exp(scores)", "np.exp(scores - np.max(scores))")
ENDLESS = "def softmax(scores):\n    while True:\n        pass\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a learner's file and a home."""
    folder = tmp_path_factory.mktemp("watch")
    (folder / "softmax.py").write_text("def softmax(scores):\n    raise NotImplementedError\n")
    return folder


def environment(folder: Path, softmax: Path, **more: str) -> dict[str, str]:
    """What steers `kata` there; softmax is the only kata."""
    editor = f"{sys.executable} -c \"import sys; open(sys.argv[1], 'a').write('# edited')\""
    return {
        "KATA_HOME": str(folder / "home"),
        "KATA_PACKS": str(softmax),
        "KATA_DISABLED_PLUGINS": "builtin",
        "VISUAL": editor,
        "LC_ALL": "C.UTF-8",
        **more,
    }


@pytest.fixture(scope="module")
def terminal(folder: Path, softmax: Path) -> Iterator[Tmux]:
    """A terminal of 80 columns and 24 rows in which the file is watched."""
    command = [*kata_command(), "watch", "0.1"]
    with Tmux(command, folder, environment(folder, softmax), (80, 24)) as terminal:
        yield terminal


def save(folder: Path, source: str) -> None:
    """Save the learner's file."""
    (folder / "softmax.py").write_text(source)


# These follow one another as a learner's evening does: each begins where the one before ended.


def test_the_first_screen_says_what_is_not_written(terminal: Tmux) -> None:
    screen = terminal.wait_for("0 of 3 points", "softmax is not written yet.")
    lines = screen.splitlines()
    assert lines[0] == "0.1 Softmax  softmax.py"
    assert "✗ softmax 0/3" in lines[2]
    assert "h hint" in lines[-2]
    assert "q quit" in lines[-1]
    assert "ENDED" not in screen


def test_a_save_shows_what_changed_and_one_failure_in_full(terminal: Tmux, folder: Path) -> None:
    save(folder, WRONG)
    screen = terminal.wait_for("1 of 3 points", "+1 points, now right: three_scores")
    assert "✗ large_scores  failed" in screen
    assert "Scores in the thousands do not overflow" in screen
    assert "Nothing is subtracted before exp" in screen
    assert "Replay exactly" not in screen


@pytest.mark.parametrize(
    ("key", "texts"),
    [
        ("h", ("For softmax:", "1. What must the outputs add up to?", "1 more: h")),
        ("l", ("Lesson", "Softmax")),
        ("d", ("Demo", "The scores 1, 2, 3 become", "probability")),
        ("p", ("from softmax import softmax", "scores = np.array([", "softmax(scores)")),
        ("a", ("softmax  1/3", "✓ three_scores  1/1", "✗ large_scores  0/2  failed")),
        ("?", ("one more hint for the part that is shown",)),
        ("n", ("✗ large_scores  failed",)),
    ],
)
def test_a_key_shows_what_it_says_and_another_closes_it(
    terminal: Tmux, key: str, texts: tuple[str, ...]
) -> None:
    terminal.press(key)
    terminal.wait_for(*texts)
    terminal.press("x")
    terminal.wait_for("✗ large_scores  failed", without="any other key closes it")


def test_a_prompt_has_the_functions_and_the_case(terminal: Tmux) -> None:
    terminal.press("t")
    terminal.wait_for("All of softmax.py is here.", "The case that fails: scores.", ">>>")
    terminal.press("print(len(softmax(scores)), 6 * 7)", "Enter")
    terminal.wait_for("1 42")  # the scores of the case that is shown
    terminal.press("C-c")
    terminal.wait_for("KeyboardInterrupt")
    terminal.press("exit()", "Enter")
    terminal.wait_for("✗ large_scores  failed", without="KeyboardInterrupt")


def test_a_file_that_cannot_be_loaded_keeps_the_last_good_state(
    terminal: Tmux, folder: Path
) -> None:
    save(folder, "def softmax(scores:\n    return 1\n")
    screen = terminal.wait_for("cannot be judged as it is", "of the file as it was at")
    assert "1 of 3 points" in screen
    assert "was never closed" in screen


def test_a_file_that_vanishes_is_named_and_taken_up_again(terminal: Tmux, folder: Path) -> None:
    (folder / "softmax.py").unlink()
    terminal.wait_for("softmax.py: No such file", "looked for again and again.")
    save(folder, WRONG)
    terminal.wait_for("✗ large_scores  failed", without="again and again")


def test_code_without_end_is_stopped_while_keys_work(terminal: Tmux, folder: Path) -> None:
    save(folder, ENDLESS)
    terminal.wait_for("running for", "what does not end is stopped")
    terminal.press("?")
    terminal.wait_for("one more hint for the part")
    terminal.wait_for("no longer right: three_scores", "timed out")
    save(folder, WRONG)
    terminal.wait_for("now right: three_scores")


def test_a_resize_draws_anew(terminal: Tmux) -> None:
    terminal.resize(44, 30)
    terminal.wait_for("q quit", "✗ large_scores  failed")
    terminal.resize(80, 24)
    screen = terminal.wait_for("q quit", "✗ large_scores  failed")
    assert len(screen.splitlines()) == 24


def test_the_editor_is_opened_and_its_save_is_graded(terminal: Tmux, folder: Path) -> None:
    terminal.press("e")
    end = 0
    while not (folder / "softmax.py").read_text().endswith("# edited") and end < 600:
        end += 1
        terminal.wait_for("")
    terminal.wait_for("✗ large_scores  failed", "h hint")
    assert (folder / "softmax.py").read_text() == WRONG + "# edited"


def test_a_part_that_becomes_right_shows_its_picture_and_all_is_kept(
    terminal: Tmux, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(folder, RIGHT)
    terminal.wait_for("now right: all of softmax", "Right now: softmax", "probability")
    terminal.press("x")
    terminal.wait_for("PASSED", "3 of 3 points", "kata solution 0.1")
    terminal.press("q")
    screen = terminal.wait_for("ENDED 0")
    assert "0.1 Softmax: 3 of 3 points. Go on: kata watch 0.1 softmax.py" in screen
    monkeypatch.setenv("KATA_HOME", str(folder / "home"))
    standing = Progress(pytest.fail).standings()["softmax"]
    assert (standing.passed, standing.best, standing.parts) == (True, 3.0, {"softmax": (3.0, 3.0)})


def test_in_a_small_terminal_without_colours_all_of_it_fits(tmp_path: Path, softmax: Path) -> None:
    save(tmp_path, WRONG)
    command = [*kata_command(), "watch"]
    variables = environment(tmp_path, softmax, NO_COLOR="1", VISUAL="", EDITOR="")
    with Tmux(command, tmp_path, variables, (60, 20)) as terminal:
        screen = terminal.wait_for("1 of 3 points", "✗ large_scores  failed", "q quit")
        lines = screen.splitlines()
        assert len(lines) == 20
        assert max(map(len, lines)) <= 60
        assert "\x1b[3" not in terminal.screen(styled=True), "no colour"
        terminal.press("e")
        terminal.wait_for("EDITOR names no editor")
        terminal.press("C-c")
        terminal.wait_for("interrupted: nothing was lost", "ENDED 130")


def test_in_a_pipe_and_a_dumb_terminal_it_prints_a_report_at_each_save(
    tmp_path: Path, softmax: Path
) -> None:
    save(tmp_path, WRONG)
    variables = clean_environment(tmp_path / "home", environment(tmp_path, softmax))
    pipe = subprocess.PIPE
    with subprocess.Popen(
        [*kata_command(), "watch", "0.1"],
        cwd=tmp_path,
        env=variables,
        stdout=pipe,
        stderr=pipe,
        text=True,
    ) as process:
        assert process.stdout is not None
        for source, verdict in ((WRONG, "FAILED  1 of 3"), (RIGHT, "PASSED  3 of 3")):
            save(tmp_path, source)
            assert any(verdict in line for line in iter(process.stdout.readline, ""))
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=60)
    assert errors.splitlines()[0] == ("kata: grading softmax.py at each save; Ctrl-C ends it")
    assert errors.splitlines()[-1] == "kata: interrupted: nothing was lost"
    assert process.returncode == 130
    variables = environment(tmp_path, softmax, TERM="dumb")
    with Tmux([*kata_command(), "watch"], tmp_path, variables, (80, 24)) as terminal:
        terminal.wait_for("PASSED  3 of 3 points")


def test_a_terminal_that_goes_away_ends_it_without_a_word(tmp_path: Path, softmax: Path) -> None:
    save(tmp_path, WRONG)
    variables = clean_environment(tmp_path / "home", environment(tmp_path, softmax, TERM="xterm"))
    ours, theirs = pty.openpty()
    command = [*kata_command(), "watch", "0.1"]
    with subprocess.Popen(command, cwd=tmp_path, env=variables, stdin=theirs, stdout=theirs,
                          stderr=subprocess.PIPE, text=True) as process:  # fmt: skip
        os.close(theirs)
        shown = b""
        while b"1 of 3 points" not in shown:
            shown += os.read(ours, 1 << 16)
        os.close(ours)
        _, errors = process.communicate(timeout=60)
    assert (process.returncode, errors) == (0, "")
