"""Every hook does what its sentence says, in a plugin that was found through its entry point.

The plugin is the third-party pack next door, which implements all of them, put on the path as pip
would put it there.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import RunKata, WritePlugin

THIRD_PARTY = Path(__file__).parent / "third_party"


@pytest.fixture(scope="module")
def env(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """An environment in which the third-party pack is installed."""
    folder = tmp_path_factory.mktemp("site")
    shutil.copytree(THIRD_PARTY / "softmax" / "softmax_pack", folder / "softmax_pack")
    metadata = folder / "softmax_pack-1.0.dist-info"
    metadata.mkdir()
    (metadata / "entry_points.txt").write_text(
        "[kata_runner]\nsoftmax = softmax_pack\n", encoding="utf-8"
    )
    return {"PYTHONPATH": str(folder), "SOFTMAX_PACK_LOG": str(folder / "log")}


def test_hook_register_katas_adds_katas(kata: RunKata, env: Mapping[str, str]) -> None:
    assert "0.1  Softmax: Scores become probabilities." in kata("list", env=env).out
    assert "Softmax" not in kata("list").out


def test_hook_register_commands_adds_a_command(kata: RunKata, env: Mapping[str, str]) -> None:
    assert kata("hello", "Ada", env=env) == (0, "hello, Ada\n", "")
    assert kata("hello").code == 2


def test_hook_register_commands_adds_a_line_to_the_help(
    kata: RunKata, env: Mapping[str, str]
) -> None:
    assert "Say hello, to show how a pack adds a command." in kata("--help", env=env).out
    assert "NAME" in kata("hello", "--help", env=env).out


def test_hook_register_reports_adds_a_format(
    kata: RunKata, env: Mapping[str, str], right: Path
) -> None:
    assert kata("check", "0.1", right, "--format", "short", env=env) == (0, "0.1 passed 3/3\n", "")


def test_a_format_that_shows_a_demo_is_given_that_of_the_attempt(
    kata: RunKata, env: Mapping[str, str], right: Path, work: Path
) -> None:
    command = ["check", "0.1", right, "--format", "shown"]
    assert kata(*command, env=env).out == "0.1 passed 3/3: three_scores\n"
    (work / "broken.py").write_text("def softmax(:\n", encoding="utf-8")
    command = ["check", "0.1", "broken.py", "--format", "shown"]
    assert kata(*command, env=env).out == "0.1 unrunnable 0/3\n"


def test_hook_register_executors_adds_a_place_to_run(
    kata: RunKata, env: Mapping[str, str], right: Path, work: Path
) -> None:
    code, out, _ = kata(
        "grade", "0.1", right, "--out", work / "results", "--executor", "one-by-one", env=env
    )
    assert code == 0
    assert "1 passed" in out
    unknown = kata(
        "grade", "0.1", right, "--out", work / "results", "--executor", "nowhere", env=env
    )
    assert unknown == (
        2,
        "",
        "kata: error: no executor is called 'nowhere': there are dask, local, one-by-one\n",
    )


def cause(
    kata: RunKata, attempt: Path, *options: object, env: Mapping[str, str] | None = None
) -> object:
    """What a check says was the cause of the only failure."""
    report = json.loads(kata("check", "0.1", attempt, "--json", *options, env=env or {}).out)
    [failed] = [outcome for outcome in report["outcomes"] if outcome["status"] == "failed"]
    return failed["diagnosis"]


def test_hook_diagnose_names_the_cause_before_the_built_in_one_is_asked(
    kata: RunKata, env: Mapping[str, str], wrong: Path, softmax: Path
) -> None:
    theirs = {"mistake": "overflow", "says": "exp overflows in large_scores."}
    assert cause(kata, wrong, env=env) == theirs
    built_in = cause(kata, wrong, "--pack", softmax)
    assert isinstance(built_in, dict)
    assert built_in["mistake"] == "no_shift"


def test_hook_diagnose_leaves_to_others_what_it_does_not_know(
    kata: RunKata, env: Mapping[str, str], write_attempt: Callable[[str], Path]
) -> None:
    halves = write_attempt("def softmax(scores):\n    return [0.5 for score in scores]\n")
    assert "exp overflows" not in kata("check", "0.1", halves, env=env).out


@pytest.mark.parametrize(
    ("body", "blame"),
    [
        ("1 / 0", "strange.py:4: diagnose: ZeroDivisionError: division by zero"),
        (
            "return 'nan'",
            "strange.py: diagnose: expected a Diagnosis with a name and a sentence, got 'nan'",
        ),
        (
            "return Diagnosis('', 'x')",
            "a name and a sentence, got Diagnosis(mistake='', says='x'",
        ),
    ],
)
def test_hook_diagnose_that_raises_or_talks_nonsense_costs_a_warning_and_not_the_cause(
    body: str, blame: str, kata: RunKata, wrong: Path, softmax: Path, write_plugin: WritePlugin
) -> None:
    source = (
        f"from kata_runner import Diagnosis, hookimpl\n@hookimpl\ndef "
        f"diagnose(outcome):\n    {body}\n"
    )
    env = {"PYTHONPATH": str(write_plugin("strange", source))}
    done = kata("check", "0.1", wrong, "--pack", softmax, env=env)
    assert done.code == 1
    assert "Nothing is subtracted before exp" in " ".join(done.out.split())
    [warning] = done.err.splitlines()
    assert warning.startswith("kata: warning: pack 'strange': ")
    assert blame in warning


def test_hook_score_decides_the_score(
    kata: RunKata, env: Mapping[str, str], wrong: Path, softmax: Path
) -> None:
    theirs = kata("check", "0.1", wrong, "--format", "short", env=env)
    built_in = kata("check", "0.1", wrong, "--json", "--pack", softmax)
    assert (theirs.code, theirs.out) == (1, "0.1 failed 0/3\n"), (
        "this pack gives all points or none"
    )
    assert '"score": 1.0' in built_in.out, "without the pack's plugin the points are added up"


def test_hook_attempt_graded_is_told_of_each_report(
    kata: RunKata, env: Mapping[str, str], right: Path, wrong: Path
) -> None:
    log = Path(env["SOFTMAX_PACK_LOG"])
    log.unlink(missing_ok=True)
    kata("check", "0.1", right, env=env)
    kata("check", "0.1", wrong, env=env)
    assert log.read_text(encoding="utf-8") == "0.1 passed\n0.1 failed\n"


def test_hook_attempt_graded_that_raises_costs_a_warning_and_not_the_grade(
    kata: RunKata, env: Mapping[str, str], right: Path, work: Path
) -> None:
    code, out, err = kata(
        "check", "0.1", right, "--format", "short", env={**env, "SOFTMAX_PACK_LOG": str(work)}
    )
    assert (code, out) == (0, "0.1 passed 3/3\n")
    assert len(err.splitlines()) == 1
    assert err.startswith("kata: warning: pack 'softmax' (softmax-pack 1.0): ")
    assert "attempt_graded: IsADirectoryError" in err
