"""The corpus at every level: each attempt gets its verdict, reaches nothing, leaves nothing and
spoils nobody.
"""

from __future__ import annotations

import ctypes
import os
import re
import shutil
import socket
import tempfile
import time
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest

from kata_runner.engine.levels import LEVELS
from kata_runner.engine.sandbox import Sandbox
from kata_runner.grading.answer_key import AnswerKey
from kata_runner.model import Kata, Report
from tests.helpers.attempts import FOLDER, attempts_in, read_header
from tests.helpers.commands import ROOT
from tests.helpers.strangers import STRANGERS, attempt_at, graded, name_of, reached, told
from tests.helpers.thorough import some

PLACES = [Path(place) for place in (".", "/tmp", "/dev/shm", "/var/tmp")] + [
    Path.home(),
    ROOT,
    ROOT / "solutions",
]
STEERS = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
PRINTS = next(path for path in STRANGERS if name_of(path) == "print_controls.py")
TRIED = list(dict.fromkeys([*some(STRANGERS, 24), PRINTS]))
NEIGHBOUR = FOLDER / "lstm_limitations" / "right" / "plain.py"
OTHERS = [path for kind in ("right", "wrong") for path in attempts_in(f"lstm_limitations/{kind}")]
WALLS = {"full": {"bubblewrap", "seccomp", "rlimits"}, "kernel": {"landlock", "seccomp", "rlimits"}}
PR_SET_CHILD_SUBREAPER = 36
# seconds until what was ended must be gone; at level `process` one may flee, and end soon after
PATIENCE = 4.0
EVERY = 4  # so many attempts stand between two good ones
MAX_MEGABYTES = 150  # that the grader may grow by while it reads what all of these say
MAX_TOLD = 1 << 20  # letters of one report

MARKS = {level: () if level == "full" else pytest.mark.thorough for level in LEVELS}
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not Path("/proc").is_dir(), reason="the attacks are on Linux"),
]
each_level = pytest.mark.parametrize(
    "level", [pytest.param(level, marks=MARKS[level]) for level in LEVELS]
)
each_walled_level = pytest.mark.parametrize(
    "level", [pytest.param(level, marks=MARKS[level]) for level in WALLS]
)


@dataclass
class Day:
    """All that one level came to: the reports, and what could be found of the attempts
    afterwards.
    """

    reports: dict[str, Report] = field(default_factory=dict)
    neighbours: list[Report] = field(default_factory=list)
    marks: list[Path] = field(default_factory=list)
    visitors: int = 0
    left_running: list[int] = field(default_factory=list)
    left_open: int = 0
    left_folders: set[Path] = field(default_factory=set)
    environment_changed: bool = False
    precious: str = ""
    grown: float = 0.0


def marks(name: str, *more: Path) -> list[Path]:
    """The files of this name that attempts left where they could."""
    return sorted(
        {found.absolute() for folder in (*PLACES, *more) for found in folder.glob(f"{name}*")}
    )


def remove(paths: list[Path]) -> None:
    """Remove files, links and folders."""
    for path in paths:
        shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()


def children(besides: Collection[int] = ()) -> list[int]:
    """The processes below this one that live, whoever started them: orphans become its own while it
    adopts.

    Those that others wait for are left alone: a sandbox that many tests share may live as long as
    this process.
    """
    tasks = Path("/proc/self/task").glob("*/children")
    found = [int(number) for task in tasks for number in task.read_text(encoding="ascii").split()]
    return [
        number
        for number in found
        if number not in besides and os.waitpid(number, os.WNOHANG)[0] == 0
    ]


def left_running(seconds: float, besides: Collection[int]) -> list[int]:
    """Those that still live after so long at most."""
    end = time.monotonic() + seconds
    while children(besides) and time.monotonic() < end:
        time.sleep(0.05)
    return children(besides)


def adopt_orphans(yes: bool) -> None:
    """Whether the children of children that die come to this process, which then knows of them."""
    assert ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, int(yes), 0, 0, 0) == 0


def visitors(listener: socket.socket) -> int:
    """How many connections there were."""
    count = 0
    while True:
        try:
            listener.accept()[0].close()
        except BlockingIOError:
            return count
        count += 1


def descriptors() -> int:
    """How many this process has open."""
    return len(list(Path("/proc/self/fd").iterdir()))


def peak_megabytes(begin: bool = False) -> float:
    """The most memory this process had since the last beginning."""
    if begin:
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(re.findall(r"VmHWM:\s+(\d+)", status)[0]) / 1024


def spend(level: str, lstm: Kata, key: AnswerKey, folder: Path) -> Day:
    """Run the whole corpus at one level, good attempts between, and look around afterwards."""
    day, environment, opened, others = Day(), dict(os.environ), descriptors(), children()
    precious, name = folder / "precious", f"kata-canary-{os.urandom(4).hex()}"
    (folder / "folder").mkdir()
    precious.write_text("precious", encoding="utf-8")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)
        places = {
            "47113": str(listener.getsockname()[1]),
            "/tmp/kata-precious": str(folder),
            "/tmp/kata-solutions": str(lstm.solutions.parent),
            "kata-canary": name,
        }
        paths = [path for path in TRIED if read_header(path).runs(level)]
        mixed = [
            each
            for n, path in enumerate(paths)
            for each in ([path] if n % EVERY else [NEIGHBOUR, path])
        ]
        before = peak_megabytes(begin=True)
        with Sandbox(level) as sandbox:
            reports = graded(lstm, key, sandbox, (attempt_at(path, places) for path in mixed))
        day.grown = peak_megabytes() - before
        day.visitors = visitors(listener)
    day.neighbours = [report for report in reports if report.attempt.path == NEIGHBOUR]
    day.reports = {
        report.attempt.path.name: report for report in reports if report.attempt.path != NEIGHBOUR
    }
    day.left_running = left_running(PATIENCE, others)
    day.marks, day.left_folders = marks(name, folder), set(folder.glob("kata-attempt-*"))
    day.left_open, day.environment_changed = descriptors() - opened, dict(os.environ) != environment
    day.precious = precious.read_text(encoding="utf-8") if precious.exists() else "gone"
    remove(day.marks)
    return day


