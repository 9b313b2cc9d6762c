"""The pytest plugin for pack authors: `pytest --katas` holds katas to what they promise.

Every check of `kata verify` becomes a test, and every known mistake and every alternative another
one. They are collected from the katas that pytest comes across, from packs in its root folder, and
with `--kata ID` from anywhere. Without either option the plugin does nothing and imports nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from kata_runner import Promise, Promises

NAMED = pytest.StashKey[dict[Path, "Promises"]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer the two options."""
    group = parser.getgroup("katas", "katas, held to what they promise")
    group.addoption(
        "--katas",
        action="store_true",
        help="test the root folder's katas with `kata verify`'s checks",
    )
    group.addoption(
        "--kata",
        action="append",
        default=[],
        metavar="ID",
        help="test this installed kata; repeatable",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Look where no test paths lead: into the packs of the root folder, and into katas that were
    named.
    """
    config.stash[NAMED] = {}
    if config.getoption("katas") and config.args_source == pytest.Config.ArgsSource.TESTPATHS:
        config.args += map(str, packs_in(config.rootpath))
    for name in config.getoption("kata"):
        promises = named(name)
        config.stash[NAMED][promises.kata.folder] = promises
        config.args.append(str(promises.kata.folder / "kata.toml"))


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> KataFile | None:
    """A kata's folder is known by its `kata.toml`, in a folder `katas` with `solutions` beside
    it.
    """
    if file_path.name != "kata.toml":
        return None
    if file_path.parent in parent.config.stash[NAMED]:
        return KataFile.from_parent(
            parent, path=file_path, nodeid=f"katas/{file_path.parent.name}/kata.toml"
        )
    if parent.config.getoption("katas") and is_pack(file_path.parents[2]):
        return KataFile.from_parent(parent, path=file_path)
    return None


class KataFile(pytest.File):
    """A kata as pytest sees it: a file with a test for each promise."""

    def collect(self) -> Iterator[PromiseItem]:
        """A test a check, and a test a mistake."""
        from kata_runner import KataRunnerError, promises_of

        folder = self.path.parent
        try:
            promises = self.config.stash[NAMED].get(folder) or promises_of(folder)
        except KataRunnerError as error:
            raise self.CollectError(str(error)) from error
        self.config.add_cleanup(promises.close)
        for promise in promises:
            yield PromiseItem.from_parent(self, name=promise.name, promise=promise)


class PromiseItem(pytest.Item):
    """A test that one promise is kept."""

    def __init__(self, *, promise: Promise, **known: object) -> None:
        """Know what to ask."""
        super().__init__(**known)  # type: ignore[arg-type]  # pytest hands on what its own classes want
        self.promise = promise

    def runtest(self) -> None:
        """Ask, and fail in the words of `kata verify`."""
        broken = self.promise.broken()
        if broken:
            pytest.fail(
                "\n".join([f"{self.promise.sentence}: this does not hold.", *broken]), pytrace=False
            )

    def reportinfo(self) -> tuple[Path, None, str]:
        """Where it is, for reports."""
        return self.path, None, f"{self.path.parent.name}: {self.name}"


def named(name: str) -> Promises:
    """What an installed kata promises; raises pytest's UsageError where there is none of that
    name.
    """
    from kata_runner import KataRunnerError, promises_of

    try:
        return promises_of(name)
    except KataRunnerError as error:
        raise pytest.UsageError(f"--kata {name}: {error}") from error


def packs_in(root: Path) -> list[Path]:
    """The folders of katas in a root folder, in a package in it, and in one in its `src`."""
    homes = [root, *sorted(root.glob("*/")), *sorted(root.glob("src/*/"))]
    return [home / "katas" for home in homes if is_pack(home)]


def is_pack(folder: Path) -> bool:
    """Whether a folder holds katas and their solutions."""
    return (folder / "katas").is_dir() and (folder / "solutions").is_dir()
