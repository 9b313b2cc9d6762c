"""The notebook of a kata in a real kernel: from the starter to a pass, and what the magics show."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from kata_runner.cli.start import command
from tests.helpers.commands import ROOT

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning"),
]
SOLUTION = ROOT / "solutions" / "lstm_limitations" / "solution.py"


@pytest.fixture(scope="module")
def notebook(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The notebook as `kata start` writes it."""
    import nbformat

    folder = tmp_path_factory.mktemp("notebook")
    result = CliRunner().invoke(command, ["6.3", str(folder), "--notebook"])
    assert result.exit_code == 0, result.output
    notebook = nbformat.read(folder / "lstm_limitations.ipynb", as_version=4)
    nbformat.validate(notebook)
    return notebook


@pytest.fixture(scope="module")
def client(notebook: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A kernel that all tests share."""
    from nbclient import NotebookClient

    folder = tmp_path_factory.mktemp("kernel")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR", "KATA_HOME"):
            patch.setenv(name, str(folder / name))
        patch.setenv("JUPYTER_PLATFORM_DIRS", "1")
        resources = {"metadata": {"path": str(folder)}}
        client = NotebookClient(notebook, timeout=300, kernel_name="python3", resources=resources)
        with client.setup_kernel():
            run(client, "%load_ext kata_runner")
            client.nb.cells.pop()  # what is left is the notebook as it was written
            yield client


def run(client: Any, source: str, tags: tuple[str, ...] = ()) -> list[Any]:
    """The outputs of a cell."""
    import nbformat.v4 as notebooks

    cell = notebooks.new_code_cell(source, metadata={"tags": list(tags)})
    client.nb.cells.append(cell)
    outputs: list[Any] = client.execute_cell(cell, len(client.nb.cells) - 1).outputs
    return outputs


def shown(outputs: list[Any]) -> dict[str, str]:
    """The forms of the one thing that a cell displays."""
    [data] = [output.data for output in outputs if output.output_type == "execute_result"]
    return dict(data)


@pytest.mark.thorough
def test_the_notebook_runs_from_top_to_bottom_and_passes_when_it_is_written(client: Any) -> None:
    code = [cell for cell in client.nb.cells if cell.cell_type == "code"]
    for cell in code:
        client.execute_cell(cell, client.nb.cells.index(cell))
    *_, check, demo = code
    assert "FAILED  0 of" in shown(check.outputs)["text/plain"]
    assert "<svg" in shown(demo.outputs)["text/html"].replace("&lt;", "<")

    source = SOLUTION.read_text(encoding="utf-8")
    for node in ast.parse(source).body:
        run(client, ast.get_source_segment(source, node) or "")
    run(client, "tried = lstm_ops(10, 3, 4); not_there_elsewhere = open('x', 'w')")
    passed = shown(run(client, "%kata check 6.3"))
    assert "PASSED" in passed["text/plain"]
    assert "iframe" in passed["text/html"]
    assert (
        "PASSED"
        not in shown(run(client, "%%kata check 6.3\ndef lstm_ops(a, b, c): return 1"))["text/plain"]
    )


def test_a_failure_is_told_by_its_cell(client: Any) -> None:
    outputs = run(
        client, "%%kata check 6.3\nhelper = 1\n\ndef attention_ops(n, h):\n    return n / 0"
    )
    text = shown(outputs)["text/plain"]
    assert re.search(r"cell \d+, line 5", text), text


RIGHT = "def attention_ops(length, hidden):\n    return length * length * hidden"


def check_part(client: Any, *cells: str) -> str:
    """The report on a part after some cells, of which any may fail."""
    for cell in cells:
        run(client, cell, tags=("raises-exception",))
    return shown(run(client, "%kata check 6.3 --only attention_ops"))["text/plain"]


@pytest.mark.parametrize(
    "cells",
    [
        [f"{RIGHT} * ONE", "ONE = 2", "ONE = ONE / 2"],
        [
            RIGHT,
            "def twice(f):\n    return lambda *a: f(*a)",
            "attention_ops = twice(attention_ops)",
        ],
        ["try:\n    import math as m\nexcept ImportError:\n    pass", f"{RIGHT} * m.cos(0)"],
        ["P = {}\nP.update(one=1)", f"{RIGHT} * P['one']"],
        [RIGHT, "1 / 0\ndef attention_ops(length, hidden):\n    return -length"],
    ],
)
def test_the_verdict_is_that_of_the_functions_in_the_session(cells: list[str], client: Any) -> None:
    assert "PASSED" in check_part(client, *cells)


def test_a_report_recommends_what_a_cell_can_run(client: Any) -> None:
    text = shown(run(client, "%%kata check 6.3\ndef attention_ops(n, h): return -n"))["text/plain"]
    commands = re.findall(r"%?kata .*", text)
    assert "%kata run 6.3 --mine" in commands
    assert "%kata check 6.3 -v" in commands
    for line in commands:
        assert line.startswith("%kata"), text
        assert run(client, line), line


def test_options_of_check_and_run_are_those_of_the_commands(client: Any) -> None:
    text = shown(run(client, "%kata check 6.3 --seed 7 -v"))["text/plain"]
    assert "seed 7" in text
    assert len(text.splitlines()) > len(
        shown(run(client, "%kata check 6.3 --seed 7"))["text/plain"].splitlines()
    )
    demo = shown(run(client, "%kata run 6.3 --only what_is_left --set forget_bias=3"))
    assert "forget_bias = 3" in demo["text/plain"]
    assert len(demo["text/plain"]) < len(shown(run(client, "%kata run 6.3"))["text/plain"]) / 3


def test_cells_that_do_not_load_are_named_in_a_demo_and_in_a_report(client: Any) -> None:
    run(client, f"\n\nlines = open('new', 'w+').readlines()\n{RIGHT} + len(lines)")
    for line in ("%kata run 6.3 --mine", "%kata check 6.3"):
        text = shown(run(client, line))["text/plain"]
        assert re.search(r"cell \d+, line 3", text), text
    run(client, f"lines = []\n{RIGHT}")


def test_a_statement_that_may_be_missing_is_named_below_a_failure(client: Any) -> None:
    run(client, "def fill(p): p['one'] = 1")
    run(client, "P = {}\nfill(P)")
    run(client, f"{RIGHT} * P['one']")
    outputs = run(client, "%kata check 6.3 --only attention_ops")
    [printed] = [output.text for output in outputs if output.output_type == "stream"]
    assert re.fullmatch(r"cell \d+, line 2 is not graded: if it changes P, .*\n", printed)
    run(client, RIGHT)


def test_lessons_demos_and_all_else_are_shown(client: Any) -> None:
    assert "w_f" in shown(run(client, "%kata show 6.3 lstm_step"))["text/html"]
    own = shown(run(client, "%kata run 6.3 --mine --set forget_bias=3"))
    assert "forget_bias = 3" in own["text/plain"]
    [printed] = run(client, "%kata list")
    assert "LSTM Limitations" in printed.text


@pytest.mark.thorough
def test_a_control_is_a_slider(client: Any) -> None:
    outputs = run(client, "%kata run 6.3")
    widgets = [output for output in outputs if output.output_type == "display_data"]
    assert len(widgets) == 1
    assert "application/vnd.jupyter.widget-view+json" in widgets[0].data
    check = """
from kata_runner.api import Grader
from kata_runner.notebook import slider
with Grader() as grader:
    demo = grader.demo("6.3")
    prepared = grader.prepare(demo)
[widget] = slider.make_sliders(prepared)
assert widget.values[widget.index] == 1.0 and len(widget.pictures) == len(widget.values) > 9
assert len(set(widget.pictures)) == len(widget.pictures)
slider.find_spec = lambda name: None
assert slider.make_sliders(prepared) == []
"""
    assert run(client, check) == []


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("%kata", "say what"),
        ("%kata check 9.9", "9.9"),
        ("%kata check 6.1", "no cell that you ran defines a part"),
        ("%kata watch 6.3", "needs a terminal"),
        ("%kata run 6.3 --set x", "NAME=NUMBER"),
        ("%kata run 6.3 --speed", "unrecognized"),
        ("%kata run 6.3 --only speed", "no experiment that is shown has this name"),
        ("%kata check 6.3 --seed x", "x is not fresh and no number"),
        ("%%kata list\n1", "over a cell"),
    ],
)
def test_what_cannot_be_done_is_one_line(line: str, message: str, client: Any) -> None:
    outputs = run(client, line, tags=("raises-exception",))
    text = "".join(output.get("text", "") for output in outputs)
    assert message in text
    assert "Traceback" not in json.dumps(outputs)


def test_a_notebook_is_not_written_over_another(tmp_path: Path) -> None:
    arguments = ["6.3", str(tmp_path / "mine.ipynb"), "--notebook"]
    assert CliRunner().invoke(command, arguments).exit_code == 0
    result = CliRunner().invoke(command, arguments)
    assert "already exists and was not changed" in str(result.exception)
    result = CliRunner().invoke(command, ["6.3", "x.py", "--notebook"])
    assert "ends in .ipynb" in str(result.exception)


@pytest.mark.thorough
def test_the_other_notebook_passes_too(client: Any, tmp_path: Path) -> None:
    arguments = ["6.1", str(tmp_path), "--notebook"]
    assert "corpus.txt is data" in CliRunner().invoke(command, arguments).output
    cells = json.loads((tmp_path / "n_grams.ipynb").read_text(encoding="utf-8"))["cells"]
    code = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    for source in code[:-2]:
        run(client, source)
    assert "FAILED  0 of" in shown(run(client, code[-2]))["text/plain"]
    solution = ROOT / "solutions" / "n_grams" / "solution.py"
    run(client, solution.read_text(encoding="utf-8"))
    assert "PASSED" in shown(run(client, code[-2]))["text/plain"]
