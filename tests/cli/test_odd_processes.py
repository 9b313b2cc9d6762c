"""However the process was started, it works or says in one line why not; what is odd about it is
nobody's failure.
"""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.commands import clean_environment, kata_command

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="limits, signals and /dev/full as Linux has them"
)
Start = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def start(tmp_path: Path, softmax: Path, right: Path) -> Start:
    """Runs a command on a right attempt, in a process that is made odd before."""

    def run(command: str = "check", before: Callable[[], object] | None = None, **how: Any) -> Any:
        more: dict[str, list[Any]] = {
            "grade": [right, "--out", tmp_path / "out"],
            "verify": ["--quick", "--watch"],
        }
        line = [*kata_command(), command, "0.1", *more.get(command, [right]), "--pack", softmax]
        env = clean_environment(tmp_path / "home", how.pop("env", {}))
        streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | how
        return subprocess.run([*map(str, line)], env=env, preexec_fn=before, text=True, timeout=60,
                              check=False, **streams)  # fmt: skip

    return run


@pytest.mark.parametrize("number", [signal.SIGCHLD, signal.SIGALRM, signal.SIGXCPU, signal.SIGTERM])
@pytest.mark.parametrize("how", ["ignored", "blocked"])
def test_signals_that_are_ignored_or_blocked_change_nothing(
    start: Start, number: signal.Signals, how: str
) -> None:
    def before() -> None:
        if how == "ignored":
            signal.signal(number, signal.SIG_IGN)
        else:
            signal.pthread_sigmask(signal.SIG_BLOCK, [number])

    done = start(before=before)
    assert (done.returncode, done.stderr) == (0, "")
    assert "PASSED" in done.stdout


@pytest.mark.parametrize("level", ["full", "kernel", "process"])
def test_with_sigchld_ignored_an_end_is_told_as_ever(
    tmp_path: Path, softmax: Path, level: str
) -> None:
    leaving = tmp_path / "leaving.py"
    leaving.write_text("import os\n\n\ndef softmax(scores):\n    os._exit(3)\n", encoding="utf-8")
    line = [*kata_command(), "check", "0.1", leaving, "--pack", softmax, "--isolation", level]
    done = subprocess.run(
        [*map(str, line)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        preexec_fn=lambda: signal.signal(signal.SIGCHLD, signal.SIG_IGN),
    )
    assert done.returncode == 4
    assert "The process ended in the middle of it (exit code 3)" in " ".join(done.stdout.split())


@pytest.mark.parametrize("closed", [(0,), (1,), (2,), (0, 1), (1, 2), (0, 1, 2)])
@pytest.mark.parametrize("command", ["check", "run", "grade"])
def test_closed_streams_change_nothing(start: Start, command: str, closed: tuple[int, ...]) -> None:
    done = start(command, before=lambda: list(map(os.close, closed)))
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["check", "run", "grade"])
def test_a_full_disk_below_the_streams_is_one_line_and_exit_code_3(
    start: Start, command: str
) -> None:
    with open("/dev/full", "w") as full:  # noqa: PTH123
        done = start(command, stdout=full)
        assert done.returncode == 3
        assert done.stderr.splitlines()[-1].startswith(
            "kata: error: stdout: No space left on device: "
        )
        assert "Traceback" not in done.stderr
        assert start(command, stdout=full, stderr=full).returncode == 3


@pytest.mark.parametrize(
    ("words", "stream", "code"), [(["--help"], "stdout", 3), (["nosuch"], "stderr", 2)]
)
def test_help_on_a_full_disk_is_one_line_at_most_and_the_right_exit_code(
    words: list[str], stream: str, code: int
) -> None:
    with open("/dev/full", "w") as full:  # noqa: PTH123
        streams: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        done = subprocess.run(
            [*kata_command(), *words],
            text=True,
            timeout=60,
            check=False,
            **(streams | {stream: full}),
        )
    assert done.returncode == code
    assert (done.stderr or "").splitlines() == ["kata: error: stdout: No space left on device: "
        "make room or send it elsewhere, and run it again"][: stream == "stdout"]  # fmt: skip


