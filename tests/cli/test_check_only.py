"""`kata check --only` and `--python`: one experiment with all that goes in and comes out, one part,
or one case.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.helpers.attempts import read_kept_attempt

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import RunKata


def test_everything_that_goes_in_and_comes_out_is_shown(
    kata: RunKata, softmax: Path, wrong: Path
) -> None:
    code, out, err = kata("check", "0.1", wrong, "--only", "large_scores", "--pack", softmax)
    assert (code, err) == (1, "")
    lines = [line.strip() for line in out.splitlines()]
    assert sum(line.startswith("✗ probabilities[") for line in lines) == 5
    assert lines[lines.index("What goes in:") + 1] == "softmax"
    assert lines[lines.index("What goes in:") + 2].startswith("scores = array([")
    assert "three_scores" not in out
    assert f"\nAll of it: kata check 0.1 {wrong} --pack {softmax}\n" in out


def test_the_seed_decides_what_goes_in(kata: RunKata, softmax: Path, wrong: Path) -> None:
    said = [
        kata(
            "check",
            "0.1",
            wrong,
            "--only",
            "large_scores",
            "--seed",
            seed,
            "--pack",
            softmax,
            "--json",
        ).out
        for seed in (3, 3, 4)
    ]
    first, again, other = (json.loads(text)["outcomes"][0]["message"] for text in said)
    assert first == again != other


def test_passing_one_experiment_is_not_passing_the_kata(
    kata: RunKata, softmax: Path, wrong: Path
) -> None:
    assert kata("check", "0.1", wrong, "--only", "three_scores", "--pack", softmax).code == 0
    assert "✓" not in kata("list", "--pack", softmax).out


@pytest.mark.parametrize(
    ("name", "way_on"),
    [
        ("three_score", "did you mean three_scores?"),
        ("softmx", "did you mean softmax?"),
        ("xyz", "there are three_scores, large_scores"),
    ],
)
def test_an_unknown_experiment_gets_the_nearest(
    kata: RunKata, softmax: Path, wrong: Path, name: str, way_on: str
) -> None:
    said = f"kata: error: kata 0.1 has no experiment and no part called '{name}': {way_on}\n"
    assert kata("check", "0.1", wrong, "--only", name, "--pack", softmax) == (2, "", said)


def test_a_file_that_does_not_load_says_why(
    kata: RunKata, softmax: Path, write_attempt: Callable[[str], Path]
) -> None:
    write_attempt("def softmax(:\n")
    code, out, _ = kata("check", "0.1", "--only", "large_scores", "--pack", softmax)
    assert code == 4
    assert "softmax.py: line 1: SyntaxError" in out


def test_the_command_that_is_proposed_works(kata: RunKata, softmax: Path, wrong: Path) -> None:
    report = json.loads(kata("check", "0.1", wrong, "--json", "--pack", softmax).out)
    [message] = [outcome["message"] for outcome in report["outcomes"] if outcome["message"]]
    command = message.splitlines()[-1].split()
    assert command[0] == "kata"
    assert kata(*command[1:]).code == 1


LSTM = Path(__file__).parents[1] / "attempts" / "slips" / "forget_gate_raw.py"


def write_slip(work: Path, name: str = "slip") -> Path:
    path = work / f"{name}.py"
    path.write_bytes(read_kept_attempt(LSTM).source)
    return path


@pytest.mark.parametrize("name", ["forget_gate", "cell_update", "lstm_step"])
def test_the_cause_is_kept_and_nothing_is_wider_than_the_terminal(
    kata: RunKata, work: Path, name: str
) -> None:
    path = write_slip(work).name
    code, out, err = kata("check", "6.3", path, "--only", name, env={"COLUMNS": "80"})
    assert (code, err) == (1, "")
    assert "Cause: `sigmoid` is missing where `w_f` and `b_f` are used.\n    slip.py, line" in out
    assert max(map(len, out.splitlines())) <= 80
    assert "rnn_step" not in out


def test_a_part_has_its_own_experiments_with_their_points(kata: RunKata, work: Path) -> None:
    path = write_slip(work).name
    data = json.loads(kata("check", "6.3", path, "--only", "rnn_step", "--json").out)
    assert (data["status"], data["score"], data["max_score"]) == ("passed", 15, 15)
    assert {outcome["name"][:4] for outcome in data["outcomes"]} == {"rnn_"}


@pytest.mark.parametrize("name", ["slip", "my slip"])
def test_the_case_as_python_runs_with_the_file_alone(kata: RunKata, work: Path, name: str) -> None:
    path = write_slip(work, name).name
    code, out, err = kata("check", "6.3", path, "--python")
    assert (code, err) == (1, "")
    (work / "case.py").write_text(out, encoding="utf-8")
    actual = out.splitlines()[-1].removeprefix("# actual    ")
    assert run_python(work) == f"{actual}\n" and "# expected  c = 0.8851, h = 0.4413\n" in out


def test_without_an_example_in_the_lesson_the_case_is_the_call_that_fails(
    kata: RunKata, softmax: Path, write_attempt: Callable[[str], Path], work: Path
) -> None:
    path = write_attempt("def softmax(scores):\n    return [0.0 for _ in scores]\n")
    out = kata("check", "0.1", path, "--python", "--only", "large_scores", "--pack", softmax).out
    (work / "case.py").write_text(out, encoding="utf-8")
    assert run_python(work) == ""
    assert "\nscores = np.array([" in out and "\nsoftmax(scores)\n# expected" in out


def test_what_passed_has_no_case_and_its_report_says_so_in_comments(
    kata: RunKata, softmax: Path, right: Path
) -> None:
    code, out, _ = kata("check", "0.1", right, "--python", "--pack", softmax)
    assert code == 0 and "PASSED" in out
    assert all(line.startswith("#") for line in out.splitlines())


@pytest.mark.parametrize(
    ("source", "ends_with"),
    [("def softmax(scores):\n    raise NotImplementedError\n", 1), ("def softmax(:\n", 4)],
)
def test_what_is_not_written_or_does_not_load_has_no_case_but_comments(
    kata: RunKata,
    softmax: Path,
    write_attempt: Callable[[str], Path],
    source: str,
    ends_with: int,
) -> None:
    path = write_attempt(source)
    code, out, _ = kata("check", "0.1", path, "--python", "--pack", softmax)
    assert code == ends_with
    assert out and all(line.startswith("#") for line in out.splitlines())


@pytest.mark.parametrize("options", [["--json"], ["--format", "html"]])
def test_python_and_a_report_of_another_format_exclude_each_other(
    kata: RunKata, softmax: Path, right: Path, options: list[str]
) -> None:
    code, out, err = kata("check", "0.1", right, "--python", *options, "--pack", softmax)
    assert (code, out) == (2, "")
    assert f"leave out --python or {' '.join(options)}" in err


def run_python(work: Path) -> str:
    """What the pasted case prints, beside the learner's file and nothing else of ours."""
    command = [sys.executable, "case.py"]
    ended = subprocess.run(command, cwd=work, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")
    return ended.stdout
