"""`kata new` writes packs and katas that hold every check, and touches nothing that is there."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from kata_runner.verify.suite import CHECKS

if TYPE_CHECKING:
    from tests.conftest import RunKata

IN_THE_WAY = (
    "already exists and was not changed: choose another name, or name another folder behind it"
)


@pytest.fixture(scope="module")
def pack(kata_anywhere: RunKata, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new pack with a second kata. Only to be read."""
    folder = tmp_path_factory.mktemp("new")
    assert kata_anywhere("new", "my-pack", cwd=folder).code == 0
    assert (
        kata_anywhere("new", "--kata", "second", cwd=folder / "my-pack" / "my_pack" / "katas").code
        == 0
    )
    return folder / "my-pack"


def files_of(folder: Path) -> dict[str, str]:
    """Every file below a folder, with its text."""
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
            for path in sorted(folder.rglob("*")) if path.is_file()}  # fmt: skip


@pytest.mark.thorough
def test_a_pack_is_a_package_with_a_test_and_a_workflow(pack: Path) -> None:
    names = {name for name in files_of(pack) if "/katas/" not in name and "/solutions/" not in name}
    assert names == {
        ".github/workflows/katas.yml",
        ".gitignore",
        "README.md",
        "my_pack/__init__.py",
        "pyproject.toml",
    }
    project = tomllib.loads((pack / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert (project["name"], project["entry-points"]["kata_runner"]) == (
        "my-pack",
        {"my-pack": "my_pack"},
    )


def test_a_kata_has_all_its_files_but_a_starter(pack: Path) -> None:
    for name in ("my_pack", "second"):
        found = [
            sorted(files_of(pack / "my_pack" / part / name)) for part in ("katas", "solutions")
        ]
        pinned = ["expected.json", "mistakes.json"]
        assert found == [
            ["experiments.py", "kata.toml", "lesson.md"],
            ["alternatives.py", *pinned, "mistakes.py", "mutants.json", "solution.py"],
        ]


@pytest.mark.thorough
def test_every_gate_holds(pack: Path, kata_anywhere: RunKata) -> None:
    ended = kata_anywhere("verify", pack, "--json")
    assert (ended.code, ended.err) == (0, "")
    assert [kata["name"] for kata in json.loads(ended.out)["katas"]] == ["my_pack", "second"]


def test_what_python_is_written_is_in_order(pack: Path) -> None:
    for command in ("check", "format --check"):
        ruff = [
            sys.executable,
            "-m",
            "ruff",
            *command.split(),
            "--isolated",
            "--no-cache",
            str(pack),
        ]
        done = subprocess.run(ruff, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


def test_the_workflow_runs_the_test(pack: Path) -> None:
    workflow: Any = yaml.safe_load(
        (pack / ".github/workflows/katas.yml").read_text(encoding="utf-8")
    )
    assert {"push", "pull_request"} == set(workflow["on"])
    assert "pytest" in [step.get("run") for step in workflow["jobs"]["verify"]["steps"]]


def run_pytest(folder: Path) -> str:
    """What the pack's own tests say at the end, run as its workflow does."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)
    return done.stdout


@pytest.mark.thorough
@pytest.mark.slow
def test_the_packs_own_tests_pass_and_fail_with_its_katas(pack: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(pack, copy)
    checks = len(CHECKS) + len(["over_how_many", "exact_fractions"])
    assert f"{2 * checks} passed" in run_pytest(copy)
    (copy / "my_pack" / "katas" / "second" / "lesson.md").unlink()
    assert "lesson.md is missing" in run_pytest(copy)


def test_ids_follow_each_other_and_are_no_other_packs(pack: Path, kata_anywhere: RunKata) -> None:
    listed = json.loads(kata_anywhere("list", "--json", "--pack", pack).out)
    assert {kata["name"]: kata["id"] for kata in listed if kata["pack"] == "my-pack"} == {
        "my_pack": "my-pack.1",
        "second": "my-pack.2",
    }


def test_the_first_kata_may_have_a_name_of_its_own(kata: RunKata, work: Path) -> None:
    ended = kata("new", "my-pack", "some/where", "--kata", "softmax")
    assert (ended.code, ended.err) == (0, "")
    assert "Kata my-pack.1 Softmax is an example for you to write over" in ended.out
    assert (work / "some/where/my-pack/my_pack/katas/softmax/kata.toml").is_file()


def test_a_kata_goes_to_a_plain_pack_too(kata: RunKata, own_softmax: Path) -> None:
    ended = kata("new", "--kata", "argmax", cwd=own_softmax)
    assert (ended.code, ended.err) == (0, "")
    text = (own_softmax / "katas" / "argmax" / "kata.toml").read_text(encoding="utf-8")
    described = tomllib.loads(text)
    assert (described["id"], described["phase"]) == ("0.2", "Foundations")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "name a pack to write, as in `kata new my-katas`, or with --kata a kata for the "
             "pack you are in"),
        (["My Pack"], "'My Pack' is no name for a pack: use a letter and then small letters, "
                      "digits and '-', 60 at "
                      "most, and no word of Python's own, as in 'my-pack'"),
        (["taken"], f"taken {IN_THE_WAY}"),
        (["file"], f"file {IN_THE_WAY}"),
        (["fine", "file"], "file/fine/pyproject.toml cannot be written: Not a directory"),
        (["fine", "--kata", "lstm_limitations"],
         "a kata is called 'lstm_limitations' already, 6.3 LSTM Limitations of pack 'builtin': "
         "choose another name"),
        (["--kata", "fine"], "no pack is here or above: go to one, with katas/ and solutions/ "
                             "in it, or let `kata new "
                             "NAME` write one"),
    ],
)  # fmt: skip
def test_what_cannot_be_written_is_one_line_and_touches_nothing(
    kata: RunKata, work: Path, arguments: list[str], said: str
) -> None:
    (work / "taken").mkdir()
    (work / "taken" / "mine").touch()
    (work / "file").touch()
    ended = kata("new", *arguments)
    assert (ended.code, ended.out, ended.err) == (2, "", f"kata: error: {said}\n")
    assert set(files_of(work)) == {"taken/mine", "file"}


def test_a_kata_that_is_there_is_left_as_it_is(kata: RunKata, own_softmax: Path) -> None:
    before = files_of(own_softmax)
    ended = kata("new", "--kata", "softmax", cwd=own_softmax)
    assert ended.code == 2
    assert "katas/softmax already exists and was not changed: choose another name" in ended.err
    assert files_of(own_softmax) == before


def test_among_several_packs_of_a_project_none_is_guessed(kata: RunKata, work: Path) -> None:
    (work / "pyproject.toml").touch()
    for name, part in (("one", "katas"), ("one", "solutions"), ("two", "katas")):
        (work / "src" / name / part).mkdir(parents=True)
    (work / "src" / "two" / "solutions").mkdir()
    code, out, err = kata("new", "--kata", "third")
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert "several packs are here: go to the one that gets the kata: src/one, src/two" in err