@pytest.mark.parametrize("command", ["check", "run", "grade"])
def test_readers_that_went_away_cost_nothing(start: Start, tmp_path: Path, command: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = start(command, stdout=writing, stderr=writing)
    os.close(writing)
    assert done.returncode == 0
    if command == "grade":
        assert (tmp_path / "out" / "grades.csv").is_file()


@pytest.mark.parametrize("command", ["watch", "verify"])
def test_watching_ends_when_nobody_reads_it(start: Start, command: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = start(command, stdout=writing)
    os.close(writing)
    assert done.returncode == 0


def test_help_without_a_reader_is_no_failed_attempt(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [*kata_command(), "--help"], stdout=writing, stderr=subprocess.PIPE, check=False
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize(
    "variables",
    [
        "PYTHONWARNINGS=error",
        "PYTHONWARNINGS=default",
        "PYTHONSTARTUP=/nonexistent",
        "PYTHONIOENCODING=utf-8:nonsense",
        "PYTHONPYCACHEPREFIX=/proc",
        "PYTHONBREAKPOINT=nonsense",
        "PYTHONUSERBASE=/nonexistent",
        "PYTHONOPTIMIZE=2",
        "PYTHONDEVMODE=1",
        "PYTHONINSPECT=1",
        "PYTHONUTF8=0",
        "PYTHONIOENCODING=ascii",
        "PYTHONMALLOC=debug",
        "PYTHONINTMAXSTRDIGITS=640",
        "PYTHONUNBUFFERED=1",
        "LC_ALL=C",
        "COLUMNS=1",
        "TMPDIR=/nonexistent",
        "PYTHONDONTWRITEBYTECODE=1",
        "PYTHONHASHSEED=7",
    ],
)
def test_variables_that_change_python_change_no_verdict(start: Start, variables: str) -> None:
    name, _, value = variables.partition("=")
    done = start(env={name: value})
    assert (done.returncode, "Traceback" in done.stderr) == (0, False)
    assert "PASSED" in done.stdout


@pytest.mark.parametrize(
    "variable",
    [
        "PYTHONIOENCODING=nonsense",
        "PYTHONHOME=/nonexistent",
        "PYTHONHASHSEED=nonsense",
        "PYTHONPLATLIBDIR=nonsense",
        "PYTHONTRACEMALLOC=nonsense",
        "PYTHONUTF8=nonsense",
        "PYTHONMALLOC=nonsense",
    ],
)
def test_what_python_does_not_start_with_is_ignored_as_the_readme_says(
    tmp_path: Path, softmax: Path, right: Path, variable: str
) -> None:
    name, _, value = variable.partition("=")
    env = clean_environment(tmp_path / "home", {name: value})
    line = [sys.executable, "-EP", "-m", "kata_runner", "check", "0.1", right, "--pack", softmax]
    done = subprocess.run(
        [*map(str, line)], env=env, capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "PASSED" in done.stdout


def test_a_module_in_front_of_one_that_every_command_needs_is_one_line(
    start: Start, tmp_path: Path
) -> None:
    (tmp_path / "path").mkdir()
    (tmp_path / "path" / "click.py").write_text(
        "raise ValueError('not what is meant')\n", encoding="utf-8"
    )
    done = start(env={"PYTHONPATH": str(tmp_path / "path")})
    assert (done.returncode, len(done.stderr.splitlines()), "Traceback" in done.stderr) == (
        3,
        1,
        False,
    )


def test_bytecode_that_is_kept_elsewhere_is_not_made_each_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kata_runner.engine import precompile

    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    assert not [cached for cached in precompile.list_missing() if str(tmp_path) in cached]


@pytest.mark.parametrize(
    ("limit", "value"),
    [
        (resource.RLIMIT_AS, 4194303 << 10),
        (resource.RLIMIT_AS, 900 << 20),
        (resource.RLIMIT_CPU, 59),
        (resource.RLIMIT_NOFILE, 28),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_CPU, 5),
    ],
)
@pytest.mark.parametrize("command", ["check", "run", "grade"])
def test_of_two_limits_the_stricter_holds_and_no_level_is_lost(
    start: Start, command: str, limit: int, value: int
) -> None:
    done = start(command, before=lambda: resource.setrlimit(limit, (value, value)))
    assert done.returncode == 0, done.stderr
    assert "isolation is only" not in done.stderr
    if command == "check":
        assert "isolation full" in done.stdout


@pytest.mark.parametrize("command", ["check", "run", "grade"])
def test_a_level_that_is_lost_is_one_line_on_stderr(start: Start, command: str) -> None:
    done = start(command, env={"PATH": ""})
    assert done.returncode == 0
    [line] = [line for line in done.stderr.splitlines() if line.startswith("kata: warning: ")]
    assert line == (
        "kata: warning: isolation is only at level kernel: no isolation at level full: "
        "bubblewrap is not installed "
        "(apt-get install bubblewrap)"
    )


@pytest.mark.parametrize("size", [0, 500])
def test_where_too_little_can_be_written_the_limit_is_named(start: Start, size: int) -> None:
    done = start(before=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)))
    assert done.returncode == 3
    assert done.stderr == (
        "kata: error: a kata cannot be handed over: File too large: lift the limits of this "
        "shell (ulimit -f)\n"
    )
