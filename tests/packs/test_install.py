"""The wheel and other people's packs, built and installed by pip into a fresh environment, used
from elsewhere.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

Kata = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def kata(installed: Kata) -> Kata:
    """The `kata` that pip has installed."""
    return installed


def test_built_in_and_third_party_katas_are_listed_together(kata: Kata) -> None:
    done = kata("list", "--json")
    assert done.returncode == 0
    packs = {entry["id"]: entry["pack"] for entry in json.loads(done.stdout)}
    assert (packs["0.1"], packs["6.3"]) == ("softmax", "builtin")
    assert set(packs.values()) == {"softmax", "builtin"}, "none of the broken katas is among them"


def test_each_problem_is_one_warning_that_names_pack_file_and_field(
    kata: Kata, site_packages: Path
) -> None:
    broken, *careless = kata("list").stderr.splitlines()
    assert broken == (
        f"kata: warning: pack 'broken' (broken-pack 1.0): "
        f"{site_packages}/broken_pack/__init__.py:3: "
        "ModuleNotFoundError: No module named 'a_module_that_nobody_has'"
    )
    head, folder = (
        "kata: warning: pack 'careless' (careless-pack 1.0): ",
        site_packages / "careless_pack",
    )
    assert sorted(line.removeprefix(head) for line in careless) == [
        f"{folder}/__init__.py: unknown hook 'register_report', did you mean 'register_reports'?",
        f"{folder}/katas/copied/kata.toml: field 'id': '6.3' is also in pack 'builtin' "
        f"({site_packages}/kata_runner/katas/lstm_limitations), which is used: rename one, or "
        f"disable a pack",
        f"{folder}/katas/malformed/kata.toml: field 'phase': expected text in quotes, got 9",
        f"{folder}/katas/misspelt/kata.toml: field 'titel' is unknown: did you mean 'title'?",
    ]
    assert all(line.startswith(head) for line in careless)


def test_disabled_packs_are_left_out_and_warn_of_nothing(kata: Kata) -> None:
    done = kata("list", KATA_DISABLED_PLUGINS="broken,careless,softmax")
    assert done.stderr == ""
    assert "6.3" in done.stdout
    assert "0.1" not in done.stdout


def test_kata_plugins_shows_what_was_installed_and_what_is_wrong_with_it(kata: Kata) -> None:
    packs = {pack["name"]: pack for pack in json.loads(kata("plugins", "--json").stdout)}
    assert packs["softmax"]["hooks"] == [
        "attempt_graded",
        "diagnose",
        "register_commands",
        "register_executors",
        "register_katas",
        "register_reports",
        "score",
    ]
    assert (
        packs["softmax"]["version"],
        packs["softmax"]["katas"],
        packs["softmax"]["problems"],
    ) == (
        "1.0",
        ["0.1"],
        [],
    )
    assert len(packs["broken"]["problems"]) == 1
    assert len(packs["careless"]["problems"]) == 4
    assert packs["builtin"]["problems"] == []


@pytest.mark.parametrize(
    ("identity", "name", "points"), [("0.1", "softmax", 3), ("6.3", "lstm_limitations", 100)]
)
def test_the_starter_fails_and_the_reference_passes(
    kata: Kata, tmp_path: Path, identity: str, name: str, points: int
) -> None:
    quiet = {"KATA_DISABLED_PLUGINS": "broken,careless"}
    assert kata("start", identity, tmp_path, **quiet).returncode == 0
    starter = kata("check", identity, tmp_path / f"{name}.py", "--json", **quiet)
    assert (starter.returncode, starter.stderr) == (1, "")
    assert json.loads(starter.stdout)["score"] == 0
    reference = tmp_path / "reference.py"
    reference.write_text(kata("solution", identity, "--reveal", **quiet).stdout, encoding="utf-8")
    passed = kata("check", identity, reference, "--json", **quiet)
    assert (passed.returncode, passed.stderr) == (0, "")
    assert json.loads(passed.stdout)["score"] == points


def test_the_demo_runs_from_the_wheel(kata: Kata) -> None:
    done = kata("run", "6.3", "--json", KATA_DISABLED_PLUGINS="broken,careless")
    assert (done.returncode, done.stderr) == (0, "")
    assert all(experiment["rows"] for experiment in json.loads(done.stdout)["experiments"])


def test_the_packs_command_and_format_are_there(kata: Kata, tmp_path: Path) -> None:
    quiet = {"KATA_DISABLED_PLUGINS": "broken,careless", "SOFTMAX_PACK_LOG": str(tmp_path / "log")}
    assert kata("hello", "Ada", **quiet).stdout == "hello, Ada\n"
    kata("start", "0.1", tmp_path, **quiet)
    assert (
        kata("check", "0.1", tmp_path / "softmax.py", "--format", "short", **quiet).stdout
        == "0.1 failed 0/3\n"
    )
    assert (tmp_path / "log").read_text(encoding="utf-8") == "0.1 failed\n"


def test_nothing_of_a_general_name_is_left_in_site_packages(site_packages: Path) -> None:
    ours = {entry.name for entry in site_packages.iterdir() if entry.name.startswith("kata")}
    assert {name.partition("-")[0] for name in ours} == {"kata_runner"}
    for name in ("katas", "solutions", "tests", "attempts", "lesson.md"):
        assert not (site_packages / name).exists()
    assert (site_packages / "kata_runner" / "katas" / "lstm_limitations" / "kata.toml").is_file()
    assert (
        site_packages / "kata_runner" / "solutions" / "lstm_limitations" / "expected.json"
    ).is_file()
    assert (site_packages / "kata_runner" / "py.typed").is_file()


@pytest.mark.skipif(sys.platform != "linux", reason="the attacks are on Linux")
@pytest.mark.thorough
def test_the_corpus_of_attacks_is_part_of_the_wheel_and_held(
    kata: Kata, site_packages: Path
) -> None:
    done = kata("doctor", "--attacks", "--json", KATA_DISABLED_PLUGINS="broken,careless")
    assert (done.returncode, len(done.stderr.splitlines())) == (0, 1)
    told = json.loads(done.stdout)
    shipped = site_packages / "kata_runner" / "grading" / "corpus"
    assert (shipped / "PUBLISHED.md").is_file()
    assert 90 < len(told["attacks"]) <= len(list(shipped.glob("*.attack")))
    assert [attack for attack in told["attacks"] if not attack["held"]] == []


def test_the_guides_are_part_of_the_wheel(kata: Kata) -> None:
    done = kata("guide", "authors", KATA_DISABLED_PLUGINS="broken,careless")
    assert (done.returncode, done.stderr) == (0, "")
    assert "kata new my-pack --kata softmax" in done.stdout
