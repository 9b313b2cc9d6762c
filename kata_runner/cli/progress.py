"""`kata progress`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from time import localtime, strftime

import click

from kata_runner.cli.list import NO_KATAS, OLDER, format_mark, format_next
from kata_runner.cli.options import json_option, load_standings, open_catalogue, pack_option
from kata_runner.cli.output import columns, print_result, warn_once
from kata_runner.errors import UsageError
from kata_runner.learner.path import Standings, is_passed, next_kata
from kata_runner.learner.progress_store import Standing
from kata_runner.model import Kata
from kata_runner.packs.needs import get_known_needs, index_by_name

BAR = 20  # characters of a bar, fewer in a narrow terminal


@click.command("progress")
@click.option("--export", type=click.Path(path_type=Path), metavar="FILE",
              help="Write all that is kept, your attempts too, to a new JSON file.")  # fmt: skip
@click.option("--import", "imported", type=click.Path(path_type=Path), metavar="FILE",
              help="Take in such a file beside what is kept here.")  # fmt: skip
@click.option("--delete", is_flag=True, help="Delete all that is kept about you.")
@click.option("--yes", is_flag=True, help="Do not ask before deleting.")
@json_option
@pack_option
def command(
    export: Path | None,
    imported: Path | None,
    delete: bool,
    yes: bool,
    as_json: bool,
) -> None:
    """Show what you have done, and where the way goes on.

    \b
    Examples:
      kata progress
      kata progress --export progress-of-today.json
      kata progress --import progress-of-today.json
      kata progress --delete
    """
    if sum((export is not None, imported is not None, delete, as_json)) > 1:
        raise UsageError("choose one of --export, --import, --delete and --json")
    if export is not None or imported is not None or delete:
        manage_progress(export, imported, yes)
        return
    katas = open_catalogue().katas
    standings = load_standings()
    print_result(as_data(katas, standings) if as_json else "\n".join(as_picture(katas, standings)))


def manage_progress(export: Path | None, imported: Path | None, yes: bool) -> None:
    """Export, import or delete the progress."""
    from kata_runner.learner.export import (
        delete_progress,
        export_progress,
        import_progress,
        progress_files,
    )

    if export is not None:
        export_progress(export)
        print_result(f"{export} holds your progress and your attempts.")
    elif imported is not None:
        print_result(
            f"Taken in: what {imported} says of {import_progress(imported, warn_once)} katas."
        )
    elif not progress_files():
        print_result("Nothing is kept about you.")
    else:
        names = ", ".join(map(str, progress_files()))
        if not yes:
            click.confirm(f"Delete {names}?", abort=True, err=True)
        print_result(f"Deleted: {', '.join(map(str, delete_progress()))}")


def as_data(katas: Sequence[Kata], standings: Standings) -> str:
    """Return all katas as JSON; times are seconds since 1970, null if unknown."""
    import json

    following = next_kata(katas, standings)
    rows = [kata_as_data(kata, standings.get(kata.name)) for kata in katas]
    data = {"format": 1, "next": following.id if following else None, "katas": rows}
    return json.dumps(data, indent=1)


def kata_as_data(kata: Kata, standing: Standing | None) -> dict[str, object]:
    """Return one kata as plain data."""
    row: dict[str, object] = {"id": kata.id, "name": kata.name}
    if standing is None:
        return row | {"status": "new"}
    parts = {
        name: {"score": score, "max_score": most} for name, (score, most) in standing.parts.items()
    }
    return row | {
        "status": "passed" if standing.passed else "tried",
        "best": standing.best,
        "max_score": standing.max_score or None,
        "attempts": standing.attempts,
        "last_at": standing.last_at or None,
        "passed_at": standing.passed_at or None,
        "older_version": standing.is_outdated(kata),
        "parts": parts,
    }


def as_picture(katas: Sequence[Kata], standings: Standings) -> Iterator[str]:
    """Yield the lines for all katas: a bar for each kata, and what it needs."""
    if not katas:
        yield NO_KATAS
        return
    passed = sum(is_passed(kata, standings) for kata in katas)
    yield f"{passed} of {len(katas)} katas passed"
    known, width = index_by_name(katas), max(len(kata.id) for kata in katas)
    phase = ""
    for kata in katas:
        if kata.phase != phase:
            phase = kata.phase
            yield ""
            yield click.style(phase, bold=True)
        standing = standings.get(kata.name)
        yield f"  {format_mark(standing)} {kata.id:<{width}}  {format_way(kata, standing)}"
        needs = ", ".join(need.id for need in get_known_needs(kata, known))
        details = [*([f"after {needs}"] if needs else []), *describe(kata, standing)]
        if details:
            yield f"    {' ' * width}  {', '.join(details)}"
    yield ""
    yield format_next(next_kata(katas, standings), standings)


def format_way(kata: Kata, standing: Standing | None) -> str:
    """Return a bar of the score, followed by the kata's title."""
    width = min(BAR, max((columns() or 80) // 4, 5))
    most = standing.max_score if standing else 0.0
    share = standing.best / most if standing and most else float(bool(standing and standing.passed))
    full = int(width * share)
    return f"{'█' * full}{'░' * (width - full)}  {kata.title}"


def describe(kata: Kata, standing: Standing | None) -> Iterator[str]:
    """Yield what is known about the learner's attempts at a kata."""
    if standing is None:
        return
    if standing.max_score:
        yield f"{standing.best:g} of {standing.max_score:g} points"
    if standing.attempts:
        yield f"{standing.attempts} attempt{'s' * (standing.attempts > 1)}"
    if standing.passed_at:
        yield f"passed {strftime('%Y-%m-%d', localtime(standing.passed_at))}"
    if standing.is_outdated(kata):
        yield OLDER
