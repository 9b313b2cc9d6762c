"""`kata check`: the exit code is the verdict, and the JSON is a contract."""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import RunKata
    from tests.helpers.commands import Ended

SCHEMA = json.loads(
    (Path(__file__).parents[1] / "schemas" / "check.json").read_text(encoding="utf-8")
)
QUICK = "\n[limits]\ncpu = 0.3\nwall = 1.0\ntotal = 3.0\n"
ENDLESS = "def softmax(scores):\n    while True:\n        pass\n"


@pytest.fixture(scope="module")
def failed(kata_anywhere: RunKata, softmax: Path, wrong: Path) -> Ended:
    """A failed attempt, as JSON."""
    return kata_anywhere("check", "0.1", wrong, "--json", "--pack", softmax)


@pytest.fixture
def quick(own_softmax: Path) -> Path:
    """The softmax pack, with limits that are soon reached."""
    with (own_softmax / "katas" / "softmax" / "kata.toml").open("a", encoding="utf-8") as file:
        file.write(QUICK)
    return own_softmax


def checked(ended: Ended) -> Any:
    """The JSON of a check, which keeps the contract."""
    data = json.loads(ended.out)
    jsonschema.validate(data, SCHEMA)
    return data


def outcomes(data: Any) -> dict[str, str]:
    return {outcome["name"]: outcome["status"] for outcome in data["outcomes"]}


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_a_right_attempt_exits_with_0(kata: RunKata, softmax: Path, right: Path) -> None:
    data = checked(ended := kata("check", "0.1", right, "--json", "--pack", softmax))
    assert (ended.code, ended.err) == (0, "")
    assert (data["status"], data["passed"], data["score"]) == ("passed", True, 3)


def test_a_wrong_attempt_exits_with_1(failed: Ended) -> None:
    data = checked(failed)
    assert (failed.code, failed.err) == (1, "")
    assert (data["status"], data["passed"], data["score"]) == ("failed", False, 1)


def test_wrong_use_exits_with_2(kata: RunKata, softmax: Path, right: Path) -> None:
    for arguments in (
        ["nosuch", right],
        ["0.1", "nosuch.py"],
        ["0.1", right, "--format", "nosuch"],
        [],
        ["0.1", right, "--seed", "-1"],
        ["0.1", right, "--nosuch"],
    ):
        code, out, err = kata("check", *arguments, "--pack", softmax)
        assert (code, out) == (2, ""), arguments
        assert "Traceback" not in err


@pytest.mark.parametrize(
    ("part", "content", "said"),
    [
        (
            "solutions/softmax/solution.py",
            "def softmax(scores):\n    return 1 / 0\n",
            "'three_scores': ZeroDivisionError",
        ),
        (
            "solutions/softmax/solution.py",
            "def softmax(:\n",
            "solution.py:1: the reference does not load: SyntaxError",
        ),
        (
            "katas/softmax/experiments.py",
            "import nothing_at_all\n",
            "experiments.py:1: ModuleNotFoundError",
        ),
        (
            "katas/softmax/experiments.py",
            "def f(:\n",
            "experiments.py:1: SyntaxError: invalid syntax",
        ),
        ("solutions/softmax/expected.json", "{", "expected.json: damaged"),
    ],
)
def test_a_fault_of_the_kata_exits_with_3_and_blames_no_learner(
    kata: RunKata, own_softmax: Path, right: Path, part: str, content: str, said: str
) -> None:
    (own_softmax / part).write_text(content, encoding="utf-8")
    code, out, err = kata("check", "0.1", right, "--pack", own_softmax)
    assert (code, out) == (3, "")
    assert len(err.splitlines()) == 1
    assert err.startswith("kata: error: ")
    assert said in err


@pytest.mark.parametrize(
    ("source", "status"),
    [(ENDLESS, "timed_out"), ("import os\n\n\ndef softmax(scores):\n    os._exit(3)\n", "killed")],
)
def test_an_attempt_that_does_not_come_to_its_end_exits_with_4(
    kata: RunKata, quick: Path, write_attempt: Callable[[str], Path], source: str, status: str
) -> None:
    write_attempt(source)
    data = checked(ended := kata("check", "0.1", "--json", "--pack", quick))
    assert (ended.code, ended.err) == (4, "")
    assert (data["status"], data["passed"]) == ("unrunnable", False)
    assert outcomes(data)["three_scores"] == status


