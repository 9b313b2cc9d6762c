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
