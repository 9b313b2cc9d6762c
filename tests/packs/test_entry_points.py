"""Entry points are read from the installed files, and say what `importlib.metadata` says."""

from __future__ import annotations

import importlib.metadata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kata_runner.packs.entry_points import EntryPoint, entry_points

Found = set[tuple[str, str, str]]


def ours(group: str, search_path: list[str] | None = None) -> Found:
    return {(point.name, *point.value.replace(" ", "").partition(":")[::2])
            for point in entry_points(group, search_path)}  # fmt: skip


def theirs(group: str, path: list[str]) -> Found:
    return {
        (point.name, point.module, point.attr or "")
        for found in importlib.metadata.distributions(path=path)
        for point in found.entry_points
        if point.group == group
    }


def install(folder: Path, name: str, lines: str, kind: str = "dist-info") -> str:
    """A distribution's metadata in a folder, as pip leaves it; the folder as a part of a search
    path.
    """
    metadata = folder / f"{name}.{kind}"
    metadata.mkdir(parents=True)
    (metadata / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {name.partition('-')[0]}\n", encoding="utf-8"
    )
    (metadata / "entry_points.txt").write_text(lines, encoding="utf-8")
    return str(folder)


@pytest.mark.parametrize("group", ["console_scripts", "pytest11", "kata_runner"])
def test_what_is_installed_here_is_found_as_the_standard_library_finds_it(group: str) -> None:
    installed = importlib.metadata.entry_points(group=group)
    assert installed
    assert ours(group) == {(point.name, point.module, point.attr or "") for point in installed}


def test_the_versions_are_those_of_the_distributions() -> None:
    assert {point.version for point in entry_points("pytest11")} == {
        point.dist.version
        for point in importlib.metadata.entry_points(group="pytest11")
        if point.dist
    }


def test_loading_gives_the_same_object_as_the_standard_library_gives() -> None:
    wanted = {
        point.name: point.load()
        for point in importlib.metadata.entry_points(group="console_scripts")
        if point.name in ("kata", "pytest")
    }
    assert {
        point.name: point.load()
        for point in entry_points("console_scripts")
        if point.name in wanted
    } == wanted


def test_loading_reaches_an_attribute_of_an_attribute() -> None:
    assert EntryPoint("x", "pathlib : Path.home", "1").load() == Path.home


words = st.from_regex(r"[A-Za-z_][A-Za-z0-9_.-]{0,8}", fullmatch=True)
dotted = st.from_regex(r"[a-z]{1,5}(\.[a-z]{1,5}){0,2}", fullmatch=True)
spaces = st.sampled_from(["", " ", "  ", "\t"])
references = st.builds(
    "{}{}{}".format,
    dotted,
    st.one_of(st.just(""), st.builds(":{}".format, dotted)),
    st.sampled_from(["", " [extra]", "[a, b]"]),
)
pairs = st.builds("{3}{0}{3}={4}{1}{2}".format, words, references, spaces, spaces, spaces)
sections = st.builds(
    "{1}[{0}]{2}".format,
    st.sampled_from(["kata_runner", "other", "kata_runner.sub"]),
    spaces,
    spaces,
)
comments = st.builds("{}#{}".format, spaces, st.sampled_from(["", " a = b", "[kata_runner]"]))
files = st.lists(st.one_of(sections, pairs, pairs, comments, st.just("")), max_size=12)


@settings(deadline=None)  # it writes files
@given(lines=files, ending=st.sampled_from(["\n", "\r\n"]))
def test_any_entry_points_file_is_read_as_the_standard_library_reads_it(
    lines: list[str], ending: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    text = ending.join(
        ["[kata_runner]", *lines]
    )  # their reader takes no pair before the first section
    path = [install(tmp_path_factory.mktemp("path"), "pack-1.0", text)]
    assert ours("kata_runner", path) == theirs("kata_runner", path)


def test_of_two_distributions_of_one_name_the_first_on_the_path_counts(tmp_path: Path) -> None:
    first = install(tmp_path / "first", "pack-2.0", "[kata_runner]\npack = new_pack\n")
    second = install(tmp_path / "second", "pack-1.0", "[kata_runner]\npack = old_pack\n")
    assert entry_points("kata_runner", [first, second]) == [EntryPoint("pack", "new_pack", "2.0")]
    assert entry_points("kata_runner", [second, first]) == [EntryPoint("pack", "old_pack", "1.0")]


@pytest.mark.parametrize("other", ["Some_Pack-1.0", "some.pack-1.0", "SOME_PACK-1.0"])
def test_names_that_pip_takes_for_one_are_one(tmp_path: Path, other: str) -> None:
    first = install(tmp_path / "first", "some_pack-2.0", "[kata_runner]\npack = new_pack\n")
    second = install(tmp_path / "second", other, "[kata_runner]\npack = old_pack\n")
    assert [point.value for point in entry_points("kata_runner", [first, second])] == ["new_pack"]


def test_a_newer_version_without_entry_points_hides_an_older_one(tmp_path: Path) -> None:
    first = install(tmp_path / "first", "pack-2.0", "")
    second = install(tmp_path / "second", "pack-1.0", "[kata_runner]\npack = old_pack\n")
    assert entry_points("kata_runner", [first, second]) == []


def test_two_distributions_may_use_one_name_and_both_are_found(tmp_path: Path) -> None:
    path = install(tmp_path, "a-1.0", "[kata_runner]\nsame = a\n")
    install(tmp_path, "b-1.0", "[kata_runner]\nsame = b\n")
    assert [point.value for point in entry_points("kata_runner", [path])] == ["a", "b"]


def test_what_is_found_is_sorted_by_name_wherever_it_lies(tmp_path: Path) -> None:
    first = install(tmp_path / "first", "a-1.0", "[kata_runner]\nz = z\nm = m\n")
    second = install(tmp_path / "second", "b-1.0", "[kata_runner]\na = a\n")
    assert [point.name for point in entry_points("kata_runner", [first, second])] == ["a", "m", "z"]


def test_the_metadata_of_an_old_editable_install_counts_too(tmp_path: Path) -> None:
    path = install(tmp_path, "pack", "[kata_runner]\npack = pack\n", kind="egg-info")
    assert entry_points("kata_runner", [path]) == [EntryPoint("pack", "pack", "")]


def test_a_search_path_may_name_what_is_not_there_or_is_no_folder(tmp_path: Path) -> None:
    file = tmp_path / "file.zip"
    file.write_bytes(b"")
    path = install(tmp_path / "site", "pack-1.0", "[kata_runner]\npack = pack\n")
    assert len(entry_points("kata_runner", [str(tmp_path / "nowhere"), str(file), path])) == 1


def test_metadata_that_cannot_be_read_costs_only_itself(tmp_path: Path) -> None:
    path = install(tmp_path, "good-1.0", "[kata_runner]\ngood = good\n")
    install(tmp_path, "bad-1.0", "")
    (tmp_path / "bad-1.0.dist-info" / "entry_points.txt").write_bytes(
        b"\xff\xfe[kata_runner]\nbad = bad\n"
    )
    assert [point.name for point in entry_points("kata_runner", [path])] == ["good"]
