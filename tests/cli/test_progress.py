"""The way through the katas as a learner sees it: list, next, progress, reset and solution."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from kata_runner.cli.commands import cli
from kata_runner.learner.progress_store import record
from kata_runner.packs.catalogue import load_catalogue
from tests.learner.conftest import make_report

if TYPE_CHECKING:
    from collections.abc import Callable
from contextlib import closing


@pytest.fixture
def run(softmax: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Runs `kata` in process, with softmax as the only kata, in an empty folder and home."""
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    for name, value in {"KATA_HOME": tmp_path / "home", "KATA_PACKS": softmax,
                        "KATA_DISABLED_PLUGINS": "builtin"}.items():  # fmt: skip
        monkeypatch.setenv(name, str(value))

    def invoke(*arguments: object, **options: str) -> Result:
        return CliRunner().invoke(cli, list(map(str, arguments)), **options)  # type: ignore[arg-type]

    return invoke


@pytest.fixture
def reach(run: object, softmax: Path) -> Callable[..., None]:
    """Records an attempt with so many of 3 points, as `kata check` does."""
    kata = load_catalogue([softmax]).find("0.1")

    def attempt(score: float, source: bytes = b"") -> None:
        record(make_report(score, source, kata), pytest.fail)

    return attempt


def test_the_way_of_a_beginner(run: Callable[..., Result], softmax: Path) -> None:
    assert run("list").output == (
        "Foundations\n    0.1  Softmax: Scores become probabilities.\n\n"
        f"Next: 0.1 Softmax, `kata start 0.1 --pack {softmax}`\n"
    )
    assert run("next").output.splitlines() == [
        "0.1 Softmax",
        "Scores become probabilities.",
        f"Read: kata show 0.1 --pack {softmax}",
        f"Begin: kata start 0.1 --pack {softmax}",
    ]
    assert run("progress").output.splitlines() == [
        "0 of 1 katas passed",
        "",
        "Foundations",
        f"    0.1  {'░' * 20}  Softmax",
        "",
        f"Next: 0.1 Softmax, `kata start 0.1 --pack {softmax}`",
    ]


def test_the_way_of_one_who_is_in_the_middle(
    run: Callable[..., Result], reach: Callable[..., None], softmax: Path
) -> None:
    reach(1.5)
    assert "  · 0.1  Softmax: Scores become probabilities. 1.5 of 3 points." in run("list").output
    assert "Your best: 1.5 of 3 points." in run("next").output
    assert f"Begin: kata start 0.1 --pack {softmax}" in run("next").output
    Path("softmax.py").touch()
    assert f"Go on: kata watch 0.1 --pack {softmax}" in run("next").output
    picture = run("progress").output.splitlines()
    assert picture[3:5] == [
        f"  · 0.1  {'█' * 10}{'░' * 10}  Softmax",
        "         1.5 of 3 points, 1 attempt",
    ]


def test_what_is_left_says_so_where_it_is_of_a_worse_attempt_than_the_best(
    run: Callable[..., Result], reach: Callable[..., None]
) -> None:
    reach(2.5)
    assert "\nLeft: " in run("next").output
    reach(1)
    lines = run("next").output.splitlines()
    assert "Your best: 2.5 of 3 points." in lines
    assert [line.partition(":")[0] for line in lines if line.startswith("Left")] == [
        "Left in your latest attempt, which has 1"
    ]


def test_the_way_of_one_who_is_through(
    run: Callable[..., Result], reach: Callable[..., None]
) -> None:
    reach(3)
    assert "  ✓ 0.1  Softmax" in run("list").output
    assert run("list").output.endswith("\n\nAll of them are passed.\n")
    assert run("next").output == "All of them are passed.\n"
    [kata] = json.loads(run("progress", "--json").output)["katas"]
    assert (kata["status"], kata["best"], kata["older_version"]) == ("passed", 3.0, False)
    assert kata["passed_at"] > 0


def test_what_was_reached_on_an_older_version_is_marked(
    run: Callable[..., Result], reach: Callable[..., None], tmp_path: Path
) -> None:
    reach(3)
    with closing(sqlite3.connect(tmp_path / "home" / "progress.db")) as connection, connection:
        connection.execute("UPDATE standing SET version = 'old', passed_version = 'old'")
    assert "3 of 3 points, on an older version" in " ".join(run("list").output.split())
    assert "on an older version" in run("progress").output
    [kata] = json.loads(run("progress", "--json").output)["katas"]
    assert kata["older_version"] is True


