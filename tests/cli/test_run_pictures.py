"""`kata run` in a terminal: pictures in place of tables that they show in full."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING

import pytest
from click import unstyle

from tests.helpers.commands import Ended
from tests.helpers.terminal import run_in_terminal

if TYPE_CHECKING:
    from tests.conftest import RunKata

EXPERIMENTS = '''
"""Scores."""
from kata_runner import Table, control, experiment, figure


@experiment(figure=figure.bars(x="score", y="probability"), control=control(temperature=(0.5, 4)))
def three_scores(impl, temperature=1.0):
    """The scores 1, 2, 3 become probabilities."""
    scores = [score / temperature for score in (1.0, 2.0, 3.0)]
    return Table(["score", "probability"], zip([1, 2, 3], impl.softmax(scores)), notes=["A note."])


@experiment(figure=figure.lines(x="score", y="probability", log=True))
def some_of_it(impl):
    """Only one column is drawn."""
    rows = [[n, p, 1 - p] for n, p in enumerate(impl.softmax([1.0, 2.0, 3.0]))]
    return Table(["score", "probability", "rest"], rows)
'''
RunInTerminal = Callable[..., Ended]


@pytest.fixture
def pack(own_softmax: Path) -> Path:
    """The softmax pack, its experiments with pictures."""
    (own_softmax / "katas" / "softmax" / "experiments.py").write_text(EXPERIMENTS, encoding="utf-8")
    return own_softmax


@pytest.fixture
def terminal(tmp_path: Path, work: Path, pack: Path) -> RunInTerminal:
    """Runs `kata run 0.1` in a terminal."""
    return partial(run_in_terminal, tmp_path / "home", "run", "0.1", "--pack", pack, cwd=work)


def test_a_picture_stands_in_place_of_a_table_that_it_shows_in_full(
    terminal: RunInTerminal,
) -> None:
    first, second = unstyle(terminal().out).split("Some of it")
    assert "█" in first and "0.665241" in first
    assert "-----" not in first and "A note." in first
    assert "probability    rest" not in first and "●" in second
    assert re.search(r"score +probability +rest", second), "not all of its table is drawn"


def test_a_page_leaves_out_a_value_of_a_control_at_which_the_reference_fails(
    kata: RunKata, pack: Path
) -> None:
    file = pack / "katas" / "softmax" / "experiments.py"
    file.write_text(EXPERIMENTS.replace("(0.5, 4)", "(0, 4)"), encoding="utf-8")
    code, out, err = kata("run", "0.1", "--format", "html", "--pack", pack)
    assert (code, err) == (0, "")
    steps = re.findall(r'id="three_scores-temperature-\d+" value="([^"]*)"', out)
    assert "4" in steps and "0" not in steps


def test_tables_shows_both(terminal: RunInTerminal) -> None:
    out = unstyle(terminal("--tables").out)
    assert "█" in out and re.search(r"score +probability\n", out)


@pytest.mark.parametrize("columns", [40, 60, 120])
def test_pictures_fit_the_terminal(columns: int, terminal: RunInTerminal) -> None:
    lines = unstyle(terminal(columns=columns).out).splitlines()
    pictures = [line for line in lines if "█" in line or "│" in line]
    assert pictures and max(map(len, pictures)) <= columns


@pytest.mark.parametrize(
    "env", [{"TERM": "dumb"}, {"TERM": "linux"}, {"PYTHONIOENCODING": "ascii"}], ids=str
)
def test_a_terminal_that_knows_no_more_gets_plain_ascii(
    env: dict[str, str], terminal: RunInTerminal
) -> None:
    out = unstyle(terminal(env=env).out)
    assert "###" in out and out.isascii()


def test_without_colour_there_is_none(terminal: RunInTerminal) -> None:
    assert "\x1b[3" in terminal().out
    assert "\x1b" not in terminal(env={"NO_COLOR": "1"}).out


def test_the_learners_values_stand_beside_the_expected_ones(
    terminal: RunInTerminal, work: Path
) -> None:
    (work / "mine.py").write_text(
        "def softmax(s):\n    return [0.25, 0.25, 0.5]\n", encoding="utf-8"
    )
    out = unstyle(terminal("mine.py").out)
    assert re.search(r"3 +probability +\S+ 0.5\n +probability, expected ░+ 0.665241", out)
    assert "● probability   ○ probability, expected" in out


def test_into_a_pipe_goes_every_table_and_no_picture(kata: RunKata, pack: Path) -> None:
    code, out, _ = kata("run", "0.1", "--pack", pack)
    assert code == 0 and "█" not in out and "●" not in out
    assert len(re.findall(r"score +probability", out)) == 2


def test_the_drawing_is_not_loaded_where_nothing_is_drawn(pack: Path, work: Path) -> None:
    command = [sys.executable, "-P", "-X", "importtime", "-m", "kata_runner", "run", "0.1"]
    done = subprocess.run(
        [*command, "--pack", pack], capture_output=True, text=True, cwd=work, check=False
    )
    assert done.returncode == 0
    assert (
        "kata_runner.reports.terminal_demo" in done.stderr
        and "kata_runner.figures" not in done.stderr
    )


@pytest.mark.parametrize(
    ("right", "wrong", "sentence"),
    [
        ('y="probability")', 'y="probabilty")', "no column is called 'probabilty': did you mean "
         "'probability'?"),
        ("figure.bars(", "figure.pie(", "has no attribute 'pie'"),
        ("(0.5, 4)", "(2, 4)", "the default temperature=1.0 is outside its range, (2, 4)"),
    ],
    ids=["column", "kind", "range"],
)  # fmt: skip
def test_an_authors_error_names_file_and_line(
    right: str, wrong: str, sentence: str, pack: Path, kata: RunKata
) -> None:
    file = pack / "katas" / "softmax" / "experiments.py"
    file.write_text(EXPERIMENTS.replace(right, wrong, 1), encoding="utf-8")
    code, out, err = kata("run", "0.1", "--pack", pack)
    assert (code, out) == (3, "")
    assert f"{file}:6: " in err and sentence in err


@pytest.mark.slow
def test_the_built_in_demo_draws_in_tmux(tmp_path: Path) -> None:
    if shutil.which("tmux") is None:
        pytest.skip("tmux is not installed")
    tmux = ["tmux", "-S", str(tmp_path / "socket")]
    command = f"KATA_HOME={tmp_path} {sys.executable} -P -m kata_runner run 6.3; cat"
    size = ["-x", "90", "-y", "400"]
    subprocess.run(
        [*tmux, "-u", "-f", "/dev/null", "new-session", "-d", *size, command], check=True
    )
    try:
        screen = wait_for_screen(tmux, "Fitted: time grows")
    finally:
        subprocess.run([*tmux, "kill-server"], check=True)
    assert "share of the length:   ● LSTM cell   ▲ plain RNN   ■ f=0.95   ◆ f=0.80" in screen
    assert "fit: length to the power" in screen
    assert max(map(len, screen.splitlines())) <= 90


def wait_for_screen(tmux: list[str], text: str) -> str:
    """Return what a terminal shows once it shows this."""
    deadline = monotonic() + 60
    while monotonic() < deadline:
        show = [*tmux, "capture-pane", "-p", "-S", "-"]
        screen = subprocess.run(show, capture_output=True, text=True, check=True).stdout
        if text in screen:
            return screen
        sleep(0.2)
    pytest.fail(f"{text!r} never came")


def test_a_control_is_set_for_the_experiment_that_has_it(kata: RunKata, pack: Path) -> None:
    plain = kata("run", "0.1", "--pack", pack).out
    code, out, err = kata("run", "0.1", "--pack", pack, "--set", "temperature=2")
    assert (code, err) == (0, "")
    assert "Three scores (temperature = 2)" in out and "0.50648" in out
    assert out.partition("Some of it")[2] == plain.partition("Some of it")[2]


def test_only_shows_one_experiment(kata: RunKata, pack: Path) -> None:
    out = kata("run", "0.1", "--pack", pack, "--only", "some_of_it").out
    assert "Some of it" in out and "Three scores" not in out


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--set", "temperatur=2"], "no control is called 'temperatur': there are temperature "
         "(numbers from 0.5 to 4, 1 by default)"),
        (["--set", "temperature=9"], "temperature takes numbers from 0.5 to 4, 1 by default"),
        (["--set", "temperature"], "write NAME=NUMBER, as in --set temperature=2"),
        (["--set", "heat"], "write NAME=NUMBER, as in --set heat=2"),
        (["--set", "temperature=hot"], "write NAME=NUMBER, as in --set temperature=2"),
        (["--set", "temperature=nan"], "write NAME=NUMBER, as in --set temperature=2"),
        (["--only", "nothing"], "no experiment that is shown has this name: three_scores, "
         "some_of_it"),
        (["--plot", "demo.gif"], "name a file that ends with .png, .svg or .pdf"),
    ],
    ids=["unknown", "outside", "no value", "other", "text", "nan", "only", "plot"],
)  # fmt: skip
def test_what_cannot_be_shown_so(
    options: list[str], sentence: str, kata: RunKata, pack: Path
) -> None:
    code, out, err = kata("run", "0.1", "--pack", pack, *options)
    assert (code, out) == (2, "")
    assert sentence in err and err.startswith("kata: error: ") and err.count("\n") == 1


def test_a_kata_without_controls_says_so(kata: RunKata, softmax: Path) -> None:
    code, _, err = kata("run", "0.1", "--pack", softmax, "--set", "bias=2")
    assert code == 2 and "no experiment of this kata has one" in err


@pytest.mark.thorough
@pytest.mark.slow
def test_pictures_are_plotted_into_a_file(kata: RunKata, pack: Path, work: Path) -> None:
    code, out, err = kata("run", "0.1", "--pack", pack, "--plot", "demo.svg")
    assert (code, out, err) == (0, "", "kata: demo.svg: 2 pictures\n")
    assert (work / "demo.svg").read_text(encoding="utf-8").count('id="axes_') == 2


@pytest.mark.slow
def test_a_missing_matplotlib_is_one_line_that_names_the_extra(
    kata: RunKata, pack: Path, tmp_path: Path
) -> None:
    (tmp_path / "blocked").mkdir()
    blocker = "import sys\nsys.modules['matplotlib'] = None\n"
    (tmp_path / "blocked" / "sitecustomize.py").write_text(blocker, encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "kata_runner",
        "run",
        "0.1",
        "--pack",
        str(pack),
        "--plot",
        "a.png",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path,
                          env={**os.environ, "PYTHONPATH": str(tmp_path / "blocked")})  # fmt: skip
    assert done.returncode == 2
    assert done.stderr == (
        "kata: error: --plot needs matplotlib: pip install 'kata-runner[plot]'\n"
    )