def test_an_attempt_that_does_not_load_exits_with_4(
    kata: RunKata, softmax: Path, write_attempt: Callable[[str], Path]
) -> None:
    write_attempt("def softmax(scores):\n    return [\n")
    data = checked(ended := kata("check", "0.1", "--json", "--pack", softmax))
    assert (ended.code, ended.err) == (4, "")
    assert data["status"] == "unrunnable"
    assert data["message"].startswith("softmax.py: line 2: SyntaxError: ")
    assert data["score"] == 0


def test_a_hang_in_one_experiment_keeps_the_others_credit(
    kata: RunKata, quick: Path, write_attempt: Callable[[str], Path]
) -> None:
    write_attempt(
        "import numpy as np\n\n\ndef softmax(scores):\n    while len(scores) == 5:\n        pass\n"
        "    e = np.exp(scores - np.max(scores))\n    return e / e.sum()\n"
    )
    data = checked(kata("check", "0.1", "--json", "--pack", quick))
    assert outcomes(data) == {"three_scores": "passed", "large_scores": "timed_out"}
    assert data["score"] == 1


@pytest.mark.linux
@pytest.mark.skipif(sys.platform != "linux", reason="the walls are Linux's")
@pytest.mark.parametrize(
    ("demanded", "has_bubblewrap", "level"),
    [
        ("full,kernel", True, "full"),
        ("kernel,full", True, "kernel"),
        ("full,kernel", False, "kernel"),
        ("full,process", False, "process"),
        ("kernel", True, "kernel"),
        ("full", False, None),
    ],
)
def test_of_the_levels_that_are_demanded_the_first_that_can_be_had_is_taken(
    kata: RunKata,
    softmax: Path,
    right: Path,
    tmp_path: Path,
    demanded: str,
    has_bubblewrap: bool,
    level: str | None,
) -> None:
    env = {} if has_bubblewrap else {"PATH": str(tmp_path)}
    ended = kata(
        "check", "0.1", right, "--json", "--pack", softmax, "--isolation", demanded, env=env
    )
    if level is None:
        assert (ended.code, ended.out) == (3, "")
        assert "bubblewrap is not installed" in ended.err
    else:
        assert checked(ended)["isolation"]["level"] == level


@pytest.mark.parametrize(("demanded", "word"), [("full,total", "total"), ("", ""), ("full,", "")])
def test_a_word_that_is_no_level_is_wrong_use(
    kata: RunKata, right: Path, demanded: str, word: str
) -> None:
    ended = kata("check", "0.1", right, "--isolation", demanded)
    assert (ended.code, ended.out) == (2, "")
    assert f"{word!r} is not a level of isolation: choose one of full, kernel, process" in ended.err


def test_every_key_of_the_contract_is_there(failed: Ended, wrong: Path) -> None:
    data = checked(failed)
    assert data.keys() >= set(SCHEMA["required"])
    assert (data["format"], data["kata"], data["name"]) == (1, "0.1", "softmax")
    assert data["attempt"] == {
        "path": str(wrong),
        "sha256": hashlib.sha256(wrong.read_bytes()).hexdigest(),
    }
    assert (data["max_score"], data["seed"]) == (3, 0)
    assert data["isolation"].keys() >= {"level", "layers"}
    assert [outcome["name"] for outcome in data["outcomes"]] == ["three_scores", "large_scores"]


def test_an_outcome_says_what_should_hold_and_where_it_does_not(failed: Ended) -> None:
    passed, wrong = checked(failed)["outcomes"]
    assert (passed["points"], passed["max_points"]) == (1, 1)
    assert (wrong["points"], wrong["max_points"]) == (0, 2)
    assert wrong["sentence"] == "Scores in the thousands do not overflow, and nobody changes them."
    assert wrong["first_difference"]["row"] == 0
    assert wrong["first_difference"]["actual"] in ("nan", 0.0), "JSON has no number for nan"
    assert wrong["first_difference"]["column"] in wrong["message"]


