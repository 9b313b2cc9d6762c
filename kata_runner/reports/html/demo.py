"""The page of a demo: pictures, a choice of pictures for each control, and tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kata_runner.authoring import Declaration
from kata_runner.figures.picture import Picture, make_picture
from kata_runner.figures.settings import Prepared
from kata_runner.grading.demo_tables import Demo
from kata_runner.model import Attempt
from kata_runner.reports.html.page import render_template
from kata_runner.reports.html.tables import PageTable, to_page_table
from kata_runner.table import Table


@dataclass(frozen=True)
class Section:
    """The content of a page about one experiment."""

    name: str
    title: str
    sentence: str
    problem: str
    picture: Picture | None
    prepared: Sequence[Prepared]
    table: PageTable | None
    notes: tuple[str, ...]
    is_secret: bool


def render_demo(
    demo: Demo, attempt: Attempt | None, prepared: Mapping[str, Sequence[Prepared]]
) -> str:
    """Return the page of a demo; `prepared` has pictures for controls, by experiment."""
    sections = [
        make_section(
            *one,
            demo.problems.get(one[0].name, "").partition("\n")[0],
            prepared.get(one[0].name, ()),
        )
        for one in demo.shown
    ]
    return render_template(
        "demo.html",
        kata=demo.kata,
        path=attempt.path.name if attempt else "",
        experiments=sections,
        has_controls=any(section.prepared for section in sections),
    )


def make_section(
    declaration: Declaration,
    table: Table | None,
    actual: Table | None,
    problem: str,
    prepared: Sequence[Prepared],
) -> Section:
    """Return the section about one experiment."""
    shown = actual or table
    return Section(
        declaration.name,
        declaration.title,
        declaration.sentence,
        problem,
        make_picture(declaration, table, actual),
        [one for one in prepared if len(one.pictures) > 1],
        to_page_table(table, actual),
        shown.notes if shown else (),
        declaration.secret,
    )
