"""The examples of the guide do what they are shown for, against made-up submissions."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
REFERENCE = ROOT / "solutions" / "lstm_limitations" / "solution.py"
WRONG = ROOT / "tests" / "attempts" / "lstm_limitations" / "wrong" / "lstm_no_tanh_on_candidate.py"
pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="Gradescope and GitHub run these in bash"
)
Bash = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def bash(tmp_path: Path) -> Bash:
    """Runs bash with this Python's `kata` first on its path."""
    folder = tmp_path / "bin"
    folder.mkdir()
    command = folder / "kata"
    command.write_text(
        f'#!/bin/sh\nexec "{sys.executable}" -P -m kata_runner "$@"\n', encoding="utf-8"
    )
    command.chmod(0o755)

    def run(*arguments: object, cwd: Path, **env: object) -> subprocess.CompletedProcess[str]:
        path = f"{folder}{os.pathsep}{os.environ['PATH']}"
        surroundings = os.environ | {"PATH": path, "KATA_HOME": str(tmp_path / "home")}
        given = {name: str(value) for name, value in env.items()}
        return subprocess.run(["bash", *map(str, arguments)], cwd=cwd, env=surroundings | given,
                              capture_output=True,
                              encoding="utf-8", timeout=120, check=False)  # fmt: skip

    return run


@pytest.fixture
def autograder(tmp_path: Path) -> Path:
    """The folders Gradescope makes."""
    for name in ("source", "submission", "results"):
        (tmp_path / "autograder" / name).mkdir(parents=True)
    return tmp_path / "autograder"


def results(bash: Bash, autograder: Path) -> dict[str, Any]:
    """What `run_autograder` left for Gradescope."""
    done = bash(HERE / "examples" / "run_autograder", cwd=autograder, AUTOGRADER=autograder)
    assert (done.returncode, done.stderr) == (0, "")
    data: dict[str, Any] = json.loads(
        (autograder / "results" / "results.json").read_text(encoding="utf-8")
    )
    return data


@pytest.mark.parametrize(("attempt", "score"), [(REFERENCE, 100), (WRONG, 71)])
def test_run_autograder_grades_a_submission(
    bash: Bash, autograder: Path, attempt: Path, score: float
) -> None:
    shutil.copy(attempt, autograder / "submission" / "lstm_limitations.py")
    data = results(bash, autograder)
    schema = json.loads(
        (ROOT / "tests" / "schemas" / "gradescope.json").read_text(encoding="utf-8")
    )
    Draft202012Validator(schema).validate(data)
    assert data["score"] == score


def test_run_autograder_gives_results_for_what_does_not_load(bash: Bash, autograder: Path) -> None:
    (autograder / "submission" / "lstm_limitations.py").write_text("def", encoding="utf-8")
    assert "SyntaxError" in results(bash, autograder)["output"]


def test_run_autograder_asks_for_the_missing_file(bash: Bash, autograder: Path) -> None:
    (autograder / "submission" / "other.py").write_text("", encoding="utf-8")
    assert results(bash, autograder) == {
        "score": 0, "output": "Hand in one file that is called lstm_limitations.py.",
        "output_format": "text"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"x = 1\0", "is a binary file"),
        ("x = 1".encode("utf-16"), "is saved as UTF-16"),
        (None, "leads out of its"),
        (b"#" * (300 << 10), "more than the 262,144"),
    ],
)
def test_run_autograder_hands_on_what_is_wrong_with_the_file(
    bash: Bash, autograder: Path, content: bytes | None, says: str
) -> None:
    file = autograder / "submission" / "lstm_limitations.py"
    if content is None:
        file.symlink_to("/etc/passwd")
    else:
        file.write_bytes(content)
    done = bash(HERE / "examples" / "run_autograder", cwd=autograder, AUTOGRADER=autograder)
    result = json.loads((autograder / "results" / "results.json").read_text(encoding="utf-8"))
    assert (done.returncode, result["score"], says in result["output"]) == (0, 0, True)


