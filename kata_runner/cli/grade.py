"""`kata grade`."""

from __future__ import annotations

import gc
import os
import secrets
import sqlite3
from collections.abc import Sequence
from contextlib import closing, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from kata_runner.classroom.conditions import conditions_of
from kata_runner.classroom.results.database_errors import describe_error
from kata_runner.classroom.executors.executor import Demand, Executor, executor_named
from kata_runner.classroom.few import Few
from kata_runner.classroom.results.folder_lock import FolderLock
from kata_runner.classroom.results.gradebook import FILE as GRADEBOOK
from kata_runner.classroom.results.gradebook import PLATFORMS, write_gradebook
from kata_runner.classroom.results.membership import Absent
from kata_runner.classroom.places import Places
from kata_runner.classroom.results.publish import publish, reports
from kata_runner.classroom.run import Room
from kata_runner.classroom.roster.csv_reader import read_roster
from kata_runner.classroom.roster.decisions import read_decisions
from kata_runner.classroom.roster.enrollment import Enrollment, enroll
from kata_runner.classroom.roster.plan import list_plan, write_plan
from kata_runner.classroom.results.store import FILE, UNDECIDED, Store
from kata_runner.classroom.submissions.archive import Archives
from kata_runner.classroom.submissions.collect import collect
from kata_runner.classroom.submissions.kata_files import KataFiles
from kata_runner.classroom.results.summary import summary_of
from kata_runner.classroom.results.why import explain_grade
from kata_runner.cli.classroom_progress import shown
from kata_runner.cli.classroom_text import render_plan, summary_text
from kata_runner.cli.options import (
    levels,
    limit_option,
    limited,
    open_catalogue,
    pack_option,
    parse_seed,
    renderer,
    warn,
)
from kata_runner.cli.output import complain, say, say_aside, warn_once
from kata_runner.errors import EngineFault, UnusablePath, WrongUse
from kata_runner.hookspecs import ManyRenderer
from kata_runner.model import Kata, Report
from kata_runner.reports import many_of

UNUSED_TOLERATED = 1000  # objects made before the collector looks: this command is a long one
OWN_MARKS = "progress"  # the plugin that keeps a learner's own marks: a class's are not the instructor's


@dataclass(frozen=True)
class Asked:
    """What the command line says."""

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
    folders: Sequence[Path]
    add: bool
    replace: bool
    gradebook: str | None
    why: str | None

    @property
    def absent(self) -> Absent:
        """What becomes of students in the folder who are not in this run; raises UsageError for both at once."""
        if self.add and self.replace:
            raise click.UsageError("--add keeps who is in the folder and --replace drops them: choose one of the two.")
        return Absent.KEEP if self.add else Absent.REMOVE if self.replace else Absent.REFUSE


@click.command("grade")
@click.argument("kata_id", metavar="ID", required=False)
@click.argument("paths", metavar="PATH...", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--out",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where results.sqlite, grades.csv and feedback/ go.",
)
@click.option(
    "--roster",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="A CSV file with columns such as name, id, email, file: names students, lists who is missing.",
)
@click.option("--plan", is_flag=True, help="Show who would be graded with which file, and run nothing.")
@click.option(
    "--decide",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="A table of --plan --format csv in which the column student says whose each submission is.",
)
@click.option(
    "--gradebook",
    metavar="PLATFORM",
    type=click.Choice(PLATFORMS),
    help="Also write DIR/gradebook.csv, which canvas or moodle imports as it is.",
)
@click.option("--why", metavar="STUDENT", help="Say which file a student's grade in DIR is for, and why that one.")
@click.option("--add", is_flag=True, help="Keep the grades in DIR of students who are not among the paths.")
@click.option("--replace", is_flag=True, help="Drop the grades in DIR of students who are not among the paths.")
@click.option(
    "--seed",
    metavar="N|fresh",
    callback=parse_seed,
    help="Where random inputs come from; else DIR's or fresh.",
)
@click.option("--executor", metavar="NAME", help="Where it runs: local, dask, ...")
@click.option("--scheduler", default="", metavar="URL", help="A Dask scheduler that runs already: tcp://HOST:PORT.")
@click.option("--workers", type=click.IntRange(1, 10_000), help="How many attempts, or workers, at a time.")
@click.option(
    "--isolation",
    metavar="LEVEL",
    callback=levels,
    help="The level to demand, or several as full,kernel; 'process' is never taken unasked.",
)
@limit_option
@click.option("--format", metavar="NAME", help="Print all reports in this format; the summary on stderr.")
@pack_option
def command(**options: Any) -> None:
    """Grade a classroom: every PATH, a file, a folder or a zip archive as Canvas and Moodle hand out.

    Stopped at any moment, the same command goes on where it was. Exits with 0 when everything is graded, whatever the
    grades, with 1 when nobody knows whose a submission is, and with 3 when something could not be graded by a fault of
    ours.

    \b
    Examples:
      kata grade 6.3 submissions/ --out results
      kata grade 6.3 submissions.zip --roster class.csv --out results
      kata grade 6.3 submissions.zip --roster class.csv --plan
      kata grade 6.3 submissions/ada.py --out results --add
      kata grade --why "Ada Lovelace" --out results
      kata grade 6.3 submissions/ --out results --executor dask --scheduler tcp://cluster:8786
    """
    gc.set_threshold(UNUSED_TOLERATED)
    asked = Asked(**options)
    if asked.out is None and not asked.plan:
        raise click.UsageError("Missing option '--out': the folder for the results.")
    if asked.why is not None and asked.out:
        say(explain_grade(asked.out, asked.why))
        return
    if not asked.kata_id or not asked.paths:
        raise click.UsageError(f"Missing argument '{'PATH...' if asked.kata_id else 'ID'}'.")
    if asked.plan or asked.out is None:
        plan_class(asked)
        return
    try:
        grade_class(asked, asked.out)
    except sqlite3.Error as error:  # the disk is full, most of the time: the one with the results or a temporary one
        raise UnusablePath(f"{asked.out}: cannot keep results: {describe_error(error, asked.out / FILE)}") from error


