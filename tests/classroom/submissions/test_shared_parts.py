"""What all labels of a download share is taken off, and nothing else."""

from __future__ import annotations

import pytest

from kata_runner.classroom.submissions.shared_parts import MAX_CUTS, CommonAffixes, list_neighbors


@pytest.mark.parametrize(
    ("labels", "cores"),
    [
        (["lab_6_3_ada", "lab_6_3_bob"], ["ada", "bob"]),
        (["ada_6_3_lstm", "eve_6_3_lstm"], ["ada", "eve"]),
        (["hw6-ada", "hw6-ann"], ["ada", "ann"]),
        (["lstm-ada", "lstm-x-ada", "lstm-mallory"], ["ada", "x-ada", "mallory"]),
        (["2024_10_05_ada", "2024-11-06 eve"], ["ada", "eve"]),
        (["Homework 6 ada", "Homework 6 bob"], ["ada", "bob"]),
        (["Li Wei", "Li Ann"], ["Wei", "Ann"]),
        (["ada", "bob"], ["", ""]),
        (["softmax-ada"], ["ada"]),
        (["ada_softmax"], ["ada"]),
        (["hw6-ada"], [""]),
        (["ada-", "bob-"], ["ada", "bob"]),
    ],
)
def test_what_is_shared_is_taken_off(labels: list[str], cores: list[str]) -> None:
    shared = CommonAffixes(labels, "softmax")
    shortest = [("", *shared.get_cores(label))[-1] for label in labels]
    assert shortest == cores


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


@pytest.mark.parametrize(
    ("labels", "cores"),
    [
        (["hw-li-na", "hw-li-wei"], ("li-na", "na")),
        (["hw-na-li", "hw-wei-li"], ("na-li", "hw-na", "na")),
        (["hw_li_na", "hw_li_wei"], ("li_na", "na")),
        (["Lab 3 Li Na", "Lab 3 Li Wei"], ("Lab_Li_Na", "3 Li Na", "Li Na", "Li_Na", "Na")),
        (["ada_1", "ada_2"], ("ada", "1")),
    ],
)
def test_the_longest_remainder_comes_first(labels: list[str], cores: tuple[str, ...]) -> None:
    assert CommonAffixes(labels, "softmax").get_cores(labels[0]) == cores


@pytest.mark.parametrize(
    "labels",
    [
        ["Eve - Copy of softmax", "Ada - softmax"],
        ["Eve - softmax (1)", "Ada - Copy of Copy of softmax"],
        ["Eve - Kopie von softmax - Kopie", "Ada"],
        ["softmax - Eve", "softmax - Ada"],
    ],
)
def test_the_kata_s_name_is_taken_off_with_the_marks_of_a_copy(labels: list[str]) -> None:
    shared = CommonAffixes(labels, "softmax")
    assert "Eve" in shared.get_cores(labels[0])
    assert labels[1] == "Ada" or "Ada" in shared.get_cores(labels[1])


def test_a_label_of_many_separators_has_few_remainders() -> None:
    labels = [f"{'a-' * 200}{name}{'-b' * 200}" for name in ("ada", "bob")]
    shared = CommonAffixes(labels, "softmax")
    assert len(shared.get_cores(labels[0])) <= (MAX_CUTS + 1) ** 2
    assert "ada" in shared.get_cores(labels[0])
    words = ["_".join(["lab"] * 200 + [name] + ["x"] * 200) for name in ("ada", "bob")]
    assert len(CommonAffixes(words, "softmax").get_cores(words[0])) <= 2 * (MAX_CUTS + 1) ** 2


@pytest.mark.parametrize(
    ("labels", "words"),
    [
        (["hw6-Li-na", "hw6-Li-wei"], ("hw6", "li")),
        (["k_means-ada-1", "k_means-ada-2"], ("ada",)),
        (["x_ada_7", "ada_y_7"], ("ada",)),
        (["ada-hw"], ()),
    ],
)
def test_the_words_that_labels_share_are_without_numbers_and_the_kata_s_name(
    labels: list[str], words: tuple[str, ...]
) -> None:
    assert CommonAffixes(labels, "k_means").list_words() == words


def test_neighbors_of_a_remainder_are_next_to_it_whatever_numbers_stand_between() -> None:
    words = ["hw", "li", "lab"]
    assert list_neighbors("na", "hw_li_3-na lab", words) == ["li", "lab"]
    assert list_neighbors("zzz", "hw_li_na", words) == []
