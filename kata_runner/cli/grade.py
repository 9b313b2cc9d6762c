"""`kata grade`."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

import click

from kata_runner.api import Grader
from kata_runner.classroom.executors.executor import Executor, ExecutorOptions, get_executor
from kata_runner.classroom.fingerprint import take_fingerprint
from kata_runner.classroom.records import FAULT, UNDECIDED, StudentRow
from kata_runner.classroom.results.database_errors import describe_error
from kata_runner.classroom.results.earlier_runs import (
    claim_plan,
    collect_known,
    list_earlier,
    split_known,
)
from kata_runner.classroom.results.explain import explain_grade
from kata_runner.classroom.results.folder_lock import FolderLock
from kata_runner.classroom.results.gradebook import PLATFORMS, Gradebook
from kata_runner.classroom.results.membership import Absent
from kata_runner.classroom.results.plan import list_plan, write_plan
from kata_runner.classroom.results.publish import list_reports, publish
from kata_runner.classroom.results.store import Store
from kata_runner.classroom.results.summary import Summary
from kata_runner.classroom.roster.csv_reader import read_roster
from kata_runner.classroom.roster.decisions import read_decisions
from kata_runner.classroom.roster.enrollment import Enrollment, enroll
from kata_runner.classroom.run import GradingRun
from kata_runner.classroom.submissions.archives import Archives
from kata_runner.classroom.submissions.collect import Collector, collect
from kata_runner.classroom.submissions.kata_files import KataFiles
from kata_runner.classroom.submissions.kinds import DATABASE, GRADEBOOK
from kata_runner.cli import options as shared
from kata_runner.cli.grade_progress import DRAW, show_progress
from kata_runner.cli.output import print_labelled, print_result, print_stderr, warn_once
from kata_runner.errors import EngineError, PathError, UsageError
from kata_runner.hookspecs import ManyRenderer
from kata_runner.model import Kata
from kata_runner.reports import get_batch_renderer
from kata_runner.reports.class_summary import render_plan, render_summary
from kata_runner.reports.escape import escape_workflow_commands
from kata_runner.reports.json import render_untimed
from kata_runner.reports.markdown import render as render_markdown
from kata_runner.seeds import draw_seed

MAX_NOTES = 20
PATH: Any = click.Path(path_type=Path)
Start = Callable[[], AbstractContextManager[Executor]]
FOLDER: Any = click.Path(path_type=Path, file_okay=False)


@dataclass(frozen=True)
class GradeOptions:
    """The parsed command line."""

    kata_id: str
    paths: Sequence[Path]
    out: Path | None
    plan: bool
    decide: Path | None
    roster: Path | None
    seed: int | None
    executor: str | None
    scheduler: str
    workers: int | None
    isolation: str | None
    limits: Sequence[str]
    format: str | None
    add: bool
    replace: bool
    gradebook: str | None
    html: bool
    why: str | None

    @property
    def absent(self) -> Absent:
        """What to do with students in the folder who are not in this run.

        Raises UsageError if both options are given.
        """
        if self.add and self.replace:
            raise click.UsageError(
                "--add keeps who is in the folder and --replace drops them: choose one of the two."
            )
        return Absent.KEEP if self.add else Absent.REMOVE if self.replace else Absent.REFUSE

    def list_earlier(self) -> list[StudentRow]:
        """Return the rows that are in the folder, if the run adds to them."""
        return list_earlier(self.out) if self.out and self.absent is Absent.KEEP else []


def option(flag: str, metavar: str, text: str, **settings: Any) -> Callable[..., Any]:
    """Return an option with a value."""
    return click.option(flag, metavar=metavar, help=text, **settings)


def flag(name: str, text: str) -> Callable[..., Any]:
    """Return an option without a value."""
    return click.option(name, is_flag=True, help=text)


@click.command("grade")
@click.argument("kata_id", metavar="ID", required=False, shell_complete=shared.complete_katas)
@click.argument("paths", metavar="PATH...", nargs=-1, type=PATH)
@option("--out", "DIR", "Where results.sqlite, grades.csv and feedback/ go.", type=FOLDER)
@option("--roster", "FILE", "A CSV file with columns such as name, id, email, file.", type=PATH)
@flag("--plan", "Show who would be graded with which file, and run nothing.")
@option("--decide", "FILE", "A --plan in CSV, filled in with whose submissions are.", type=PATH)
@option("--gradebook", "PLATFORM", "Also write DIR/gradebook.csv, which canvas or moodle imports.",
        type=click.Choice(PLATFORMS))  # fmt: skip
@flag("--html", "Also write pages: DIR/html/index.html, and one for each student.")
@option("--why", "STUDENT", "Say which file a student's grade in DIR is for, and why that one.")
@flag("--add", "Keep the grades in DIR of students who are not among the paths.")
@flag("--replace", "Drop the grades in DIR of students who are not among the paths.")
@option("--seed", "N|fresh", "Where random inputs come from; else DIR's or fresh.",
        callback=shared.parse_seed)  # fmt: skip
@option("--executor", "NAME", "Where it runs: local, dask, ...")
@option("--scheduler", "URL", "A Dask scheduler that runs already: tcp://HOST:PORT.", default="")
@option("--workers", "N", "How many attempts, or workers, at a time.",
        type=click.IntRange(1, 10_000))  # fmt: skip
@option("--isolation", "LEVEL", "The level to demand, or several as full,kernel; 'process' is "
        "never taken unasked.", callback=shared.validate_isolation)  # fmt: skip
@shared.limit_option
@option("--format", "NAME", "Print all reports in this format; the summary on stderr.",
        shell_complete=shared.complete_formats)  # fmt: skip
@shared.pack_option
def command(**options: Any) -> None:
    """Grade a classroom: every PATH, a file, a folder or a zip archive of Canvas or Moodle.

    Stopped at any moment, the same command goes on where it was. Exits with 0 when everything is
    graded, whatever the grades, with 1 when nobody knows whose a submission is, and with 3 when
    attempts failed with an internal error.

    \b
    Examples:
      kata grade 6.3 submissions/ --out results
      kata grade 6.3 submissions.zip --roster class.csv --out results
      kata grade 6.3 submissions.zip --roster class.csv --plan
      kata grade 6.3 submissions/ada.py --out results --add
      kata grade 6.3 submissions/ --out results --html
      kata grade --why "Ada Lovelace" --out results
      kata grade 6.3 submissions/ --out results --executor dask --scheduler tcp://cluster:8786
    """
    parsed = GradeOptions(**options)
    if parsed.out is None and not parsed.plan:
        raise click.UsageError("Missing option '--out': the folder for the results.")
    if parsed.why is not None and parsed.out:
        print_result(escape_workflow_commands(explain_grade(parsed.out, parsed.why)))
        return
    if not parsed.kata_id or not parsed.paths:
        raise click.UsageError(f"Missing argument '{'PATH...' if parsed.kata_id else 'ID'}'.")
    if parsed.plan or parsed.out is None:
        show_plan(parsed)
        return
    try:
        grade_class(parsed, parsed.out)
    except sqlite3.Error as error:  # mostly a full disk
        why = describe_error(error, parsed.out / DATABASE)
        raise PathError(f"{parsed.out}: cannot keep results: {why}") from error


def show_plan(options: GradeOptions) -> None:
    """Show what a run would do; nothing is run and nothing is written."""
    if options.format not in (None, "csv"):
        raise UsageError(
            f"--plan has no format {options.format!r:.40}: it is a table to read, or csv"
        )
    catalogue = shared.open_catalogue()
    notes: list[str] = []
    with open_class(options, catalogue.find(options.kata_id), notes) as enrollment:
        rows = list(list_plan(enrollment))
        if options.add:
            rows = claim_plan(rows, options.list_earlier(), notes)
        print_result(
            "".join(write_plan(rows)).rstrip("\n") if options.format else render_plan(rows)
        )
    print_notes(notes)
    shared.warn(catalogue)


def grade_class(options: GradeOptions, out: Path) -> None:
    """Grade and publish; raises sqlite3.Error if the database cannot be written."""
    catalogue = shared.open_catalogue()
    plugins = catalogue.plugins
    grader = Grader(catalogue=catalogue, limits=shared.parse_limits(options.limits))
    kata = grader.kata(options.kata_id)
    render = shared.choose_renderer(catalogue, options.format)() if options.format else None
    name = options.executor or ("dask" if options.scheduler else "local")
    make_executor = get_executor(name, plugins)
    notes: list[str] = []
    with grader, open_class(options, kata, notes) as enrollment:
        batch = (
            get_batch_renderer(str(options.format), render, enrollment.senders) if render else None
        )
        with FolderLock(out), Store(out) as store:
            seed = store.choose_seed(kata.id, options.seed, draw_seed)
            fingerprint = take_fingerprint(kata, seed, plugins)
            run = GradingRun(grader, kata, store, fingerprint, enrollment, absent=options.absent)
            print_notes(notes)
            where = ExecutorOptions(options.workers, options.scheduler, options.isolation)
            start = partial(open_executor, make_executor, where)
            if run.pending:
                with start() as executor:
                    show_progress(run.grade(executor), run.total, run.total - len(run.pending))
            shared.warn(catalogue)
            publish_results(run, options, out, batch, start)


@contextmanager
def open_executor(
    make: Callable[[ExecutorOptions], Executor], options: ExecutorOptions
) -> Iterator[Executor]:
    """Start an executor, and print its notice, if it has one."""
    with make(options) as executor:
        if notice := getattr(executor, "notice", ""):
            warn_once(notice)
        yield executor


@contextmanager
def open_class(options: GradeOptions, kata: Kata, notes: list[str]) -> Iterator[Enrollment]:
    """Collect the class; raises PathError if there are no submissions."""
    decisions = read_decisions(options.decide) if options.decide else None
    roster = read_roster(options.roster, notes) if options.roster else None
    leave_out = options.out or Path(os.devnull)
    files = KataFiles(kata)
    with closing(Archives()) as archives:
        known, paths = split_known(options.paths, options.list_earlier(), notes)
        collector = Collector(files, archives, notes, roster)
        submissions = chain(
            collect_known(known, collector, leave_out),
            collect(paths, files, archives, leave_out, notes, class_list=roster),
        )
        enrollment = enroll(submissions, roster, files.is_starter, notes, decisions)
        if not enrollment.senders:
            where = ", ".join(map(str, options.paths))
            raise PathError(f"{where}: no Python files found: pass files, folders or archives")
        yield enrollment


def print_notes(notes: Sequence[str]) -> None:
    """Print the first notes, and the number of the others."""
    for note in notes[:MAX_NOTES]:
        print_labelled("note", escape_workflow_commands(note))
    if len(notes) > MAX_NOTES:
        print_labelled("note", f"and {len(notes) - MAX_NOTES} more of that kind")


def publish_results(
    run: GradingRun,
    options: GradeOptions,
    folder: Path,
    batch: ManyRenderer | None,
    start: Start,
) -> None:
    """Write the results, and print the summary, or all reports and the summary.

    Raises PathError if a file cannot be written.
    """
    store, kata, conditions_id = run.store, run.kata, run.conditions_id
    renderers = {"md": render_markdown, "json": render_untimed}

    def write_others(summary: Summary) -> None:
        if options.gradebook:
            gradebook = Gradebook(kata, store.list_rows(conditions_id))
            gradebook.write(folder / GRADEBOOK, options.gradebook, options.roster)
        if options.html:
            write_pages(run, folder, summary, start)

    try:
        summary, changes = publish(
            folder, store, conditions_id, kata, renderers, write_others=write_others
        )
    except OSError as error:
        raise PathError(
            f"{error.filename}: {error.strerror}: the grades are kept, run the command again"
        ) from error
    text = render_summary(kata, summary, changes, run.seed, folder)
    if batch:
        print_stderr(text)
        for piece in batch(list_reports(store, conditions_id, kata)):
            print_result(piece)
    else:
        print_result(text)
    store.end_run(run.run_id)
    refuse_unfinished(summary)


def refuse_unfinished(summary: Summary) -> None:
    """Raise EngineError if attempts have no grade, and exit with 1 if submissions are undecided."""
    if faults := summary.statuses[FAULT]:
        raise EngineError(f"{faults} attempts failed with an internal error: run the command again")
    if summary.statuses[UNDECIDED]:
        click.get_current_context().exit(1)


def write_pages(run: GradingRun, folder: Path, summary: Summary, start: Start) -> None:
    """Write the page of the class and those of students.

    An executor is started only if there are pictures to draw.
    """
    from kata_runner.reports.html.class_page_writer import ClassPages

    pages = ClassPages(folder, run)
    pages.collect()
    if pages.waiting:
        with start() as executor:
            show_progress(pages.draw(executor, warn_once), len(pages.waiting), 0, DRAW)
    pages.write_index(summary)