def test_json_and_format_json_are_the_same(
    kata: RunKata, softmax: Path, failed: Ended, wrong: Path
) -> None:
    same = checked(kata("check", "0.1", wrong, "--format", "json", "--pack", softmax))
    assert {**same, "seconds": 0} == {**json.loads(failed.out), "seconds": 0}


@pytest.mark.thorough
def test_a_seed_gives_the_same_report_every_time_and_another_seed_another_one(
    kata: RunKata, softmax: Path, write_attempt: Callable[[str], Path]
) -> None:
    write_attempt("def softmax(scores):\n    return [float(score) for score in scores]\n")

    def report(seed: int) -> Any:
        return checked(kata("check", "0.1", "--seed", seed, "--json", "--pack", softmax))

    first, again, other = report(7), report(7), report(8)
    assert (first["seed"], other["seed"]) == (7, 8)
    assert first["outcomes"] == again["outcomes"]
    shown, probe = range(2)
    assert first["outcomes"][shown] == other["outcomes"][shown]
    assert first["outcomes"][probe]["message"] != other["outcomes"][probe]["message"]


def test_the_seed_is_printed(kata: RunKata, softmax: Path, right: Path) -> None:
    assert "seed 7" in kata("check", "0.1", right, "--seed", "7", "--pack", softmax).out


def test_what_an_attempt_prints_is_shown_with_its_outcome_and_costs_nothing(
    kata: RunKata, softmax: Path, right: Path, write_attempt: Callable[[str], Path]
) -> None:
    source = right.read_text(encoding="utf-8").replace(
        "    e = ", "    print('looking at', len(scores))\n    e = "
    )
    write_attempt(source)
    data = checked(ended := kata("check", "0.1", "--json", "--pack", softmax))
    assert (ended.code, ended.err) == (0, "")
    assert [outcome["output"] for outcome in data["outcomes"]] == ["looking at 3", "looking at 5"]


def test_the_built_in_kata_keeps_the_contract_too(kata: RunKata) -> None:
    attempts = Path(__file__).parents[1] / "attempts" / "lstm_limitations" / "wrong"
    data = checked(
        ended := kata("check", "6.3", attempts / "lstm_no_tanh_on_candidate.py", "--json")
    )
    assert ended.code == 1
    blocked = [outcome for outcome in data["outcomes"] if outcome["status"] == "blocked"]
    assert blocked
    assert all(outcome["message"] == "Waits for candidate." for outcome in blocked)
    assert all(outcome["first_difference"] is None for outcome in blocked)


@pytest.mark.parametrize("columns", ["40", "80", "200"])
def test_the_json_says_what_the_terminal_shows(
    kata: RunKata, softmax: Path, wrong: Path, failed: Ended, columns: str
) -> None:
    shown = " ".join(
        kata("check", "0.1", wrong, "-v", "--pack", softmax, env={"COLUMNS": columns}).out.split()
    )
    for outcome in checked(failed)["outcomes"]:
        assert " ".join(outcome["message"].split()) in shown
        assert outcome["status"] == "passed" or " ".join(outcome["sentence"].split()) in shown


@pytest.mark.parametrize(("columns", "lines"), [(40, 32), (80, 24)])
def test_what_is_said_of_an_outcome_fits_on_a_screen(
    kata: RunKata, softmax: Path, wrong: Path, columns: int, lines: int
) -> None:
    out = kata("check", "0.1", wrong, "--pack", softmax, env={"COLUMNS": str(columns)}).out
    explained = out[out.index("\nsoftmax: large_scores\n") : out.index("It printed:")].splitlines()
    assert len(explained) < lines
    assert [line for line in explained if len(line) > columns and ": kata " not in line] == []


def test_without_an_id_the_kata_is_the_one_that_lies_here_or_that_the_file_is_of(
    kata: RunKata, softmax: Path, right: Path, work: Path
) -> None:
    env = {"KATA_DISABLED_PLUGINS": "builtin", "KATA_PACKS": str(softmax)}
    source = right.read_text(encoding="utf-8")
    (work / "my_own.py").write_text(source, encoding="utf-8")
    for arguments in ((), ("my_own.py",)):
        code, out, err = kata("check", *arguments, env=env)
        assert (code, err) == (0, "")
        assert out.startswith("0.1 Softmax: my_own.py\n")
