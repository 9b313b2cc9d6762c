"""The command line as a whole: help, wrong names, colours, plain ASCII, narrow terminals, Ctrl-C
and closed pipes.
"""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING

import pytest

from kata_runner.cli.commands import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import RunKata

ATTEMPTS = Path(__file__).parents[1] / "attempts" / "lstm_limitations" / "wrong"
PROCESSES = Path("/proc")
ENDLESS = "def softmax(scores):\n    while True:\n        pass\n"


def test_help_names_every_command_and_a_first_session(kata: RunKata) -> None:
    code, out, err = kata("--help")
    assert (code, err) == (0, "")
    assert [line.split()[0] for line in out.partition("Commands:\n")[2].splitlines()] == list(
        COMMANDS
    )
    assert "kata start 6.3" in out


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_every_command_shows_an_example_of_it(kata: RunKata, command: str) -> None:
    code, out, err = kata(command, "--help")
    assert (code, err) == (0, "")
    examples = re.split(r"Examples?:\n", out)[1]
    assert re.search(rf"^ +(\w+=\S+ )?kata {command}\b", examples, re.MULTILINE)


@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_both_flags_ask_for_help(kata: RunKata, flag: str) -> None:
    assert kata(flag).out.startswith("Usage: ")
    assert kata("check", flag).out.startswith("Usage: ")


def test_the_version_is_the_installed_ones(kata: RunKata) -> None:
    assert re.fullmatch(r"kata, version \d+\.\d+\.\d+\S*\n", kata("--version").out)


@pytest.mark.parametrize(
    ("typed", "meant"), [("chekc", "check"), ("lst", "list"), ("solutions", "solution")]
)
def test_a_mistyped_command_gets_the_nearest_one(kata: RunKata, typed: str, meant: str) -> None:
    code, out, err = kata(typed)
    assert (code, out) == (2, "")
    assert f"No such command '{typed}'." in err
    assert re.search(rf"did you mean:? '?{meant}'?\?", err, re.IGNORECASE)
    assert err.lower().count("did you mean") == 1


def test_a_command_like_none_is_only_refused(kata: RunKata) -> None:
    code, _, err = kata("zzzzzz")
    assert code == 2
    assert "No such command 'zzzzzz'." in err
    assert "did you mean" not in err.lower()


def test_without_a_command_there_is_help_and_exit_code_2(kata: RunKata) -> None:
    code, out, err = kata()
    assert code == 2
    assert "Commands:" in out + err


@pytest.mark.parametrize(
    ("env", "coloured"),
    [({}, False), ({"FORCE_COLOR": "1"}, True), ({"NO_COLOR": "1"}, False),
     ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False), ({"FORCE_COLOR": "", "NO_COLOR": ""}, False)],
)  # fmt: skip
def test_colours_follow_the_environment(
    kata: RunKata, softmax: Path, wrong: Path, env: dict[str, str], coloured: bool
) -> None:
    for arguments in (["list"], ["check", "0.1", wrong], ["run", "0.1"]):
        assert ("\x1b[" in kata(*arguments, "--pack", softmax, env=env).out) == coloured, arguments


def test_no_colour_carries_a_meaning_alone(kata: RunKata, softmax: Path, wrong: Path) -> None:
    plain = kata("check", "0.1", wrong, "-v", "--pack", softmax)
    coloured = kata("check", "0.1", wrong, "-v", "--pack", softmax, env={"FORCE_COLOR": "1"})
    timeless = [
        re.sub(r"\d\.\d\d s", "", text)
        for text in (plain.out, re.sub(r"\x1b\[[\d;]*m", "", coloured.out))
    ]
    assert timeless[0] == timeless[1]
    assert re.search(r"✓ +three_scores", plain.out)
    assert re.search(r"✗ +large_scores", plain.out)


def test_json_has_no_colours_even_when_they_are_forced(
    kata: RunKata, softmax: Path, wrong: Path
) -> None:
    for arguments in (["check", "0.1", wrong], ["run", "0.1"], ["list"], ["plugins"]):
        assert (
            "\x1b"
            not in kata(*arguments, "--json", "--pack", softmax, env={"FORCE_COLOR": "1"}).out
        )


@pytest.mark.parametrize(
    "arguments",
    [["list"], ["show", "6.3"], ["run", "0.1"], ["plugins"], ["solution", "6.3", "--reveal"]],
)
def test_a_terminal_that_knows_only_ascii_gets_ascii(
    kata: RunKata, softmax: Path, arguments: list[str]
) -> None:
    code, out, err = kata(*arguments, "--pack", softmax, env={"PYTHONIOENCODING": "ascii"})
    assert (code, err) == (0, "")
    assert out.isascii()


def test_marks_are_told_apart_in_ascii_too(kata: RunKata, softmax: Path, wrong: Path) -> None:
    code, out, err = kata(
        "check", "0.1", wrong, "-v", "--pack", softmax, env={"PYTHONIOENCODING": "ascii"}
    )
    assert (code, err) == (1, "")
    assert out.isascii()
    assert re.search(r"^\+ +three_scores", out, re.MULTILINE)
    assert re.search(r"^x +large_scores", out, re.MULTILINE)


def test_an_error_on_an_ascii_terminal_is_still_one_line(kata: RunKata) -> None:
    code, _, err = kata("show", "größe", env={"PYTHONIOENCODING": "ascii"})
    assert code == 2
    assert err.startswith("kata: error: no kata is called ")
    assert err.isascii()


