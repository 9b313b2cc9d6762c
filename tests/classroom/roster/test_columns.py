"""Headings of class lists, in the form in which they are compared."""

from __future__ import annotations

import pytest

from kata_runner.classroom.roster import columns
from kata_runner.classroom.roster.columns import HEADINGS, normalize_heading


@pytest.mark.parametrize(
    ("heading", "normal"),
    [
        ("  Full   Name ", "full name"),
        ("E-Mail-Adresse", "e mail adresse"),
        ("Prénom", "prenom"),
        ("Vollständiger Name", "vollstandiger name"),
        ("Matrikel-Nr.", "matrikel nr"),
        ("I\N{COMBINING DOT ABOVE}D", "id"),
    ],
)
def test_case_accents_and_signs_make_no_difference(heading: str, normal: str) -> None:
    assert normalize_heading(heading) == normal


def test_every_known_heading_is_in_the_form_that_is_compared() -> None:
    lists = (HEADINGS, columns.GROUP, columns.GROUPS, columns.ALONE)
    assert [name for names in lists for name in names if normalize_heading(name) != name] == []


def test_no_heading_means_two_things() -> None:
    kinds = (columns.NAMES, columns.FIRST, columns.LAST, columns.FILES, columns.IDS,
             columns.EMAILS, columns.GROUP, columns.GROUPS)  # fmt: skip
    names = [name for kind in kinds for name in kind]
    assert sorted(names) == sorted(set(names))
