"""The catalogue finds a kata by what a person would type, and tells packs that claim the same
one.
"""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kata_runner.errors import UnknownKataError
from kata_runner.packs.catalogue import Catalogue, natural_sort_key
from kata_runner.packs.plugin_manager import Plugins

if TYPE_CHECKING:
    from tests.conftest import RunKata

SHELF = {
    "6.1": "n_grams",
    "6.3": "lstm_limitations",
    "6.9": "gru",
    "6.10": "lstm_variants",
    "7": "attention",
    "7.1": "attention_heads",
}


def write_pack(pack: Path, katas: dict[str, str]) -> Path:
    """A pack folder with these ids and names."""
    for identity, name in katas.items():
        folder = pack / "katas" / name
        folder.mkdir(parents=True)
        title = name.replace("_", " ").title()
        (folder / "kata.toml").write_text(
            f'id = "{identity}"\ntitle = "{title}"\nphase = "Some"\nsummary = "About it."\n',
            encoding="utf-8",
        )
    return pack


def of(*packs: Path) -> Catalogue:
    return Catalogue(Plugins([]), packs)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return of(write_pack(tmp_path_factory.mktemp("shelf"), SHELF))


def test_katas_are_sorted_as_people_count(shelf: Catalogue) -> None:
    assert [kata.id for kata in shelf.katas] == ["6.1", "6.3", "6.9", "6.10", "7", "7.1"]


@given(
    st.lists(st.integers(0, 200), min_size=1, max_size=4),
    st.lists(st.integers(0, 200), min_size=1, max_size=4),
)
def test_ids_of_numbers_sort_as_the_numbers(first: list[int], second: list[int]) -> None:
    keys = [natural_sort_key(".".join(map(str, numbers))) for numbers in (first, second)]
    assert (keys[0] < keys[1]) == (first < second)


@given(st.lists(st.from_regex(r"\w[\w.-]{0,6}", fullmatch=True), max_size=8))
def test_any_ids_have_one_order_however_they_come(ids: list[str]) -> None:
    backwards = ids[::-1]
    assert sorted(ids, key=natural_sort_key) == sorted(backwards, key=natural_sort_key)


@pytest.mark.parametrize("wanted", ["6.3", "lstm_limitations", "lstm_l", "6.3"])
def test_a_kata_is_found_by_id_by_name_and_by_a_beginning(shelf: Catalogue, wanted: str) -> None:
    assert shelf.find(wanted).id == "6.3"


@pytest.mark.parametrize(
    ("wanted", "found"), [("7", "7"), ("attention", "7"), ("7.", "7.1"), ("attention_", "7.1")]
)
def test_a_whole_id_or_name_wins_over_a_beginning(
    shelf: Catalogue, wanted: str, found: str
) -> None:
    assert shelf.find(wanted).id == found


@pytest.mark.parametrize(
    ("wanted", "said"),
    [("lstm", "'lstm' could be any of 6.3 (lstm_limitations), 6.10 (lstm_variants): write "
              "more of it"),
     ("6.1x", "no kata is called '6.1x': did you mean 6.1 (n_grams)"),
     ("ltsm_limitations", "no kata is called 'ltsm_limitations': did you mean 6.3 "
                          "(lstm_limitations)"),
     ("Lstm Limitations", "no kata is called 'Lstm Limitations': did you mean 6.3 "
                          "(lstm_limitations)"),
     ("zebra", "no kata is called 'zebra': `kata list` shows them all"),
     ("", "no kata is called '': `kata list` shows them all")],
)  # fmt: skip
def test_what_is_not_found_is_answered_with_a_way_on(
    shelf: Catalogue, wanted: str, said: str
) -> None:
    with pytest.raises(UnknownKataError) as raised:
        shelf.find(wanted)
    assert str(raised.value).startswith(said)


def test_a_beginning_that_fits_two_is_refused_with_both(shelf: Catalogue) -> None:
    with pytest.raises(UnknownKataError, match=r"6\.1 \(n_grams\), 6\.10 \(lstm_variants\)"):
        of(
            write_pack(
                Path(shelf.katas[0].folder.parents[1]) / "more",
                {"6.1": "n_grams", "6.10": "lstm_variants"},
            )
        ).find("6.")


def test_without_any_kata_the_answer_is_where_to_look() -> None:
    with pytest.raises(UnknownKataError, match="no katas are installed, `kata plugins` says why"):
        of().find("6.3")


