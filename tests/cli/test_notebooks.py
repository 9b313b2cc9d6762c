"""Notebooks are checked, run and graded; what is exported from them is met with a word."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import RunKata

SOLUTION = "def softmax(scores):\n    e = np.exp(scores - np.max(scores))\n    return e / e.sum()"
BROKEN = "def softmax(scores:\n    return scores"
CRASHING = "def softmax(scores):\n    x = 1\n    return scores.nothing"


def notebook(path: Path, *cells: str) -> Path:
    text = {"cell_type": "markdown", "source": "# My work"}
    data = {"cells": [text, *({"cell_type": "code", "source": cell} for cell in cells)]}
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def test_a_notebook_is_checked_and_run(kata: RunKata, softmax: Path, work: Path) -> None:
    file = notebook(
        work / "mine.ipynb", "%matplotlib inline\n!pip install numpy\nimport numpy as np", SOLUTION
    )
    assert kata("check", "0.1", file.name, "--pack", softmax).code == 0
    assert kata("run", "0.1", file.name, "--pack", softmax).code == 0


@pytest.mark.parametrize(("command", "code"), [("check", 4), ("run", 4)])
def test_an_error_is_told_by_its_cell(
    kata: RunKata, softmax: Path, work: Path, command: str, code: int
) -> None:
    notebook(work / "mine.ipynb", "import numpy as np", BROKEN)
    ended = kata(command, "0.1", "mine.ipynb", "--pack", softmax)
    assert ended.code == code
    assert "mine.ipynb: cell 3, line 1: SyntaxError" in ended.out


def test_a_line_that_raises_is_told_by_its_cell(kata: RunKata, softmax: Path, work: Path) -> None:
    notebook(work / "mine.ipynb", "import numpy as np", CRASHING)
    assert (
        "mine.ipynb, cell 3, line 3, in softmax"
        in kata("check", "0.1", "mine.ipynb", "--pack", softmax).out
    )


def test_a_class_hands_in_notebooks(kata: RunKata, softmax: Path, work: Path) -> None:
    for name, cell in (("ada", SOLUTION), ("bob", BROKEN)):
        (work / "class" / name).mkdir(parents=True)
        notebook(work / "class" / name / "softmax.ipynb", "import numpy as np", cell)
    (work / "class" / "eve.ipynb").write_text("no notebook", encoding="utf-8")
    assert kata("grade", "0.1", "class", "--pack", softmax, "--out", "out").code == 0
    with (work / "out" / "grades.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row["student"]: row for row in csv.DictReader(file)}
    assert [rows[name]["status"] for name in ("ada", "bob", "eve")] == [
        "passed",
        "unrunnable",
        "refused",
    ]
    assert "cell 3, line 1" in rows["bob"]["reason"]
    assert rows["eve"]["reason"].startswith("eve.ipynb is not a notebook that can be read")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (
            "!pip install numpy",
            "`!pip install numpy` is a command for the shell, no Python: delete the line",
        ),
        (
            "%matplotlib inline",
            "`%matplotlib inline` is a command of notebooks, no Python: delete the line",
        ),
        ("np.tanh?", "`np.tanh?` is a question to a notebook, no Python: delete the line"),
        (
            "get_ipython().run_line_magic('time', '')",
            "get_ipython() belongs to notebooks: delete the line",
        ),
        ("display(np.zeros(3))", "display() belongs to notebooks: delete the line"),
    ],
)
def test_what_was_exported_from_a_notebook_gets_a_sentence(
    kata: RunKata, softmax: Path, work: Path, line: str, words: str
) -> None:
    (work / "softmax.py").write_text(
        f"import numpy as np\n\n{line}\n\n{SOLUTION}\n", encoding="utf-8"
    )
    ended = kata("check", "0.1", "softmax.py", "--pack", softmax)
    assert ended.code == 4
    assert words in " ".join(ended.out.split())


def test_what_is_there_only_while_a_notebook_is_open_is_said_so(
    kata: RunKata, softmax: Path, work: Path
) -> None:
    file = notebook(work / "mine.ipynb", "display(1)", SOLUTION)
    ended = kata("check", "0.1", file.name, "--pack", softmax)
    assert (
        "display() belongs to notebooks, and none is open when yours is graded: delete the line."
        in ended.out
    )
    assert "hand in the notebook" not in ended.out
