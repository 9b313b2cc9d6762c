"""The Python API: verdicts as a function call, in real sandboxes."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Barrier, Thread

import pytest

import kata_runner
from kata_runner import Grader
from kata_runner.engine.attempt_file import MAX_SOURCE
from kata_runner.engine.job import Job, Run
from kata_runner.engine.sandbox import Sandbox
from kata_runner.errors import EngineError, KataRunnerError, UnknownKataError, UsageError
from kata_runner.model import Report
from kata_runner.packs.catalogue import load_catalogue
from tests.helpers.commands import run_kata

WRONG = (
    "import numpy as np\n\n\ndef softmax(scores):\n    e = np.exp(scores)\n    return e / e.sum()\n"
)
SOURCES: dict[str, str | bytes] = {
    "no_code": "",
    "no_python": "def softmax(",
    "not_utf8": b"\xff\xfe\x00",
    "null_bytes": b"x = 1\0",
    "lone_surrogate": "x = '\ud800'",
    "too_large": b"#" * (MAX_SOURCE + 1),
    "ends_the_process": "import os\nos._exit(0)",
    "raises_everything": "raise KeyboardInterrupt",
    "prints_a_report": 'print(\'{"status": "passed"}\')',
    "wrong": WRONG,
}


@pytest.fixture(scope="module")
def grader(softmax: Path) -> Iterator[Grader]:
    with Grader([softmax]) as grader:
        yield grader


@pytest.fixture(scope="module")
def source(right: Path) -> str:
    return right.read_text(encoding="utf-8")


def test_a_right_source_passes(grader: Grader, source: str) -> None:
    report = grader.grade("0.1", source)
    assert (report.passed, report.status, report.fraction, report.seed) == (True, "passed", 1.0, 0)
    assert report.isolation.level == grader.isolation


@pytest.mark.parametrize("name", SOURCES)
def test_no_source_passes_or_raises_that_is_not_right(grader: Grader, name: str) -> None:
    report = grader.grade("0.1", SOURCES[name])
    assert not report.passed
    assert report.fraction < 1.0


def test_a_report_as_a_dictionary_is_what_the_command_prints(
    grader: Grader, softmax: Path, right: Path, source: str, tmp_path: Path
) -> None:
    printed = json.loads(
        run_kata(tmp_path, "check", "0.1", right, "--pack", softmax, "--json", cwd=tmp_path).out
    )
    report = grader.grade("0.1", source)
    assert json.loads(report.to_json()) == report.to_dict()
    told_apart = {"attempt", "seconds"}
    assert {key: value for key, value in report.to_dict().items() if key not in told_apart} == {
        key: value for key, value in printed.items() if key not in told_apart
    }


def test_an_explained_report_says_what_the_command_says(
    grader: Grader, softmax: Path, tmp_path: Path
) -> None:
    (tmp_path / "softmax.py").write_text(WRONG, encoding="utf-8")
    ended = run_kata(tmp_path, "check", "0.1", "--pack", softmax, "--json", cwd=tmp_path)
    printed = json.loads(ended.out)
    outcomes = grader.grade("0.1", WRONG, explain=True).to_dict()["outcomes"]
    assert outcomes == printed["outcomes"]
    assert "Replay exactly that" in outcomes[1]["message"]
    plain = grader.grade("0.1", WRONG).to_dict()["outcomes"]
    assert "Replay exactly that" not in plain[1]["message"]


@pytest.mark.parametrize("name", SOURCES)
def test_every_source_can_be_explained(grader: Grader, name: str) -> None:
    assert not grader.grade("0.1", SOURCES[name], explain=True).passed


def test_many_sources_are_graded_with_their_indexes_on_one_fresh_seed(
    grader: Grader, source: str
) -> None:
    sources: list[str | bytes] = [source, WRONG, "def softmax(", b"#" * (MAX_SOURCE + 1), source]
    reports = dict(grader.grade_many("0.1", sources))
    statuses = {
        index: report.status for index, report in reports.items() if isinstance(report, Report)
    }
    assert statuses == {0: "passed", 1: "failed", 2: "unrunnable", 3: "unrunnable", 4: "passed"}
    seeds = {report.seed for report in reports.values() if isinstance(report, Report)}
    assert len(seeds) == 1
    again = {
        report.seed
        for _, report in grader.grade_many("0.1", [source])
        if isinstance(report, Report)
    }
    assert again != seeds


def test_sources_are_taken_when_there_is_room_for_them(softmax: Path, source: str) -> None:
    taken = 0

    def generate() -> Iterator[str]:
        nonlocal taken
        for _ in range(20):
            taken += 1
            yield source

    with Grader([softmax], workers=2) as grader:
        first = next(iter(grader.grade_many("0.1", generate(), seed=0)))
        assert taken <= 5
    assert isinstance(first[1], Report)


@pytest.mark.thorough
@pytest.mark.slow
def test_who_takes_reports_slowly_costs_no_attempt_its_time(softmax: Path, source: str) -> None:
    with Grader([softmax], limits={"wall": 1.0}, workers=3) as grader:
        statuses = []
        for _, report in grader.grade_many("0.1", [source] * 4, seed=0):
            assert isinstance(report, Report)
            statuses.append(report.status)
            time.sleep(1.2)
    assert statuses == ["passed"] * 4


@pytest.mark.thorough
@pytest.mark.slow
def test_an_endless_source_ends_for_a_slow_taker_too(softmax: Path, source: str) -> None:
    with Grader([softmax], limits={"cpu": 0.2, "wall": 1.0}, workers=2) as grader:
        statuses = {}
        for index, report in grader.grade_many(
            "0.1", ["while True:\n    pass", source, source], seed=0
        ):
            assert isinstance(report, Report)
            statuses[index] = report.status
            time.sleep(1.1)
    assert statuses == {0: "unrunnable", 1: "passed", 2: "passed"}


def test_a_fault_of_ours_comes_in_place_of_a_report_and_the_rest_goes_on(
    softmax: Path, source: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_many = Sandbox.run_many

    def with_a_fault(
        self: Sandbox, jobs: Iterator[Job], in_flight: int | None = None
    ) -> Iterator[tuple[Job, Run]]:
        for job, run in run_many(self, jobs, in_flight):
            yield job, Run(fault="no memory") if job.attempt.source == b"#unlucky" else run

    with Grader([softmax]) as grader:
        monkeypatch.setattr(Sandbox, "run_many", with_a_fault)
        graded = dict(grader.grade_many("0.1", [source, "#unlucky", source], seed=0))
        assert isinstance(graded[1], EngineError)
        assert [
            report.status for report in (graded[0], graded[2]) if isinstance(report, Report)
        ] == ["passed"] * 2
        with pytest.raises(EngineError, match="no memory"):
            grader.grade("0.1", "#unlucky")


def test_threads_wait_for_one_another(grader: Grader, source: str) -> None:
    together, statuses = Barrier(4), []

    def work(attempt: str) -> None:
        together.wait()
        statuses.append(grader.grade("0.1", attempt).status)

    threads = [
        Thread(target=work, args=(attempt,)) for attempt in (source, WRONG, source, "def softmax(")
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == ["failed", "passed", "passed", "unrunnable"]


def test_it_may_be_called_while_its_reports_are_gone_through(grader: Grader, source: str) -> None:
    inner = [grader.grade("0.1", WRONG).status for _ in grader.grade_many("0.1", [source] * 3)]
    assert inner == ["failed"] * 3


def test_it_can_be_awaited(grader: Grader, source: str) -> None:
    async def grade() -> list[str]:
        reports = [asyncio.to_thread(grader.grade, "0.1", attempt) for attempt in (source, WRONG)]
        return [report.status for report in await asyncio.gather(*reports)]

    assert asyncio.run(grade()) == ["passed", "failed"]


def test_a_demo_has_the_tables_of_the_reference_and_of_a_source(
    grader: Grader, source: str
) -> None:
    [(declaration, expected, actual)] = grader.demo("0.1", source).shown
    assert declaration.name == "three_scores"
    assert actual is not None
    assert expected is not None
    assert actual.rows == expected.rows
    assert grader.demo("softmax").shown[0][2] is None


def test_one_experiment_is_graded_whatever_it_needs(grader: Grader) -> None:
    report = grader.grade_only("0.1", WRONG, "large_scores")
    assert (report.only, report.status, report.max_score) == ("large_scores", "failed", 2.0)
    [outcome] = report.outcomes
    assert outcome.name == "large_scores" and "What goes in:" in outcome.replay
    with pytest.raises(UsageError, match="no part called 'large_score': did you mean"):
        grader.grade_only("0.1", WRONG, "large_score")


def test_a_kata_is_made_ready_without_waiting_for_the_sandbox(softmax: Path, source: str) -> None:
    with Grader([softmax]) as grader:
        grader.warm_up("0.1")
        grader.warm_up("0.1", seed=7)
        assert grader.grade("0.1", source, seed=7).passed
        with pytest.raises(UnknownKataError):
            grader.warm_up("9.9")


def test_a_catalogue_and_a_sandbox_that_are_there_are_taken(softmax: Path, source: str) -> None:
    opened = []

    def open_sandbox() -> Sandbox:
        opened.append(Sandbox("process"))
        return opened[-1]

    catalogue = load_catalogue([softmax])
    with Grader(catalogue=catalogue, open_sandbox=open_sandbox) as grader:
        assert grader.katas == tuple(catalogue.katas)
        assert not opened
        assert grader.grade("0.1", source).isolation.level == "process"
        assert grader.fallback == ""
    assert len(opened) == 1


def test_attempts_run_where_an_executor_runs_them(softmax: Path, source: str) -> None:
    with Sandbox("process") as elsewhere, Grader([softmax], isolation="full,kernel") as grader:
        graded = dict(grader.grade_many("0.1", [source, WRONG], 0, run_many=elsewhere.run_many))
        reports = [report for report in graded.values() if isinstance(report, Report)]
    assert [report.isolation.level for report in reports] == ["process"] * 2


def test_katas_are_found_as_on_the_command_line(grader: Grader) -> None:
    assert {"0.1", "6.1", "6.3"} <= {kata.id for kata in grader.katas}
    assert grader.kata("softm").id == "0.1"
    with pytest.raises(UnknownKataError, match="no kata is called"):
        grader.kata("9.9")


def test_limits_replace_those_of_the_kata(softmax: Path) -> None:
    with Grader([softmax], limits={"cpu": 0.5, "memory_mb": 512}) as grader:
        limits = grader.kata("0.1").limits
    assert (limits.cpu, limits.memory_mb, limits.wall) == (0.5, 512, 10.0)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"packs": ["no/such/folder"]}, "no such folder"),
        ({"isolation": "fulll"}, "unknown isolation level 'fulll'"),
        ({"limits": {"cpus": 1.0}}, "unknown limit 'cpus'"),
        ({"limits": {"cpu": -1.0}}, "limit cpu"),
        ({"workers": 0}, "workers: expected a number from 1 up, got 0"),
        ({"workers": 1.5}, "workers: expected a number from 1 up, got 1.5"),
        ({"packs": None}, "packs: expected a folder or a list of folders, got None"),
        ({"isolation": ["full"]}, "unknown isolation level"),
        ({"limits": [("cpu", 1)]}, "limits: expected a dictionary such as "),
    ],
)
def test_wrong_arguments_are_told_at_once(arguments: dict[str, object], words: str) -> None:
    with pytest.raises(UsageError, match=words):
        Grader(**arguments)  # type: ignore[arg-type]  # what the test is about


def test_a_closed_grader_says_so(softmax: Path) -> None:
    grader = Grader([softmax])
    grader.close()
    with pytest.raises(KataRunnerError, match="this grader is closed"):
        grader.grade("0.1", "")


def test_one_attempt_needs_no_grader() -> None:
    assert kata_runner.grade("6.1", "").status == "failed"


def test_nothing_is_recorded_as_progress(
    softmax: Path, source: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KATA_HOME", str(tmp_path / "home"))
    with Grader([softmax]) as grader:
        assert grader.grade("0.1", source).passed
    assert not (tmp_path / "home").exists()
