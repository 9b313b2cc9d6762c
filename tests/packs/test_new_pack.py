"""What `kata new` writes, installed by pip; and the guide's "Write a kata", followed to the
letter by an author.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

GUIDE = Path(__file__).parents[2] / "kata_runner" / "guides" / "authors.md"
STEP = re.compile(r"(?:^`([\w./-]+)`\n\n)?^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
QUIET = {"KATA_DISABLED_PLUGINS": "broken,careless,softmax"}
MAX_LINES_BY_HAND = 30
Kata = Callable[..., "subprocess.CompletedProcess[str]"]
Succeed = Callable[..., str]


@pytest.fixture
def pip(python: Path, succeed: Succeed) -> Iterator[Succeed]:
    """Runs pip in that environment, and takes my-pack away again."""
    yield partial(succeed, python, "-m", "pip")
    succeed(python, "-m", "pip", "uninstall", "--quiet", "--yes", "my-pack")


def test_a_new_pack_installs_and_holds(
    installed: Kata, pip: Succeed, succeed: Succeed, tmp_path: Path, site_packages: Path
) -> None:
    assert installed("new", "my-pack", tmp_path, **QUIET).returncode == 0
    pip("install", "--quiet", tmp_path / "my-pack")
    shutil.rmtree(tmp_path / "my-pack")
    listed = installed("list", "--json", **QUIET)
    assert [kata["id"] for kata in json.loads(listed.stdout) if kata["pack"] == "my-pack"] == [
        "my-pack.1"
    ]
    assert installed("start", "my_pack", tmp_path, **QUIET).returncode == 0
    assert installed("check", "my_pack", tmp_path / "my_pack.py", **QUIET).returncode == 1
    reference = installed("solution", "my_pack", "--reveal", **QUIET).stdout
    (tmp_path / "my_pack.py").write_text(reference, encoding="utf-8")
    assert installed("check", "my_pack", tmp_path / "my_pack.py", **QUIET).returncode == 0
    verified = installed("verify", "my_pack", **QUIET)
    assert (verified.returncode, verified.stderr) == (0, ""), verified.stdout
    assert not [name for name in ("katas", "solutions", "tests") if (site_packages / name).exists()]


@pytest.mark.thorough
def test_a_new_plugin_installs_and_every_hook_of_it_is_used(
    installed: Kata, python: Path, succeed: Succeed, tmp_path: Path
) -> None:
    assert installed("new", "--plugin", "my-plugin", tmp_path, **QUIET).returncode == 0
    try:
        succeed(python, "-m", "pip", "install", "--quiet", tmp_path / "my-plugin")
        [pack] = [
            pack
            for pack in json.loads(installed("plugins", "--json", **QUIET).stdout)
            if pack["name"] == "my-plugin"
        ]
        assert (len(pack["hooks"]), pack["katas"], pack["problems"]) == (7, ["my-plugin.1"], [])
        assert installed("my-plugin", **QUIET).stdout == "Hello from my-plugin.\n"
        assert installed("start", "my-plugin.1", tmp_path, **QUIET).returncode == 0
        attempt = tmp_path / "my_plugin.py"
        checked = installed("check", "my-plugin.1", attempt, "--format", "my-plugin", **QUIET)
        assert (checked.returncode, checked.stderr) == (1, "")
        assert checked.stdout == "my-plugin.1 My plugin failed 0%\n"
        graded = ("grade", "my-plugin.1", attempt, "--executor", "my-plugin", "--out")
        assert installed(*graded, tmp_path / "results", **QUIET).returncode == 0
    finally:
        succeed(python, "-m", "pip", "uninstall", "--quiet", "--yes", "my-plugin")


# --- The guide's own words


@pytest.fixture
def author(python: Path, tmp_path: Path) -> dict[str, str]:
    """The environment of an author: what pip installed, and a git host on which their repository is
    there and empty.
    """
    host = tmp_path / "host" / "my-pack.git"
    subprocess.run(["git", "init", "--quiet", "--bare", "--initial-branch=main", host], check=True)
    settings = {
        f"url.{host.parent.as_uri()}/.insteadOf": "https://github.com/you/",
        "init.defaultBranch": "main",
        "user.name": "An author",
        "user.email": "author@example.org",
    }
    git = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_COUNT": str(len(settings))}
    for number, (key, value) in enumerate(settings.items()):
        git |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
    path = os.pathsep.join([str(python.parent), os.environ["PATH"]])
    return git | QUIET | {"PATH": path, "KATA_HOME": str(tmp_path / "home"), "PIP_QUIET": "2"}


def steps() -> list[tuple[str, str, str]]:
    """The file, the language and the content of each block under "Write a kata"."""
    section = GUIDE.read_text(encoding="utf-8").split("\n## Write a kata\n")[1].split("\n## ")[0]
    return STEP.findall(section)


def lines_by_hand(before: str, after: str) -> int:
    """How many lines an author wrote: those that were not there, the empty ones aside."""
    return len(
        [line for line in after.splitlines() if line.strip() and line not in before.splitlines()]
    )


def follow(commands: str, folder: Path, author: dict[str, str], succeed: Succeed) -> None:
    """Do what the guide says, in a shell that stops at the first command that fails."""
    succeed("sh", "-ec", commands, cwd=folder, **author)


@pytest.mark.skipif(sys.platform == "win32", reason="the guide's commands are for a POSIX shell")
def test_the_guide_leads_from_nothing_to_a_published_pack(
    author: dict[str, str], pip: Succeed, installed: Kata, succeed: Succeed, tmp_path: Path
) -> None:
    work, written = tmp_path / "work", 0
    work.mkdir()
    for file, language, content in steps():
        if file:
            path = work / file
            if path.is_relative_to(work / "my-pack"):
                written += lines_by_hand(path.read_text(encoding="utf-8"), content)
            path.write_text(content, encoding="utf-8")
        elif language == "console":
            refused = "! " if "FAILED" in content else ""  # as the guide shows it
            for command in re.findall(r"^\$ (.+)$", content, re.MULTILINE):
                follow(refused + command, work, author, succeed)
        elif language == "sh":
            follow(content, work, author, succeed)
        else:
            pytest.fail(f"a block of {language} without a file name is not followed")
    assert 0 < written <= MAX_LINES_BY_HAND
    shutil.rmtree(work)
    listed = json.loads(installed("list", "--json", **QUIET).stdout)
    assert [kata["name"] for kata in listed if kata["pack"] == "my-pack"] == ["softmax"]
