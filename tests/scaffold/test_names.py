"""Names that packs and katas may have, and the id that the next kata gets."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kata_runner.errors import UsageError
from kata_runner.packs.catalogue import natural_sort_key
from kata_runner.scaffold.names import (
    PackNames,
    check_kata_name,
    get_next_id,
    make_pack_names,
    to_title,
)


def katas(*ids: str) -> Any:
    return [SimpleNamespace(id=identity) for identity in ids]


@pytest.mark.parametrize(
    ("name", "package"),
    [
        ("my-pack", "my_pack"),
        ("katas4me", "katas4me"),
        ("a", "a"),
        ("deep-learning-101", "deep_learning_101"),
    ],
)
def test_a_packs_name_is_a_packages_too(name: str, package: str) -> None:
    assert make_pack_names(name) == PackNames(name, package)


@pytest.mark.parametrize(
    ("name", "proposal"),
    [
        ("My_Pack", "'my-pack'"),
        ("my pack", "'my-pack'"),
        ("-pack", "'pack'"),
        ("packs/mine", "'packs-mine'"),
        ("4katas", ""),
        ("class", ""),
        ("", ""),
        ("…", ""),
        ("a" * 61, ""),
    ],
)
def test_a_pack_is_not_called(name: str, proposal: str) -> None:
    with pytest.raises(UsageError, match="is no name for a pack: use a letter") as raised:
        make_pack_names(name)
    assert str(raised.value).partition(", as in ")[2] == proposal


@pytest.mark.parametrize("name", ["numpy", "json", "kata-runner"])
def test_a_pack_hides_no_other_package(name: str) -> None:
    with pytest.raises(UsageError, match=r"is called '.+' here already: choose another name"):
        make_pack_names(name)


@pytest.mark.parametrize(
    ("name", "proposal"),
    [("Soft-Max", "'soft_max'"), ("soft max", "'soft_max'"), ("def", ""), ("../x", "'x'")],
)
def test_a_kata_is_not_called(name: str, proposal: str) -> None:
    with pytest.raises(UsageError, match="is no name for a kata: use a letter") as raised:
        check_kata_name(name)
    assert str(raised.value).partition(", as in ")[2] == proposal


def test_a_learners_file_hides_no_module_of_python() -> None:
    assert check_kata_name("soft_max") == "soft_max"
    with pytest.raises(UsageError, match=re.escape("math.py would hide")):
        check_kata_name("math")


def test_a_learners_file_hides_no_installed_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(UsageError, match=re.escape("numpy.py would hide")):
        check_kata_name("numpy")
    (tmp_path / "soft_max.py").touch()
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend("")
    assert check_kata_name("soft_max") == "soft_max", "a learner's own file is no package"


@given(st.text(max_size=70))
def test_what_is_no_name_is_refused_on_one_line(name: str) -> None:
    for check in (make_pack_names, check_kata_name):
        try:
            assert check(name)
        except UsageError as error:
            assert len(str(error).splitlines()) == 1


@pytest.mark.parametrize(
    ("ids", "taken", "expected"),
    [
        ((), (), "my-pack.1"),
        ((), ("my-pack.1",), "my-pack.2"),
        (("my-pack.1",), (), "my-pack.2"),
        (("6.9", "6.10", "6.2"), (), "6.11"),
        (("6.3",), ("6.4", "6.5"), "6.6"),
        (("0.1", "1"), (), "2"),
        (("softmax",), (), "softmax.2"),
        (("9",), (), "10"),
    ],
)
def test_the_next_id_is_the_one_after_the_last(
    ids: tuple[str, ...], taken: tuple[str, ...], expected: str
) -> None:
    assert get_next_id(katas(*ids), "my-pack", taken) == expected


@given(st.lists(st.from_regex(r"[a-z0-9][a-z0-9.-]{0,6}", fullmatch=True)))
def test_the_next_id_is_free_and_sorts_behind_the_last(ids: list[str]) -> None:
    found = get_next_id(katas(*ids), "pack", ids)
    assert found not in ids
    assert all(natural_sort_key(identity) < natural_sort_key(found) for identity in ids)


def test_a_name_as_a_title() -> None:
    assert (to_title("soft_max"), to_title("my-pack")) == ("Soft max", "My pack")