def test_run_autograder_gives_no_score_when_it_is_at_fault(bash: Bash, autograder: Path) -> None:
    (autograder / "submission" / "lstm_limitations.py").write_text("", encoding="utf-8")
    done = bash(HERE / "examples" / "run_autograder", cwd=autograder, AUTOGRADER=autograder,
                KATA_DISABLED_PLUGINS="builtin")  # fmt: skip
    assert done.returncode == 2
    assert not (autograder / "results" / "results.json").exists()


def installed(bash: Bash, tmp_path: Path, script: str) -> list[str]:
    """What a script would install, told by programs that stand in for the real ones."""
    stand_ins = tmp_path / "stand-ins"
    stand_ins.mkdir()
    for name, line in (
        ("apt-get", 'echo "apt-get $@"'),
        ("pip", 'echo "pip $@"'),
        ("sudo", 'exec "$@"'),
    ):
        (stand_ins / name).write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
        (stand_ins / name).chmod(0o755)
    done = bash(
        "-e", "-c", script, cwd=tmp_path, PATH=f"{stand_ins}{os.pathsep}{os.environ['PATH']}"
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.splitlines()


def test_both_install_the_walls_and_the_grader(
    bash: Bash, job: dict[str, Any], tmp_path: Path
) -> None:
    name = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["name"]
    expected = ["apt-get install --yes bubblewrap", f"pip install {name}"]
    lines = (HERE / "examples" / "run_autograder").read_text(encoding="utf-8").splitlines()
    setup = "\n".join(line.removeprefix("#   ") for line in lines if line.startswith("#   "))
    for number, script in enumerate((setup, job["steps"][-3]["run"])):
        folder = tmp_path / str(number)
        folder.mkdir()
        assert installed(bash, folder, script) == expected


@pytest.fixture
def job() -> dict[str, Any]:
    """The job of the workflow."""
    workflow = yaml.safe_load((HERE / "examples" / "classroom.yml").read_text(encoding="utf-8"))
    assert workflow["name"] == "Autograding Tests", "Classroom looks for this name"
    assert workflow["on"] == ["push", "workflow_dispatch"]
    data: dict[str, Any] = workflow["jobs"]["run-autograding-tests"]
    return data


def test_the_workflow_hands_the_result_to_the_reporter(job: dict[str, Any]) -> None:
    *_, grade, reporter = job["steps"]
    assert reporter["uses"].startswith("classroom-resources/autograding-grading-reporter@")
    assert reporter["with"]["runners"] == grade["id"]
    assert reporter["env"] == {
        f"{grade['id'].upper()}_RESULTS": f"${{{{ steps.{grade['id']}.outputs.result }}}}"
    }
    assert grade["continue-on-error"], "an attempt that does not pass must reach the reporter too"


@pytest.mark.parametrize(("attempt", "points"), [(REFERENCE, 100), (WRONG, 71)])
def test_the_workflow_grades(
    bash: Bash, job: dict[str, Any], tmp_path: Path, attempt: Path, points: float
) -> None:
    shutil.copy(attempt, tmp_path / "lstm_limitations.py")
    files = {"GITHUB_OUTPUT": tmp_path / "output", "GITHUB_STEP_SUMMARY": tmp_path / "summary"}
    done = bash(
        "-e", "-c", job["steps"][-2]["run"], cwd=tmp_path, GITHUB_WORKSPACE=tmp_path, **files
    )
    assert done.returncode == (0 if points == 100 else 1)
    assert done.stdout.splitlines()[-1].startswith("::notice title=6.3 LSTM Limitations::")
    result = json.loads(
        base64.b64decode((tmp_path / "output").read_text(encoding="ascii").removeprefix("result="))
    )
    assert result["status"] == ("pass" if points == 100 else "fail")
    assert (sum(test["score"] for test in result["tests"]), result["max_score"]) == (points, 100)
    assert (
        (tmp_path / "summary")
        .read_text(encoding="utf-8")
        .startswith("## 6.3 LSTM Limitations: `lstm_limitations.py`")
    )


@pytest.mark.parametrize("name", ["run_autograder", "classroom.yml"])
def test_the_guide_shows_each_example_whole(name: str) -> None:
    guide = ROOT / "kata_runner" / "guides" / "instructors.md"
    example = (HERE / "examples" / name).read_text(encoding="utf-8")
    assert example in guide.read_text(encoding="utf-8")
