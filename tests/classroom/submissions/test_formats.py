"""Which platform made a download, from all its names together."""

from __future__ import annotations

import pytest

from kata_runner.classroom.submissions import formats
from kata_runner.classroom.submissions.formats import (
    Format,
    decide_format,
    find_nonmatching_name,
    name_unsupported_platform,
)

CANVAS = ["ada_101_9001_x.py", "bo_LATE_102_9002_x.py"]
MOODLE = ["Ada_1_assignsubmission_file_", "Bo_2_assignsubmission_file_"]


@pytest.mark.parametrize(
    ("names", "platform"),
    [
        (CANVAS, "canvas"),
        ([*CANVAS, "readme.txt"], "canvas"),
        ([*CANVAS, "cy.py"], ""),
        (["ada_101_9001_x.py"], ""),
        (["ada_101_9001_x.py", "ada_101_9002_y.py"], ""),
        (["ada_101_9001_x.py", "ada_102_9002_x.py"], ""),
        (["ada_101_9001_x.py", "bo_101_9002_x.py"], ""),
        (["ada_101_9001_x.py", "bo_102_9001_x.py"], ""),
        (["ada_101_0901_x.py", "bo_102_9002_x.py"], ""),
        (MOODLE, "moodle"),
        (MOODLE[:1], "moodle"),
        (["anon_a1b2c_9001_x.py", "anon_d3e4f_9002_x.py"], "canvas-anonymous"),
        ([], ""),
    ],
    ids=["canvas", "beside a text", "another form", "one name", "one sender", "one name, two ids",
         "one id, two names", "one upload twice", "a zero in front", "moodle", "one of moodle",
         "anonymous", "nothing"],
)  # fmt: skip
def test_all_names_must_be_of_the_platform(names: list[str], platform: str) -> None:
    assert decide_format(names, None).platform == platform


@pytest.mark.parametrize(
    ("ratings", "expected"),
    [
        ({"ada": formats.AGREES, "bo": formats.UNKNOWN}, Format("canvas")),
        ({"ada": formats.CONTRADICTS, "bo": formats.BY_NAME}, Format("canvas", trusts_ids=False)),
        ({"ada": formats.CONTRADICTS, "bo": formats.AGREES}, Format("canvas")),
        ({"ada": formats.UNKNOWN, "bo": formats.UNKNOWN}, Format()),
        ({"ada": formats.CONTRADICTS, "bo": formats.UNKNOWN}, Format()),
    ],
    ids=["one agrees", "one contradicts", "both", "nobody is known", "only contradiction"],
)
def test_the_class_list_speaks_for_canvas_or_against_it(
    ratings: dict[str, str], expected: Format
) -> None:
    assert decide_format(CANVAS, lambda sender: ratings[sender.name]) == expected


def test_a_single_name_of_canvas_needs_the_list_to_agree() -> None:
    name = CANVAS[:1]
    assert decide_format(name, lambda _: formats.AGREES).platform == "canvas"
    assert decide_format(name, lambda _: formats.BY_ID).platform == ""


def test_an_odd_name_is_told_where_most_have_a_platform_s_form() -> None:
    assert find_nonmatching_name([*CANVAS, "cy.py"], "softmax") == "cy.py"
    assert find_nonmatching_name([*CANVAS, "softmax.py", "notes.txt"], "softmax") == ""
    assert find_nonmatching_name([CANVAS[0], "cy.py"], "softmax") == ""


def test_platforms_that_are_not_read_are_named() -> None:
    blackboard = [
        "hw_ada_attempt_2024-01-02-03-04-05_x.py",
        "hw_bo_attempt_2024-01-02-03-04-05.txt",
    ]
    assert name_unsupported_platform(blackboard) == "Blackboard"
    assert name_unsupported_platform(["1-2 - Ada - May 1", "index.html"]) == "Brightspace"
    assert name_unsupported_platform([*blackboard, "ada.py"]) == ""
    assert name_unsupported_platform(["index.html"]) == ""
