"""What all labels of a download share is taken off, and nothing else."""

from __future__ import annotations

import pytest

from kata_runner.classroom.submissions.shared_parts import CommonAffixes


@pytest.mark.parametrize(
    ("labels", "cores"),
    [
        (["lab_6_3_ada", "lab_6_3_bob"], ["ada", "bob"]),
        (["ada_6_3_lstm", "eve_6_3_lstm"], ["ada", "eve"]),
        (["hw6-ada", "hw6-ann"], ["ada", "ann"]),
        (["lstm-ada", "lstm-x-ada", "lstm-mallory"], ["ada", "x-ada", "mallory"]),
        (["2024_10_05_ada", "2024-11-06 eve"], ["ada", "eve"]),
        (["Homework 6 ada", "Homework 6 bob"], ["ada", "bob"]),
        (["Li Wei", "Li Ann"], ["", ""]),
        (["ada", "bob"], ["", ""]),
        (["softmax-ada"], ["ada"]),
        (["ada_softmax"], ["ada"]),
        (["hw6-ada"], [""]),
        (["ada-", "bob-"], ["ada", "bob"]),
    ],
)
def test_what_is_shared_is_taken_off(labels: list[str], cores: list[str]) -> None:
    shared = CommonAffixes(labels, "softmax")
    assert [shared.get_core(label) for label in labels] == cores


@pytest.mark.parametrize(
    ("labels", "cores"),
    [
        (["ada_6_3_lstm", "eve_6_4_lstm"], [("ada_6_3", "ada"), ("eve_6_4", "eve")]),
        (["lab_6_ada", "bob_lab_7"], [("ada",), ("bob",)]),
        (["lstm-3-ada", "lstm-bob"], [("3-ada",), ("bob",)]),
        (["17_2", "18_2"], [("17",), ("18",)]),
    ],
)
def test_numbers_are_taken_off_between_underscores(
    labels: list[str], cores: list[tuple[str, ...]]
) -> None:
    shared = CommonAffixes(labels, "softmax")
    assert [shared.get_cores(label)[-1:] for label in labels] == [core[-1:] for core in cores]


def test_a_number_in_brackets_is_no_part_of_a_name() -> None:
    shared = CommonAffixes(["[101] Ada Lovelace", "#102 Bob Hope"], "softmax")
    assert "Ada_Lovelace" in shared.get_cores("[101] Ada Lovelace")
    assert "Bob_Hope" in shared.get_cores("#102 Bob Hope")
