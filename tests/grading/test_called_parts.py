"""Which parts an experiment is about."""

from __future__ import annotations

import pytest

from kata_runner.grading.called_parts import calls_part, is_only_of


@pytest.mark.parametrize(
    ("called", "part", "does_call", "is_only"),
    [
        (["softmax"], "softmax", True, True),
        (["softmax", "shift"], "softmax", True, False),
        (["softmax_of"], "softmax", False, False),
        (["Value"], "Value.__init__", True, True),
        (["Value"], "Value.__post_init__", True, True),
        (["Value"], "Value.backward", False, False),
        (["Value.__add__", "Value.backward"], "Value", True, True),
        (["Value", "Value.backward"], "Value.backward", True, True),
        (["Value.backward", "draw"], "Value.backward", True, False),
        ([], "softmax", False, False),
    ],
)
def test_a_part_runs_where_it_or_what_it_is_made_of_is_called(
    called: list[str], part: str, does_call: bool, is_only: bool
) -> None:
    assert (calls_part(called, part), is_only_of(called, part)) == (does_call, is_only)