def test_without_katas_the_commands_say_so(
    run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("KATA_PACKS")
    for command in ("next", "progress"):
        assert run(command).output == "No katas are installed: `kata plugins` says why.\n"


def test_a_needed_kata_that_is_not_passed_is_named(
    run: Callable[..., Result],
    reach: Callable[..., None],
    own_softmax: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    harder = own_softmax / "katas" / "harder"
    harder.mkdir()
    (harder / "kata.toml").write_text(
        'id = "0.2"\ntitle = "Harder"\nphase = "Foundations"\nsummary = "S."\nneeds = ["0.1"]\n'
    )
    monkeypatch.setenv("KATA_PACKS", str(own_softmax))
    assert run("next").output.startswith("0.1 Softmax\n")
    assert "         after 0.1\n" in run("progress").output
    record(make_report(1, b"", load_catalogue([own_softmax]).find("0.2")), pytest.fail)
    assert "It needs 0.1 Softmax, which you have not passed." in run("next").output


def test_progress_travels_and_is_deleted(
    run: Callable[..., Result], reach: Callable[..., None], tmp_path: Path
) -> None:
    assert run("progress", "--delete").output == "Nothing is kept about you.\n"
    reach(3)
    assert run("progress", "--export", "all.json").exit_code == 0
    refused = run("progress", "--delete", input="n\n")
    assert (refused.exit_code, (tmp_path / "home" / "progress.db").exists()) == (1, True)
    assert "Deleted: " in run("progress", "--delete", "--yes").output
    assert list((tmp_path / "home").iterdir()) == []
    assert run("progress", "--import", "all.json").output == (
        "Taken in: what all.json says of 1 katas.\n"
    )
    assert "  ✓ 0.1  Softmax" in run("list").output


def test_two_things_at_once_are_refused(run: Callable[..., Result]) -> None:
    done = run("progress", "--json", "--delete")
    assert done.exit_code == 1
    assert str(done.exception) == "choose one of --export, --import, --delete and --json"


def test_a_fresh_starter_keeps_the_old_file_and_every_older_one(
    run: Callable[..., Result],
) -> None:
    for text in ("first", "second"):
        Path("softmax.py").write_text(text)
        done = run("reset", "0.1")
        assert "softmax.py is the starter. What it was is in softmax.old" in done.output
    assert Path("softmax.old.py").read_text() == "first"
    assert Path("softmax.old-2.py").read_text() == "second"
    assert "raise NotImplementedError" in Path("softmax.py").read_text()


def test_resetting_what_is_not_there_is_starting(run: Callable[..., Result]) -> None:
    assert run("reset", "0.1", "my/own.py").output == "my/own.py is the starter.\n"
    assert [str(path) for path in Path("my").iterdir()] == ["my/own.py"]


def test_the_best_attempt_can_be_had_back(
    run: Callable[..., Result], reach: Callable[..., None]
) -> None:
    refused = run("reset", "0.1", "--best")
    assert str(refused.exception).startswith("no attempt at kata 0.1 was kept: `kata check 0.1")
    reach(2, b"best = 1\r\n")
    reach(1)
    Path("softmax.py").write_text("mine")
    assert run("reset", "0.1", "--best").output == (
        "softmax.py is your best attempt, 2 of 3 points. What it was is in softmax.old.py.\n"
    )
    assert Path("softmax.py").read_bytes() == b"best = 1\r\n"


def test_a_reset_that_cannot_write_leaves_the_file(run: Callable[..., Result]) -> None:
    Path("file").touch()
    done = run("reset", "0.1", "file/softmax.py")
    assert str(done.exception).startswith("file/softmax.py cannot be written: ")


def test_start_takes_the_name_of_a_file(run: Callable[..., Result]) -> None:
    assert run("start", "0.1", "my.py").output.startswith("my.py is yours to write in.\n")
    assert run("start", "0.1", "folder").exit_code == 0
    Path("odd.py").mkdir()
    run("start", "0.1", "odd.py")
    assert Path("folder/softmax.py").exists()
    assert Path("odd.py/softmax.py").exists()
    refused = run("start", "0.1", "my.ipynb")
    assert str(refused.exception).startswith("my.ipynb: a starter is a Python file: ")


def test_the_solution_is_shown_part_by_part_once_it_is_passed(
    run: Callable[..., Result], reach: Callable[..., None], right: Path, softmax: Path
) -> None:
    reach(1)
    assert "is not passed yet" in str(run("solution", "0.1").exception)
    reach(3, b"def softmax(scores):\n    return 'mine \x1b[2J'\n")
    lines = run("solution", "0.1").output.splitlines()
    assert lines[0] == "Yours (-) and the reference (+)"
    assert lines[2] == "softmax"
    assert r"-    return 'mine \x1b[2J'" in lines
    assert lines[-1] == f"The whole reference: kata solution 0.1 --reveal --pack {softmax}"
    whole = run("solution", "0.1", "--reveal").output
    assert whole == right.read_text(encoding="utf-8")


def test_an_attempt_like_the_reference_is_said_to_be_the_same(
    run: Callable[..., Result], reach: Callable[..., None], right: Path
) -> None:
    reach(3, right.read_bytes())
    assert run("solution", "0.1").output.splitlines()[2] == "softmax: the same"