def plan_class(asked: Asked) -> None:
    """Show what a run would do; nothing is run and nothing is written."""
    if asked.format not in (None, "csv"):
        raise WrongUse(f"--plan has no format {asked.format!r:.40}: it is a table to read, or csv")
    catalogue = open_catalogue(asked.folders)
    kata = catalogue.find(asked.kata_id)
    notes: Few[str] = Few()
    with closing(Archives()) as archives, closing(gather(asked, kata, archives, notes)) as enrollment:
        rows = list_plan(enrollment)
        for piece in write_plan(rows) if asked.format else render_plan(rows):
            say(piece.rstrip("\n"))
        print_notes(notes)
    warn(catalogue)


def grade_class(asked: Asked, out: Path) -> None:
    """All of the command; raises sqlite3.Error where a disk does not take what is kept."""
    catalogue = open_catalogue(asked.folders)
    kata, plugins = limited(catalogue.find(asked.kata_id), asked.limits), catalogue.plugins
    render = renderer(catalogue, asked.format)() if asked.format else None
    make = executor_named(asked.executor or ("dask" if asked.scheduler else "local"), plugins)
    if plugins.manager.has_plugin(OWN_MARKS):
        plugins.manager.unregister(name=OWN_MARKS)
    notes: Few[str] = Few()
    with closing(Archives()) as archives, closing(gather(asked, kata, archives, notes)) as enrollment:
        many = many_of(str(asked.format), render, enrollment.handed_in) if render else None
        with FolderLock(out), Store(out) as store:
            seed = store.seed(kata.id, asked.seed, lambda: secrets.randbelow(2**32))
            room = Room(kata, plugins, store, conditions_of(kata, seed, plugins), enrollment, absent=asked.absent)
            enrollment.close()  # all of it is in the store
            print_notes(notes)
            if room.left:
                grade(room, make(Demand(asked.workers, asked.scheduler, asked.isolation)))
            warn(catalogue)
            finish(room, asked, out, many)


def grade(room: Room, executor: Executor) -> None:
    """Judge what is left, and show how far it is."""
    with executor, closing(room):
        if notice := getattr(executor, "notice", ""):
            warn_once(notice)
        for _ in shown(room.grade(executor), room.total, room.total - room.left):
            pass


def gather(asked: Asked, kata: Kata, archives: Archives, notes: Few[str]) -> Enrollment:
    """Return the class; raises UnusablePath when nobody handed in anything."""
    decisions = read_decisions(asked.decide) if asked.decide else None
    leave_out = asked.out or Path(os.devnull)
    with closing(read_roster(asked.roster, notes)) if asked.roster else nullcontext() as roster:
        submissions = collect(asked.paths, kata, archives, leave_out, notes, class_list=roster)
        enrollment = Enrollment(Places(), KataFiles(kata).is_starter, notes)
        enroll(submissions, roster, notes, enrollment, decisions)
    if not enrollment.handed_in:
        where = ", ".join(map(str, asked.paths))
        raise UnusablePath(f"{where}: no Python file in there: name files, folders or archives")
    return enrollment


def print_notes(notes: Few[str]) -> None:
    """Print the first notes, and how many there are besides."""
    for note in notes.first:
        complain("note", note)
    if notes.more:
        complain("note", f"and {notes.more} more of that kind")


def finish(room: Room, asked: Asked, folder: Path, many: ManyRenderer | None) -> None:
    """Write what people read, and print; raises EngineFault when something is left ungraded by a fault of ours."""
    store, kata, conditions = room.store, room.kata, room.conditions
    try:
        changes = publish(folder, store, conditions, kata, {"md": feedback_markdown, "json": feedback_json})
        if asked.gradebook:
            write_gradebook(folder / GRADEBOOK, asked.gradebook, kata, store.graded(conditions), asked.roster)
    except OSError as error:
        raise UnusablePath(f"{error.filename}: {error.strerror}: the grades are kept, run the command again") from error
    found = summary_of(store, conditions, kata)
    text = summary_text(kata, found, changes, room.seed, folder)
    if many:
        say_aside(text)
        for piece in many(reports(store, conditions, kata)):
            say(piece)
    else:
        say(text)
    store.end(room.run)
    if found.statuses["fault"]:
        raise EngineFault(f"{found.statuses['fault']} could not be graded by a fault of ours: run the command again")
    if found.statuses[UNDECIDED]:
        click.get_current_context().exit(1)


def feedback_markdown(report: Report) -> str:
    """What a student reads; it has no times in it."""
    from kata_runner.reports.markdown import render

    return render(report)


def feedback_json(report: Report) -> str:
    """The same as `kata check --json`, without what changes from run to run."""
    from kata_runner.reports.json import render_untimed

    return render_untimed(report)
