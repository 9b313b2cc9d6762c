"""The guide to the API in a notebook's kernel, and its reward for a thousand sources."""

from __future__ import annotations

import asyncio
import shutil
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any, cast

import pytest

from kata_runner import Grader, Job, Run, Sandbox
from tests.helpers.commands import ROOT
from tests.helpers.documents import GUIDES, Block, blocks_in
from tests.helpers.thorough import IS_THOROUGH

pytestmark = pytest.mark.slow

SOURCES = 1000 if IS_THOROUGH else 100
UNLUCKY = "#unlucky"
Rate = Callable[[Grader, str, list[str]], AsyncIterator[tuple[int, float | None, str]]]


def guide_blocks() -> list[Block]:
    """The blocks of the guide."""
    return blocks_in((GUIDES / "api.md").read_text(encoding="utf-8"))


def scripts() -> dict[str, str]:
    """Each script of the guide by its name, as a cell of a notebook; the last cell has no name."""
    cells = {block.file: block.content for block in guide_blocks() if block.language == "python"}
    return {
        name: text.replace("asyncio.run(main())", "await main()") for name, text in cells.items()
    }


def shown(name: str) -> str:
    """What the guide shows that a script prints."""
    command = f"$ python3 {name}\n"
    [block] = [block for block in guide_blocks() if block.content.startswith(command)]
    return block.content.removeprefix(command)


def printed(cell: Any) -> str:
    """What a cell of a notebook printed."""
    assert [output for output in cell.outputs if output.output_type != "stream"] == []
    return "".join(output.text for output in cell.outputs if output.name == "stdout")


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
def test_the_guide_runs_in_the_kernel_of_a_notebook(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import nbformat.v4 as notebooks
    from nbclient import NotebookClient

    for name in ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR", "KATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    monkeypatch.setenv("JUPYTER_PLATFORM_DIRS", "1")
    attempt = ROOT / "solutions" / "lstm_limitations" / "solution.py"
    shutil.copy(attempt, tmp_path / "lstm_limitations.py")
    cells = scripts()
    notebook = notebooks.new_notebook(
        cells=[notebooks.new_code_cell(text) for text in cells.values()]
    )
    resources = {"metadata": {"path": str(tmp_path)}}
    NotebookClient(notebook, timeout=120, kernel_name="python3", resources=resources).execute()
    outputs = dict(zip(cells, map(printed, notebook.cells), strict=True))
    assert outputs.pop("") == "failed 0.0\n"
    assert set(outputs) == {"grade_one.py", "grade_sources.py", "rewards.py"}
    assert outputs == {name: shown(name) for name in outputs}


@pytest.fixture
def rate() -> Rate:
    """The function of the guide that rates sources."""
    names: dict[str, object] = {}
    text = scripts()["rewards.py"].replace("await main()", "")
    exec(compile(text, "rewards.py", "exec"), names)
    return cast("Rate", names["rate"])


def test_sources_are_rated_and_each_verdict_says_whose_it_is(
    rate: Rate, softmax: Path, right: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = right.read_text(encoding="utf-8")
    kinds = [source, source.replace("np.exp", "np.sin"), "def softmax(", "", UNLUCKY]
    sources = [kinds[index % len(kinds)] for index in range(SOURCES)]
    run_many = Sandbox.run_many

    def with_faults(
        self: Sandbox, jobs: Iterator[Job], in_flight: int | None = None
    ) -> Iterator[tuple[Job, Run]]:
        for job, run in run_many(self, jobs, in_flight):
            is_unlucky = job.attempt.source == UNLUCKY.encode()
            yield job, Run(fault="no memory") if is_unlucky else run

    monkeypatch.setattr(Sandbox, "run_many", with_faults)

    async def rate_all() -> list[tuple[int, float | None, str]]:
        with Grader([softmax]) as grader:
            return [verdict async for verdict in rate(grader, "0.1", sources)]

    verdicts = asyncio.run(rate_all())
    assert sorted(index for index, _, _ in verdicts) == list(range(SOURCES))
    by_kind = Counter((index % len(kinds), reward, whose) for index, reward, whose in verdicts)
    assert by_kind == {
        (0, 1.0, "the source's: passed"): SOURCES // 5,
        (1, 0.0, "the source's: failed"): SOURCES // 5,
        (2, 0.0, "the source's: unrunnable"): SOURCES // 5,
        (3, 0.0, "the source's: failed"): SOURCES // 5,
        (4, None, "ours"): SOURCES // 5,
    }
