"""The pytest plugin for pack authors: `pytest --katas` runs the checks of `kata verify`.

Every check of `kata verify` becomes a test, and so does every known mistake and every alternative.
They are collected from the katas below the paths that pytest is given, from packs in its root
folder, and with `--kata ID` from any installed pack. Without either option the plugin does nothing
and imports nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from kata_runner import KataCheck, KataChecks

NAMED = pytest.StashKey[dict[Path, "KataChecks"]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options `--katas` and `--kata`."""
    group = parser.getgroup("katas", "katas, checked as kata verify does")
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
    """Add paths beyond the `testpaths`: packs in the root folder, and katas that `--kata` names."""
    config.stash[NAMED] = {}
    if config.getoption("katas") and config.args_source == pytest.Config.ArgsSource.TESTPATHS:
        config.args += map(str, packs_in(config.rootpath))
    for name in config.getoption("kata"):
        checks = checks_of_installed(name)
        config.stash[NAMED][checks.kata.folder] = checks
        config.args.append(str(checks.kata.folder / "kata.toml"))


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> KataFile | None:
    """Collect a kata by its `kata.toml`: in a folder `katas` with `solutions` beside it, or named
    by `--kata`.
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
    """A collector for one kata: a file with a test for each check."""

    def collect(self) -> Iterator[CheckItem]:
        """Yield a test for each check, and for each mistake and alternative."""
        from kata_runner import KataRunnerError, checks_for

        folder = self.path.parent
        try:
            checks = self.config.stash[NAMED].get(folder) or checks_for(folder)
        except KataRunnerError as error:
            raise self.CollectError(str(error)) from error
        self.config.add_cleanup(checks.close)
        for check in checks:
            yield CheckItem.from_parent(self, name=check.name, check=check)


class CheckItem(pytest.Item):
    """A test that one check holds."""

    def __init__(self, *, check: KataCheck, **known: object) -> None:
        """Keep the check."""
        super().__init__(**known)  # type: ignore[arg-type]  # passed on by pytest
        self.check = check

    def runtest(self) -> None:
        """Run the check, and fail with the message of `kata verify`."""
        problems = self.check.problems()
        if problems:
            pytest.fail(
                "\n".join([f"{self.check.sentence}: this does not hold.", *problems]), pytrace=False
            )

    def reportinfo(self) -> tuple[Path, None, str]:
        """Return the file and the name of the test, for reports."""
        return self.path, None, f"{self.path.parent.name}: {self.name}"


def checks_of_installed(name: str) -> KataChecks:
    """Return the checks of an installed kata; raises pytest's UsageError if it cannot be found."""
    from kata_runner import KataRunnerError, checks_for

    try:
        return checks_for(name)
    except KataRunnerError as error:
        raise pytest.UsageError(f"--kata {name}: {error}") from error


def packs_in(root: Path) -> list[Path]:
    """Return the `katas` folders of packs in a root folder, its folders and those of `src`."""
    homes = [root, *sorted(root.glob("*/")), *sorted(root.glob("src/*/"))]
    return [home / "katas" for home in homes if is_pack(home)]


def is_pack(folder: Path) -> bool:
    """Whether a folder holds katas and their solutions."""
    return (folder / "katas").is_dir() and (folder / "solutions").is_dir()