@pytest.mark.parametrize(
    ("second", "field", "claim"),
    [({"6.3": "other_name"}, "field 'id'", "6.3"),
     ({"9.9": "lstm_limitations"}, "the folder's name", "lstm_limitations"),
     ({"6.3": "lstm_limitations"}, "field 'id'", "6.3")],
)  # fmt: skip
def test_a_kata_that_two_packs_claim_is_told_once_and_names_both(
    tmp_path: Path, second: dict[str, str], field: str, claim: str
) -> None:
    ours = write_pack(tmp_path / "ours", {"6.3": "lstm_limitations"})
    theirs = write_pack(tmp_path / "theirs", {**second, "8.1": "harmless"})
    catalogue = of(ours, theirs)
    (name,) = (name for name in second.values())
    assert [(kata.id, kata.pack) for kata in catalogue.katas] == [
        ("6.3", "ours"),
        ("8.1", "theirs"),
    ]
    assert catalogue.problems == [
        f"pack 'theirs': {theirs}/katas/{name}/kata.toml: {field}: '{claim}' is also in pack "
        f"'ours' "
        f"({ours}/katas/lstm_limitations), which is used: rename one, or disable a pack"
    ]


def test_an_id_may_not_be_another_katas_name(tmp_path: Path) -> None:
    catalogue = of(
        write_pack(tmp_path / "one", {"gru": "first"}), write_pack(tmp_path / "two", {"1": "gru"})
    )
    assert [kata.id for kata in catalogue.katas] == ["gru"]
    assert len(catalogue.problems) == 1


def test_a_broken_kata_costs_no_other_kata_of_its_pack(tmp_path: Path) -> None:
    pack = write_pack(tmp_path, {"1": "good", "2": "bad"})
    (pack / "katas" / "bad" / "kata.toml").write_text("id = 2", encoding="utf-8")
    catalogue = of(pack)
    assert [kata.id for kata in catalogue.katas] == ["1"]
    assert len(catalogue.problems) == 1
    assert f"{pack}/katas/bad/kata.toml: field 'id'" in catalogue.problems[0]


def test_files_hidden_and_private_folders_are_no_katas(tmp_path: Path) -> None:
    pack = write_pack(tmp_path, {"1": "good"})
    for stray in (".git", "__pycache__", "_drafts"):
        (pack / "katas" / stray).mkdir()
    (pack / "katas" / "README.md").touch()
    catalogue = of(pack)
    assert (len(catalogue.katas), catalogue.problems) == (1, [])


def test_a_folder_that_was_asked_for_by_hand_wins_over_an_installed_pack(
    kata: RunKata, tmp_path: Path
) -> None:
    pack = write_pack(tmp_path / "mine", {"6.3": "my_own"})
    code, out, err = kata("list", "--json", "--pack", pack)
    assert code == 0
    assert [(entry["id"], entry["pack"]) for entry in json.loads(out) if entry["id"] == "6.3"] == [
        ("6.3", "mine")
    ]
    assert len(err.splitlines()) == 1
    assert err.startswith("kata: warning: pack 'builtin': ")
    assert "is also in pack 'mine'" in err


def test_a_pack_that_is_installed_and_asked_for_by_hand_is_one_pack(tmp_path: Path) -> None:
    pack = write_pack(tmp_path / "mine", {"1": "first", "2": "second"})
    catalogue = of(pack, pack / ".." / "mine")
    assert [kata.id for kata in catalogue.katas] == ["1", "2"]
    assert catalogue.problems == []


def test_packs_come_from_the_option_and_from_the_environment(kata: RunKata, tmp_path: Path) -> None:
    one = write_pack(tmp_path / "one", {"0.1": "first"})
    two = write_pack(tmp_path / "two", {"0.2": "second"})
    by_option = kata("list", "--pack", one, "--pack", two)
    by_environment = kata("list", env={"KATA_PACKS": os.pathsep.join(map(str, (one, two)))})
    assert by_option == by_environment
    assert "0.1  First" in by_option.out
    assert "0.2  Second" in by_option.out


def test_a_pack_folder_that_is_not_there_is_wrong_use(kata: RunKata, work: Path) -> None:
    assert kata("list", "--pack", "nowhere") == (
        2, "", "kata: error: nowhere: no such folder: a pack holds katas/ and solutions/\n"
    )  # fmt: skip


def test_a_new_kata_in_a_pack_appears_at_once(kata: RunKata, own_softmax: Path) -> None:
    assert "0.2" not in kata("list", "--pack", own_softmax).out
    new = own_softmax / "katas" / "second"
    shutil.copytree(own_softmax / "katas" / "softmax", new)
    toml = (new / "kata.toml").read_text(encoding="utf-8")
    (new / "kata.toml").write_text(toml.replace("0.1", "0.2"), encoding="utf-8")
    assert "0.2" in kata("list", "--pack", own_softmax).out
