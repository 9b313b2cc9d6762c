"""`kata run`: the demo, and with a file the learner's figures beside the reference's."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import RunKata


def test_the_demo_shows_the_tables_of_the_reference(kata: RunKata, softmax: Path) -> None:
    code, out, err = kata("run", "0.1", "--pack", softmax)
    assert (code, err) == (0, "")
    assert "The scores 1, 2, 3 become probabilities." in out
    rows = [line.split() for line in out.splitlines()]
    for row in (["1", "0.0900306"], ["2", "0.244728"], ["3", "0.665241"]):
        assert row in rows
    assert "expected" not in out


def test_probes_are_not_shown(kata: RunKata, softmax: Path) -> None:
    assert "thousands" not in kata("run", "0.1", "--pack", softmax).out


def test_with_a_file_the_learners_figures_have_the_expected_ones_below_what_is_wrong(
    kata: RunKata, softmax: Path, work: Path
) -> None:
    (work / "mine.py").write_text(
        "def softmax(scores):\n    return [0.25, 0.25, 0.5]\n", encoding="utf-8"
    )
    code, out, _ = kata("run", "0.1", "mine.py", "--pack", softmax)
    assert code == 0
    lines = [line.split() for line in out.splitlines()]
    index = lines.index(["3", "✗", "0.5"])
    assert lines[index + 1] == ["0.665241"]
    assert "✗ is wrong: the expected value stands below it." in out


def test_a_right_table_is_shown_once(kata: RunKata, softmax: Path, right: Path) -> None:
    _, out, _ = kata("run", "0.1", right, "--pack", softmax)
    assert out.count("0.665241") == 1 and "✗" not in out
    assert "✓ your code gives what is expected." in out


def test_as_json_the_rows_are_the_references(kata: RunKata, softmax: Path) -> None:
    data = json.loads(kata("run", "0.1", "--json", "--pack", softmax).out)
    assert (data["format"], data["kata"]) == (1, "0.1")
    (experiment,) = data["experiments"]
    assert experiment.keys() == {"name", "title", "columns", "rows", "notes"}
    assert (experiment["name"], experiment["title"]) == ("three_scores", "Three scores")
    assert experiment["columns"] == ["score", "probability"]
    assert [row[0] for row in experiment["rows"]] == [1, 2, 3]
    assert sum(row[1] for row in experiment["rows"]) == pytest.approx(1)


def test_as_json_with_a_file_the_rows_are_the_learners(
    kata: RunKata, softmax: Path, work: Path
) -> None:
    (work / "mine.py").write_text(
        "def softmax(scores):\n    return [0.25, 0.25, 0.5]\n", encoding="utf-8"
    )
    data = json.loads(kata("run", "0.1", "mine.py", "--json", "--pack", softmax).out)
    (experiment,) = data["experiments"]
    assert experiment["rows"] == [[1, 0.25], [2, 0.25], [3, 0.5]]
    assert [row[1] for row in experiment["expected_rows"]] == pytest.approx(
        [0.0900306, 0.2447285, 0.6652410]
    )


def test_what_a_function_does_not_give_is_said_in_its_place(
    kata: RunKata, softmax: Path, work: Path
) -> None:
    (work / "mine.py").write_text("def softmax(scores):\n    return scores[7]\n", encoding="utf-8")
    code, out, err = kata("run", "0.1", "mine.py", "--pack", softmax)
    assert (code, err) == (0, "")
    assert "your code: IndexError: list index out of range" in out
    assert "  mine.py, line 2, in softmax\n    return scores[7]\n" in out, "as check shows it"
    assert "0.665241" in out, "the expected figures are shown all the same"


def test_a_file_that_does_not_load_ends_with_4(kata: RunKata, softmax: Path, work: Path) -> None:
    (work / "mine.py").write_text("def softmax(:\n", encoding="utf-8")
    code, out, err = kata("run", "0.1", "mine.py", "--pack", softmax)
    assert code == 4
    assert "line 1: SyntaxError" in out + err
    assert "Traceback" not in out + err


def test_a_file_that_does_not_load_is_json_where_json_is_asked_for(
    kata: RunKata, softmax: Path, work: Path
) -> None:
    (work / "broken.py").write_text("def softmax(:\n", encoding="utf-8")
    code, out, _ = kata("run", "0.1", work / "broken.py", "--pack", softmax, "--json")
    data = json.loads(out)
    assert code == 4
    assert (data["format"], data["kata"], data["experiments"]) == (1, "0.1", [])
    assert data["message"].startswith("broken.py: line 1: SyntaxError")