def table_lines(text: str) -> list[str]:
    """The lines of tables, from the line over the dashes on, and those that begin with a mark."""
    found = []
    for paragraph in text.split("\n\n"):
        lines = paragraph.splitlines()
        dashes = [number for number, line in enumerate(lines) if re.fullmatch(r"-[- ]+-", line)]
        found += (
            lines[dashes[0] - 1 :]
            if dashes
            else [line for line in lines if line.startswith(("✓", "✗", "·"))]
        )
    return found


@pytest.mark.parametrize(
    "arguments",
    [
        "run 0.1",
        "run 0.1 softmax.py",
        "check 0.1 softmax.py",
        "plugins",
        "run 6.3",
        "run 6.3 lstm.py",
        "check 6.3 lstm.py",
    ],
)
def test_on_a_narrow_terminal_no_line_of_a_table_is_wider(
    kata: RunKata, softmax: Path, wrong: Path, arguments: str, work: Path
) -> None:
    (work / "softmax.py").write_bytes(wrong.read_bytes())
    (work / "lstm.py").write_bytes((ATTEMPTS / "lstm_no_tanh_on_candidate.py").read_bytes())
    code, out, err = kata(*arguments.split(), "--pack", softmax, env={"COLUMNS": "40"})
    assert code == (1 if "check" in arguments else 0)
    assert [line for line in err.splitlines() if not line.startswith("kata: still running: ")] == []
    assert table_lines(out)
    assert [line for line in table_lines(out) if len(line) > 40] == []


def test_on_a_narrow_terminal_the_list_is_wrapped_under_its_titles(
    kata: RunKata, softmax: Path
) -> None:
    env = {"COLUMNS": "40", "KATA_DISABLED_PLUGINS": "builtin"}
    assert kata("list", "--pack", softmax, env=env).out.splitlines()[:3] == [
        "Foundations",
        "    0.1  Softmax: Scores become",
        "         probabilities.",
    ]


def test_a_terminal_without_a_width_is_not_narrow(kata: RunKata, softmax: Path) -> None:
    unknown = kata("list", "--pack", softmax, env={"COLUMNS": "0"}).out
    assert unknown == kata("list", "--pack", softmax).out


def test_a_reader_that_goes_away_changes_no_verdict(
    kata: RunKata, softmax: Path, right: Path, work: Path
) -> None:
    for arguments in (["show", "6.3"], ["check", "0.1", right, "--pack", softmax]):
        command = [sys.executable, "-P", "-m", "kata_runner", *map(str, arguments)]
        process = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=work,
            env={"KATA_HOME": str(work / "home")},
        )
        assert process.stdout is not None
        process.stdout.close()
        assert (process.wait(timeout=60), process.stderr.read() if process.stderr else b"") == (
            0,
            b"",
        )
        if process.stderr:
            process.stderr.close()


def descendants(pid: int) -> set[int]:
    """The processes that a process has started, and those that they have, while it runs."""
    parents = {}
    for entry in PROCESSES.glob("[0-9]*/stat"):
        try:
            parents[int(entry.parent.name)] = int(entry.read_text().rpartition(")")[2].split()[1])
        except OSError:  # it has just ended
            continue
    found = {pid}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return found - {pid}


def is_alive(pid: int) -> bool:
    """Whether a process is there and is more than an entry that nobody has asked for yet."""
    try:
        return (PROCESSES / str(pid) / "stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def wait_for(what: Callable[[], object], seconds: float = 20.0) -> bool:
    """Whether something becomes true in time."""
    end = monotonic() + seconds
    while not what() and monotonic() < end:
        sleep(0.02)
    return bool(what())


@pytest.mark.linux
@pytest.mark.skipif(not PROCESSES.is_dir(), reason="looks for processes in /proc")
@pytest.mark.parametrize("command", ["check", "run"])
def test_ctrl_c_ends_with_130_and_leaves_nothing_behind(
    softmax: Path, write_attempt: Callable[[str], Path], work: Path, tmp_path: Path, command: str
) -> None:
    write_attempt("print('working ' * 2000)\n" + ENDLESS)
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    arguments = [
        sys.executable,
        "-P",
        "-m",
        "kata_runner",
        command,
        "0.1",
        "softmax.py",
        "--pack",
        str(softmax),
    ]
    env = {"KATA_HOME": str(tmp_path / "home"), "TMPDIR": str(temporary)}
    process = subprocess.Popen(
        arguments, cwd=work, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert wait_for(lambda: any(is_busy(pid) for pid in descendants(process.pid)))
    started = descendants(process.pid)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=20)
    assert (process.returncode, out) == (130, "")
    assert err.strip().splitlines()[-1] == "kata: interrupted: nothing was lost"
    assert wait_for(lambda: not any(map(is_alive, started)), 5), (
        "a process of the attempt is still there"
    )
    assert list(temporary.iterdir()) == []


def is_busy(pid: int) -> bool:
    """Whether a process has computed for half a second: the attempt's endless loop, and not the
    imports before it.
    """
    try:
        user, system = (PROCESSES / str(pid) / "stat").read_text().rpartition(")")[2].split()[11:13]
    except OSError:
        return False
    return int(user) + int(system) > 50
