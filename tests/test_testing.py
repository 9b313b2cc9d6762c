"""The pytest plugin, as authors use it: in a pytest of its own that runs in their pack's folder."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

PASSED = [
    "lesson",
    "hints",
    "reference",
    "starter",
    "signatures",
    "mutants",
    "tolerances",
    "mistakes",
]
FAILED = ["pinned", "pinned_mistakes"]
Pytest = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def run_pytest(own_softmax: Path) -> Pytest:
    """Runs pytest in the folder of a pack that is not pinned yet."""

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-p",
            "no:cacheprovider",
            "-rA",
            "--color=no",
            *arguments,
        ]
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("PYTEST", "KATA_", "COLUMNS"))
        }
        return subprocess.run(
            command, cwd=own_softmax, env=kept, capture_output=True, encoding="utf-8", check=False
        )

    return run


def results(out: str) -> dict[str, str]:
    """How each test ended, by its node's id."""
    return {
        name: how for how, name in re.findall(r"^(PASSED|FAILED|ERROR) (\S+)", out, re.MULTILINE)
    }


@pytest.mark.thorough
def test_every_gate_is_a_test(run_pytest: Pytest) -> None:
    done = run_pytest("--katas")
    found = {name.partition("::")[2]: how for name, how in results(done.stdout).items()}
    assert {name: found[name] for name in PASSED} == dict.fromkeys(PASSED, "PASSED")
    assert {name: found[name] for name in FAILED} == dict.fromkeys(FAILED, "FAILED")
    assert found["mistakes[no_shift]"] == "PASSED", "so is every known mistake"
    assert all(name.startswith("katas/softmax/kata.toml::") for name in results(done.stdout))
    assert "The pinned tables are what the reference gives: this does not hold." in done.stdout
    assert "--pin writes it" in done.stdout
    assert "Traceback" not in done.stdout and "testing.py" not in done.stdout
    assert done.returncode == 1


@pytest.mark.thorough
def test_one_gate_can_be_chosen_like_any_test(run_pytest: Pytest) -> None:
    done = run_pytest("--katas", "katas/softmax/kata.toml::hints")
    assert results(done.stdout) == {"katas/softmax/kata.toml::hints": "PASSED"}
    assert done.returncode == 0


@pytest.mark.thorough
def test_without_being_asked_it_collects_nothing_and_imports_nothing(own_softmax: Path) -> None:
    script = "import pytest, sys; code = pytest.main(['-q']); print(*sys.modules); sys.exit(code)"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=own_softmax, capture_output=True, text=True, check=False
    )
    assert done.returncode == pytest.ExitCode.NO_TESTS_COLLECTED
    imported = done.stdout.splitlines()[-1].split()
    assert {name for name in imported if name.startswith("kata_runner")} == {
        "kata_runner",
        "kata_runner.testing",
    }
    assert not {"numpy", "click", "msgpack"} & set(imported)


@pytest.mark.thorough
def test_packs_of_the_root_folder_are_found_beside_its_test_paths(
    run_pytest: Pytest, own_softmax: Path
) -> None:
    (own_softmax / "tests").mkdir()
    (own_softmax / "tests" / "test_own.py").write_text(
        "def test_own():\n    pass\n", encoding="utf-8"
    )
    (own_softmax / "pytest.ini").write_text("[pytest]\ntestpaths = tests\n", encoding="utf-8")
    done = run_pytest("--katas", "-k", "own or hints")
    assert results(done.stdout) == {
        "tests/test_own.py::test_own": "PASSED",
        "katas/softmax/kata.toml::hints": "PASSED",
    }


@pytest.mark.thorough
def test_an_installed_kata_is_tested_by_its_id(run_pytest: Pytest) -> None:
    done = run_pytest("--kata", "6.3", "-k", "hints")
    assert results(done.stdout) == {"katas/lstm_limitations/kata.toml::hints": "PASSED"}


def test_an_unknown_kata_is_wrong_use(run_pytest: Pytest) -> None:
    done = run_pytest("--kata", "no-such-kata")
    assert done.returncode == pytest.ExitCode.USAGE_ERROR
    assert "--kata no-such-kata: no kata is called 'no-such-kata'" in done.stderr


@pytest.mark.thorough
def test_a_kata_that_cannot_be_read_is_an_error_of_one_line(
    run_pytest: Pytest, own_softmax: Path
) -> None:
    (own_softmax / "katas" / "softmax" / "kata.toml").write_text("id = 1\n", encoding="utf-8")
    done = run_pytest("--katas")
    assert list(results(done.stdout).values()) == ["ERROR"]
    assert "field 'id': expected text in quotes" in done.stdout
    assert "Traceback" not in done.stdout


def test_a_folder_without_solutions_is_no_pack(run_pytest: Pytest, own_softmax: Path) -> None:
    (own_softmax / "solutions").rename(own_softmax / "elsewhere")
    assert results(run_pytest("--katas").stdout) == {}
