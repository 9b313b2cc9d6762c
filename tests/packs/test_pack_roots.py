"""Where a pack's katas lie, seen from outside, from inside and from above."""

from __future__ import annotations

from pathlib import Path

import pytest

from kata_runner.packs.catalogue import find_enclosing_pack, find_pack_root, list_pack_roots


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    """A folder with `katas/` and `solutions/`."""
    return with_katas(tmp_path / "plain")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with a package of katas, and a folder of other things."""
    folder = tmp_path / "project"
    with_katas(folder / "package")
    (folder / "tests").mkdir()
    (folder / "pyproject.toml").touch()
    return folder


def with_katas(folder: Path) -> Path:
    for part in ("katas", "solutions"):
        (folder / part / "some").mkdir(parents=True)
    return folder


def test_a_plain_pack_is_its_own_home(plain: Path) -> None:
    assert find_pack_root(plain) == plain


def test_a_projects_home_is_its_package(project: Path) -> None:
    assert find_pack_root(project) == project / "package"


def test_a_package_in_src_is_a_projects_home_too(project: Path) -> None:
    (project / "src").mkdir()
    (project / "package").rename(project / "src" / "package")
    assert find_pack_root(project) == project / "src" / "package"
    assert find_enclosing_pack(project / "src") == project / "src" / "package"


def test_of_two_packages_none_is_guessed(project: Path) -> None:
    with_katas(project / "another")
    assert find_pack_root(project) == project
    (project / "src").mkdir()
    (project / "another").rename(project / "src" / "another")
    assert find_pack_root(project) == project


def test_all_packages_of_a_project_are_listed(project: Path, plain: Path) -> None:
    assert list_pack_roots(project) == [project / "package"]
    with_katas(project / "src" / "another")
    assert list_pack_roots(project) == [project / "package", project / "src" / "another"]
    assert list_pack_roots(plain) == [plain]
    assert list_pack_roots(plain.parent) == []


def test_a_folder_of_packs_is_no_pack(plain: Path) -> None:
    assert find_pack_root(plain.parent) == plain.parent


@pytest.mark.parametrize("inside", [".", "katas", "katas/some", "solutions/some"])
def test_a_plain_pack_is_found_from_inside(plain: Path, inside: str) -> None:
    assert find_enclosing_pack(plain / inside) == plain


@pytest.mark.parametrize("inside", [".", "tests", "package", "package/katas/some"])
def test_a_projects_package_is_found_from_inside(project: Path, inside: str) -> None:
    assert find_enclosing_pack(project / inside) == project / "package"


def test_a_folder_of_attempts_called_katas_is_no_pack(tmp_path: Path) -> None:
    (tmp_path / "katas").mkdir()
    assert find_enclosing_pack(tmp_path / "katas") is None
