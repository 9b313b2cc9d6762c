"""One grading run over a class: what is stored of each attempt, with executors of every kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from kata_runner.api import Grader
from kata_runner.classroom import run as run_module
from kata_runner.classroom.executors.executor import ExecutorOptions
from kata_runner.classroom.executors.local import Local
from kata_runner.classroom.fingerprint import take_fingerprint
from kata_runner.classroom.records import FAULT, StudentRow
from kata_runner.classroom.results.store import Store
from kata_runner.classroom.roster.enrollment import enroll
from kata_runner.classroom.run import GradingRun
from kata_runner.classroom.submissions.archives import Archives
from kata_runner.classroom.submissions.collect import collect
from kata_runner.classroom.submissions.kata_files import KataFiles
from kata_runner.engine.job import Job, Run
from kata_runner.errors import EngineError, PackError
from kata_runner.packs.catalogue import Catalogue
from kata_runner.packs.plugin_manager import load_plugins
from tests.helpers.classrooms import RIGHT, WRONG, handed_in

Runs = Iterator[tuple[Job, Run]]
Begin = Callable[..., GradingRun]


class Elsewhere:
    """An executor that does what a function says with the runs of the sandbox."""

    def __init__(self, local: Local, change: Callable[[Runs], Runs]) -> None:
        self.local, self.change = local, change

    def __enter__(self) -> Elsewhere:
        return self

    def __exit__(self, *exception: object) -> None: ...

    def run_many(self, jobs: Iterable[Job]) -> Runs:
        return self.change(self.local.run_many(jobs))


@pytest.fixture(scope="module")
def local() -> Iterator[Local]:
    with Local(ExecutorOptions(isolation="full,kernel,process")) as executor:
        yield executor


@pytest.fixture
def begin(softmax: Path, tmp_path: Path) -> Iterator[Begin]:
    """Begins a run over a class, always in the same folder of results."""
    with ExitStack() as stack:
        plugins = load_plugins()
        grader = stack.enter_context(Grader(catalogue=Catalogue(plugins, [softmax])))
        kata = grader.kata("0.1")

        def begin(sources: dict[str, str], seed: int = 0) -> GradingRun:
            folder = handed_in(tmp_path / "class", sources)
            archives, files = stack.enter_context(closing(Archives())), KataFiles(kata)
            submissions = collect([folder], files, archives, tmp_path / "out", [])
            enrollment = enroll(submissions, None, files.is_starter, [])
            store = stack.enter_context(Store(tmp_path / "out"))
            return GradingRun(
                grader, kata, store, take_fingerprint(kata, seed, plugins), enrollment
            )

        yield begin


def rows(run: GradingRun) -> dict[str, StudentRow]:
    return {row.student: row for row in run.store.list_rows(run.conditions_id)}


@pytest.mark.parametrize("seed", [0, 7], ids=["pinned", "another seed"])
def test_every_attempt_gets_its_verdict_and_is_not_run_again(
    begin: Begin, local: Local, seed: int
) -> None:
    run = begin({"ada": RIGHT, "bo": WRONG, "copy": RIGHT}, seed)
    assert (run.total, len(run.pending)) == (2, 2)
    assert sorted(run.grade(local)) == ["failed", "passed"]
    statuses = {name: row.status for name, row in rows(run).items()}
    assert statuses == {"ada": "passed", "bo": "failed", "copy": "passed"}
    assert not begin({"ada": RIGHT, "bo": WRONG}, seed).pending


def test_a_fault_is_no_verdict_and_is_tried_again(begin: Begin, local: Local) -> None:
    def spoil_one(runs: Runs) -> Runs:
        for job, run in runs:
            yield job, Run(fault="no memory") if b"unlucky" in job.attempt.source else run

    sources = {"ada": RIGHT, "bo": RIGHT + "# unlucky\n"}
    run = begin(sources)
    assert sorted(run.grade(Elsewhere(local, spoil_one))) == [FAULT, "passed"]
    assert (rows(run)["bo"].status, rows(run)["bo"].reason) == (FAULT, "no memory")
    again = begin(sources)
    assert len(again.pending) == 1
    assert list(again.grade(local)) == ["passed"]


def test_a_run_of_nothing_but_faults_ends(
    begin: Begin, local: Local, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run_module, "MAX_FAULTS", 2)
    run = begin({name: f"{RIGHT}# {name}\n" for name in ("ada", "bo", "cy")})

    def spoil_all(runs: Runs) -> Runs:
        return ((job, Run(fault="no memory")) for job, _ in runs)

    with pytest.raises(EngineError, match="2 attempts failed with an internal error: no memory"):
        list(run.grade(Elsewhere(local, spoil_all)))


def test_a_file_that_changes_meanwhile_is_not_graded(
    begin: Begin, local: Local, tmp_path: Path
) -> None:
    run = begin({"ada": RIGHT, "bo": WRONG, "cy": f"{RIGHT}# cy\n"})
    (tmp_path / "class" / "ada.py").write_text(WRONG, encoding="utf-8")
    (tmp_path / "class" / "bo.py").unlink()
    assert list(run.grade(local)) == ["passed"]
    assert rows(run)["ada"].reason == "the file was changed meanwhile: run the command again"
    assert rows(run)["bo"].reason.endswith("which it was not at first")


def test_an_executor_that_gives_a_job_twice_is_named(begin: Begin, local: Local) -> None:
    def twice(runs: Runs) -> Runs:
        for one in runs:
            yield from (one, one)

    with pytest.raises(PackError, match="an executor gave back a job"):
        list(begin({"ada": RIGHT}).grade(Elsewhere(local, twice)))
