"""The page of a demo: pictures, a choice of pictures for each control, and tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kata_runner.authoring import Declaration
from kata_runner.figures.picture import Picture, make_picture
from kata_runner.figures.settings import Prepared
from kata_runner.grading.demo_tables import Demo, Shown
from kata_runner.model import Attempt
from kata_runner.reports.html.page import render_template
from kata_runner.reports.html.page_tables import PageTable, to_page_table


@dataclass(frozen=True)
class Section:
    """The content of a page about one experiment."""

    declaration: Declaration
    problem: str
    picture: Picture | None
    prepared: Sequence[Prepared]
    table: PageTable | None
    notes: tuple[str, ...]


def render_demo(
    demo: Demo, attempt: Attempt | None, prepared: Mapping[str, Sequence[Prepared]]
) -> str:
    """Return the page of a demo; `prepared` has pictures for controls, by experiment."""
    sections = [make_section(demo, shown, prepared.get(shown[0].name, ())) for shown in demo.shown]
    return render_template(
        "demo.html",
        kata=demo.kata,
        path=attempt.path.name if attempt else "",
        experiments=sections,
        has_controls=any(section.prepared for section in sections),
    )


def make_section(demo: Demo, shown: Shown, prepared: Sequence[Prepared]) -> Section:
    """Return the section about one experiment."""
    declaration, table, actual = shown
    visible = actual or table
    return Section(
        declaration,
        demo.problems.get(declaration.name, "").partition("\n")[0],
        make_picture(declaration, table, actual),
        [one for one in prepared if len(one.pictures) > 1],
        to_page_table(table, actual),
        visible.notes if visible else (),
    )
