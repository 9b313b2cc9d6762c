"""`kata grade`: how it ends where something cannot be done."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.helpers.classrooms import CLASS, RIGHT, handed_in, published, verdicts
from tests.helpers.commands import clean_environment, kata_command

if TYPE_CHECKING:
    from tests.conftest import RunKata, WritePlugin
    from tests.helpers.commands import Ended

EXECUTE = "os.execv(sys.argv[1], sys.argv[1:])"


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("nowhere", "--out", "out"), 2, "no such file or folder"),
        (("class",), 2, "Missing option '--out'"),
        (("empty", "--out", "out"), 2, "no Python files found: pass files, folders or archives"),
        (("class", "--out", "class/ada.py"), 2, "is a file"),
        (
            ("class", "--out", "out", "--executor", "moon"),
            2,
            "no executor is called 'moon': there are dask, local",
        ),
        (("class", "--out", "out", "--format", "moon"), 2, "no format is called 'moon'"),
        (("class", "--out", "out", "--format", "gradescope"), 2, "is for one attempt"),
        (("class", "--out", "out", "--roster", "none.csv"), 2, "none.csv"),
        (
            ("class", "--out", "out", "--scheduler", "nonsense"),
            2,
            "no scheduler's address: write tcp://HOST:PORT",
        ),
        (("class", "--out", "damaged"), 2, "damaged, or not made by kata: move it away"),
        (("class", "--out", "out", "--add", "--replace"), 2, "choose one of the two"),
        (("class", "--plan", "--format", "json"), 2, "--plan has no format 'json'"),
        (
            ("class", "--out", "out", "--decide", "class.csv"),
            2,
            "class.csv: No such file or directory",
        ),
        (
            ("work.7z", "--out", "out"),
            2,
            "work.7z: a 7z archive, which is not opened: unpack it and name the folder",
        ),
        (("work.tar.gz", "--out", "out"), 2, "a tar archive, which is not opened"),
        (("rar.zip", "--out", "out"), 2, "not a usable archive: it is a RAR archive"),
        (
            ("blackboard", "--out", "out"),
            2,
            "a download of Blackboard, whose names kata does not read",
        ),
        (
            ("brightspace", "--out", "out"),
            2,
            "a download of Brightspace, whose names kata does not read",
        ),
        (("class", "--out", "newer"), 2, "made by a newer kata-runner"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    kata: RunKata, softmax: Path, work: Path, arguments: tuple[str, ...], code: int, words: str
) -> None:
    handed_in(work / "class", {"ada": RIGHT, "bo": CLASS["bo"]})
    for name in ("work.7z", "work.tar.gz", "rar.zip"):
        (work / name).write_bytes(b"Rar!\x1a\x07\x00")
    handed_in(work / "blackboard", {"Lab 6_ada_attempt_2024-10-05-12-30-00_softmax": RIGHT})
    (work / "brightspace" / "123-45 - Ada Lovelace - Oct 5, 2024 1230 PM").mkdir(parents=True)
    (work / "empty").mkdir()
    (work / "damaged").mkdir()
    (work / "damaged" / "results.sqlite").write_bytes(b"no database, however long it may be " * 100)
    (work / "newer").mkdir()
    with sqlite3.connect(work / "newer" / "results.sqlite") as store:
        store.execute("PRAGMA user_version = 99")
    store.close()
    ended = kata("grade", "0.1", *arguments, "--pack", softmax)
    assert (ended.code, ended.out) == (code, "")
    assert words in ended.err
    assert "Traceback" not in ended.err


def test_results_of_another_kata_are_not_overwritten(
    kata: RunKata, softmax: Path, work: Path
) -> None:
    handed_in(work / "class", {"ada": RIGHT})
    kata("grade", "0.1", "class", "--pack", softmax, "--out", "out")
    before = published(work / "out")
    ended = kata("grade", "6.3", "class", "--out", "out")
    assert (ended.code, published(work / "out")) == (2, before)
    assert "holds results of kata 0.1: choose another --out" in ended.err


def test_a_kata_that_does_not_load_ends_with_3(
    kata: RunKata, own_softmax: Path, work: Path
) -> None:
    handed_in(work / "class", {"ada": RIGHT})
    (own_softmax / "katas" / "softmax" / "experiments.py").write_text(
        "import nowhere\n", encoding="utf-8"
    )
    ended = kata("grade", "0.1", "class", "--pack", own_softmax, "--out", "out")
    assert ended.code == 3
    assert "nowhere" in ended.err
    assert "Traceback" not in ended.err


@pytest.fixture
def without_walls(write_plugin: WritePlugin) -> dict[str, str]:
    """An environment in which the only level to be had is `process`."""
    source = "import kata_runner.engine.sandbox as sandbox\n"
    source += "sandbox.list_possible_levels = lambda: iter(['process'])\n"
    return {"PYTHONPATH": str(write_plugin("wallless", source))}


@pytest.mark.slow
@pytest.mark.parametrize("executor", ["local", "dask"])
def test_without_walls_nothing_is_run_unless_told_so(
    kata: RunKata, softmax: Path, work: Path, without_walls: dict[str, str], executor: str
) -> None:
    handed_in(work / "class", {"ada": RIGHT})
    arguments = (
        "grade",
        "0.1",
        "class",
        "--pack",
        softmax,
        "--out",
        "out",
        "--executor",
        executor,
        "--workers",
        1,
    )
    ended: Ended = kata(*arguments, env=without_walls)
    if executor == "local":  # Dask's workers load no plugins, so that walls stand around theirs
        assert (ended.code, verdicts(work / "out")) == (3, 0)
        assert "`--isolation process` grades all the same" in ended.err
    ended = kata(*arguments, "--isolation", "process", env=without_walls)
    assert (ended.code, verdicts(work / "out")) == (0, 1)
    if executor == "local":
        report = json.loads((work / "out" / "feedback" / "ada.json").read_text())
        assert report["isolation"]["level"] == "process"


@pytest.mark.thorough
@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="sets a limit that Windows has not")
def test_a_full_disk_is_one_line_and_what_was_graded_stays(
    kata: RunKata, softmax: Path, work: Path, tmp_path: Path
) -> None:
    folder = handed_in(
        work / "class", {f"s{number}": f"{RIGHT}# {number}\n" for number in range(40)}
    )
    arguments = ["grade", "0.1", folder, "--pack", softmax, "--out", tmp_path / "out", "--seed", 3]
    command = [*kata_command(), *map(str, arguments)]
    limit = "resource.setrlimit(resource.RLIMIT_FSIZE, (90_000,) * 2)"
    small = f"import os, resource, sys; {limit}; {EXECUTE}"
    done = subprocess.run([sys.executable, "-c", small, *command], capture_output=True,
                          encoding="utf-8", check=False,
                          env=clean_environment(tmp_path / "home", {}), cwd=work)  # fmt: skip
    assert done.returncode == 2 and "Traceback" not in done.stderr
    assert (
        "out: cannot keep results: " in done.stderr
        and "make room and run the command again" in done.stderr
    )
    assert kata(*arguments).code == 0
    assert verdicts(tmp_path / "out") == 40
