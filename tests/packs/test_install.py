"""The wheel and other people's packs, built and installed by pip into a fresh environment, used from elsewhere.

Needs the network, as pip does. Everything here runs in one environment that is made once.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
THIRD_PARTY = Path(__file__).parent / "third_party"
NOT_OURS = ("KATA_", "PYTHON", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "VIRTUAL_ENV")
Kata = Callable[..., "subprocess.CompletedProcess[str]"]


def succeed(*command: object) -> str:
    """Run a command that must not fail; what it printed, whatever it was, when it does."""
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, check=False, env=environment())
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def environment(**more: str) -> dict[str, str]:
    """The user's environment, without what belongs to this Python."""
    return {name: value for name, value in os.environ.items() if not name.startswith(NOT_OURS)} | more


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of an environment in which pip has installed our wheel and three packs."""
    folder = tmp_path_factory.mktemp("install")
    succeed(sys.executable, "-m", "build", "--wheel", "--outdir", folder, ROOT)
    (wheel,) = folder.glob("*.whl")
    builder = venv.EnvBuilder(with_pip=True)
    builder.create(folder / "env")
    found = folder / "env" / ("Scripts" if os.name == "nt" else "bin") / "python"
    packs = [THIRD_PARTY / name for name in ("softmax", "broken", "careless")]
    succeed(found, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", wheel, *packs)
    return found


@pytest.fixture(scope="module")
def kata(python: Path, tmp_path_factory: pytest.TempPathFactory) -> Kata:
    """The installed `kata` script, in a folder that has nothing to do with the project."""
    elsewhere = tmp_path_factory.mktemp("elsewhere")

    def run(*arguments: object, **env: str) -> subprocess.CompletedProcess[str]:
        command = [python.with_name("kata"), *arguments]
        home = {"KATA_HOME": str(elsewhere / "home"), "PYTHONIOENCODING": "utf-8"}
        return subprocess.run([*map(str, command)], cwd=elsewhere, env=environment(**home | env), capture_output=True,
                              encoding="utf-8", check=False)  # fmt: skip

    return run


@pytest.fixture(scope="module")
def site_packages(python: Path) -> Path:
    return Path(succeed(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip())


def test_built_in_and_third_party_katas_are_listed_together(kata: Kata) -> None:
    done = kata("list", "--json")
    assert done.returncode == 0
    packs = {entry["id"]: entry["pack"] for entry in json.loads(done.stdout)}
    assert (packs["0.1"], packs["6.3"]) == ("softmax", "builtin")
    assert set(packs.values()) == {"softmax", "builtin"}, "none of the broken katas is among them"


def test_each_problem_is_one_warning_that_names_pack_file_and_field(kata: Kata, site_packages: Path) -> None:
    broken, *careless = kata("list").stderr.splitlines()
    assert broken == (
        f"kata: warning: pack 'broken': {site_packages}/broken_pack/__init__.py:3: "
        "ModuleNotFoundError: No module named 'a_module_that_nobody_has'"
    )
    head, folder = "kata: warning: pack 'careless': ", site_packages / "careless_pack"
    assert sorted(line.removeprefix(head) for line in careless) == [
        f"{folder}/__init__.py: unknown hook 'register_report', did you mean 'register_reports'?",
        f"{folder}/katas/copied/kata.toml: field 'id': '6.3' is also in pack 'builtin' "
        f"({site_packages}/kata_runner/katas/lstm_limitations), which is used: rename one, or disable a pack",
        f"{folder}/katas/malformed/kata.toml: field 'phase': text in quotes is wanted, 9 is there",
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
        "register_commands",
        "register_executors",
        "register_katas",
        "register_reports",
        "score",
    ]
    assert (packs["softmax"]["version"], packs["softmax"]["katas"], packs["softmax"]["problems"]) == (
        "1.0",
        ["0.1"],
        [],
    )
    assert len(packs["broken"]["problems"]) == 1
    assert len(packs["careless"]["problems"]) == 4
    assert packs["builtin"]["problems"] == []


@pytest.mark.parametrize(("identity", "name", "points"), [("0.1", "softmax", 3), ("6.3", "lstm_limitations", 100)])
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
    assert kata("check", "0.1", tmp_path / "softmax.py", "--format", "short", **quiet).stdout == "0.1 failed 0/3\n"
    assert (tmp_path / "log").read_text(encoding="utf-8") == "0.1 failed\n"


def test_nothing_of_a_general_name_is_left_in_site_packages(site_packages: Path) -> None:
    ours = {entry.name for entry in site_packages.iterdir() if entry.name.startswith("kata")}
    assert {name.partition("-")[0] for name in ours} == {"kata_runner"}
    for name in ("katas", "solutions", "tests", "attempts", "lesson.md"):
        assert not (site_packages / name).exists()
    assert (site_packages / "kata_runner" / "katas" / "lstm_limitations" / "kata.toml").is_file()
    assert (site_packages / "kata_runner" / "solutions" / "lstm_limitations" / "expected.json").is_file()
    assert (site_packages / "kata_runner" / "py.typed").is_file()