@pytest.fixture(scope="module")
def days(lstm: Kata, key: AnswerKey) -> Iterator[Callable[[str], Day]]:
    """What each level came to, run once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KATA_CANARY", "the grader's own secret")

        @cache
        def day(level: str) -> Day | Exception:
            adopt_orphans(True)
            try:
                with (
                    tempfile.TemporaryDirectory() as folder,
                    pytest.MonkeyPatch.context() as places,
                ):
                    places.setattr(
                        tempfile, "tempdir", folder
                    )  # also for the folders that attempts are run in
                    return spend(level, lstm, key, Path(folder))
            except (
                Exception
            ) as error:  # kept, so that a broken level is not tried again for every test
                return error
            finally:
                adopt_orphans(False)

        def day_of(level: str) -> Day:
            found = day(level)
            if isinstance(found, Exception):
                raise found
            return found

        yield day_of


@each_level
def test_every_attempt_gets_the_verdict_in_its_first_line(
    level: str, days: Callable[[str], Day]
) -> None:
    found = {name: report.status for name, report in days(level).reports.items()}
    expected = {
        name_of(path): read_header(path).verdict(level)
        for path in TRIED
        if read_header(path).runs(level)
    }
    assert {
        name: status for name, status in found.items() if status not in expected[name].split(" or ")
    } == {}
    assert found.keys() == expected.keys()


@each_level
def test_every_outcome_that_is_named_is_as_it_is_named(
    level: str, days: Callable[[str], Day]
) -> None:
    reports, wrong = days(level).reports, []
    for path in (path for path in TRIED if name_of(path) in reports):
        found = {outcome.name: str(outcome.status) for outcome in reports[name_of(path)].outcomes}
        expected = read_header(path).outcomes(level)
        wrong += [
            f"{path.name}: {name} {found[name]}"
            for name, status in expected.items()
            if found[name] != status
        ]
    assert not wrong


@each_level
def test_no_attempt_reaches_what_its_header_does_not_allow(
    level: str, days: Callable[[str], Day]
) -> None:
    allowed = {
        name_of(path)
        for path in TRIED
        if level == "process" and read_header(path).first("at process")
    }
    hits = {
        name: reached(report) for name, report in days(level).reports.items() if name not in allowed
    }
    assert {name: found for name, found in hits.items() if found} == {}


@each_walled_level
def test_behind_walls_no_file_is_written_and_nobody_is_called(
    level: str, days: Callable[[str], Day]
) -> None:
    day = days(level)
    assert (day.marks, day.visitors, day.precious) == ([], 0, "precious")


@each_level
def test_no_process_and_no_descriptor_and_no_folder_is_left(
    level: str, days: Callable[[str], Day]
) -> None:
    day = days(level)
    assert (day.left_running, max(0, day.left_open), day.left_folders) == ([], 0, set())


@each_level
def test_the_environment_stays_as_it_was(level: str, days: Callable[[str], Day]) -> None:
    assert not days(level).environment_changed


@each_level
def test_good_attempts_between_them_are_not_spoiled(level: str, days: Callable[[str], Day]) -> None:
    neighbours = days(level).neighbours
    assert len(neighbours) > len(TRIED) / 2 / EVERY
    assert [report.status for report in neighbours if not report.passed] == []
    assert {told(report).strip() for report in neighbours} == {""}


@each_level
def test_the_grader_stays_small_whatever_they_say(level: str, days: Callable[[str], Day]) -> None:
    assert days(level).grown < MAX_MEGABYTES


@each_level
def test_nothing_they_say_can_steer_a_terminal_or_has_no_end(
    level: str, days: Callable[[str], Day]
) -> None:
    texts = {name: told(report) for name, report in days(level).reports.items()}
    assert [
        name for name, text in texts.items() if STEERS.search(text) or len(text) > MAX_TOLD
    ] == []
    assert r"\x1b" in texts["print_controls.py"]


@each_walled_level
def test_the_walls_that_stood_are_named(level: str, days: Callable[[str], Day]) -> None:
    assert all(
        WALLS[level] <= set(report.isolation.layers) for report in days(level).reports.values()
    )


def test_the_corpus_is_large_enough_to_mean_something() -> None:
    assert len(STRANGERS) >= 60
    assert {read_header(path).verdict("full") for path in STRANGERS} == {
        "passed",
        "failed",
        "unrunnable",
    }


@pytest.mark.thorough
@each_walled_level
def test_right_and_wrong_attempts_get_their_verdicts(
    level: str, lstm: Kata, key: AnswerKey
) -> None:
    with Sandbox(level) as sandbox:
        reports = graded(lstm, key, sandbox, (attempt_at(path, {}) for path in OTHERS))
    found = {report.attempt.path: report.status for report in reports}
    assert found == {path: read_header(path).first("expect") for path in OTHERS}
