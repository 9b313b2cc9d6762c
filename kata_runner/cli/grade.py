"""`kata grade`."""

from __future__ import annotations

import gc
import secrets
import sqlite3
from collections.abc import Sequence
from contextlib import closing, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from kata_runner.classroom.archive import Archives
from kata_runner.classroom.class_list import ClassList, class_list
from kata_runner.classroom.collect import collect
from kata_runner.classroom.conditions import conditions_of
from kata_runner.classroom.executors import Demand, Executor, executor_named
from kata_runner.classroom.few import Few
from kata_runner.classroom.places import Places
from kata_runner.classroom.publish import publish, reports
from kata_runner.classroom.room import Room
from kata_runner.classroom.roster_file import read_roster
from kata_runner.classroom.store import Store
from kata_runner.classroom.summary import summary_of
from kata_runner.cli.classroom_progress import shown
from kata_runner.cli.classroom_text import summary_text
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
from kata_runner.errors import EngineFault, UnusablePath
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
    out: Path
    roster: Path | None
    seed: int | None
    executor: str | None
    scheduler: str
    workers: int | None
    isolation: str | None
    limits: Sequence[str]
    format: str | None
    folders: Sequence[Path]


@click.command("grade")
@click.argument("kata_id", metavar="ID")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--out",
    required=True,
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
    grades, and with 3 when something could not be by a fault of ours.

    \b
    Examples:
      kata grade 6.3 submissions/ --out results
      kata grade 6.3 submissions.zip --roster class.csv --out results
      kata grade 6.3 submissions/ --out results --executor dask --scheduler tcp://cluster:8786
    """
    gc.set_threshold(UNUSED_TOLERATED)
    asked = Asked(**options)
    try:
        grade_class(asked)
    except sqlite3.Error as error:  # the disk is full, most of the time: the one with the results or a temporary one
        raise UnusablePath(f"{asked.out}: cannot keep results: {error}: make room and run the command again") from error


def grade_class(asked: Asked) -> None:
    """All of the command; raises sqlite3.Error where a disk does not take what is kept."""
    catalogue = open_catalogue(asked.folders)
    kata, plugins = limited(catalogue.find(asked.kata_id), asked.limits), catalogue.plugins
    render = renderer(catalogue, asked.format)() if asked.format else None
    make = executor_named(asked.executor or ("dask" if asked.scheduler else "local"), plugins)
    if plugins.manager.has_plugin(OWN_MARKS):
        plugins.manager.unregister(name=OWN_MARKS)
    with closing(Archives()) as archives, closing(gathered(asked, kata, archives)) as found:
        many = many_of(str(asked.format), render, found.handed_in) if render else None
        with Store(asked.out) as store:
            seed = store.seed(kata.id, asked.seed, lambda: secrets.randbelow(2**32))
            room = Room(kata, plugins, store, conditions_of(kata, seed, plugins), found)
            found.close()  # all of it is in the store
            if room.left:
                grade(room, make(Demand(asked.workers, asked.scheduler, asked.isolation)))
            warn(catalogue)
            finish(room, asked.out, many)


def grade(room: Room, executor: Executor) -> None:
    """Judge what is left, and show how far it is."""
    with executor, closing(room):
        if notice := getattr(executor, "notice", ""):
            warn_once(notice)
        for _ in shown(room.grade(executor), room.total, room.total - room.left):
            pass


def gathered(asked: Asked, kata: Kata, archives: Archives) -> ClassList:
    """The class; raises UnusablePath when nobody handed in anything."""
    remarks: Few[str] = Few()
    with closing(read_roster(asked.roster)) if asked.roster else nullcontext() as roster:
        found = class_list(collect(asked.paths, kata, archives, asked.out, remarks), roster, remarks, Places())
    if not found.handed_in:
        where = ", ".join(map(str, asked.paths))
        raise UnusablePath(f"{where}: no Python file in there: name files, folders or archives")
    for remark in remarks.first:
        complain("note", remark)
    if remarks.more:
        complain("note", f"and {remarks.more} more of that kind")
    return found


def finish(room: Room, folder: Path, many: ManyRenderer | None) -> None:
    """Write what people read, and print; raises EngineFault when something is left ungraded by a fault of ours."""
    store, kata, conditions = room.store, room.kata, room.conditions
    try:
        changes = publish(folder, store, conditions, kata, {"md": feedback_markdown, "json": feedback_json})
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


def feedback_markdown(report: Report) -> str:
    """What a student reads; it has no times in it."""
    from kata_runner.reports.markdown import render

    return render(report)


def feedback_json(report: Report) -> str:
    """The same as `kata check --json`, without what changes from run to run."""
    from kata_runner.reports.json import render_untimed

    return render_untimed(report)
