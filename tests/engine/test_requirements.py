"""What a package requires is visible where attempts run too: transitively, as far as markers say
so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kata_runner.engine import interpreter
from kata_runner.engine.job import Job
from kata_runner.engine.requirements import resolve
from kata_runner.engine.sandbox import Sandbox
from kata_runner.model import Attempt, Kata

Install = Callable[..., None]
ALPHA = (
    "import importlib.metadata\nimport beta\nVERSION = "
    "importlib.metadata.version('kata-alpha')\nvalue = beta.value\n"
)
BETA = "import gamma\nvalue = gamma.value\n"


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Puts a distribution with one module where Python finds both."""
    site = tmp_path / "site"
    site.mkdir()
    monkeypatch.syspath_prepend(str(site))
    resolve.cache_clear()

    def install(name: str, module: str, source: str, *requires: str) -> None:
        (site / module).mkdir()
        (site / module / "__init__.py").write_text(source, encoding="utf-8")
        info = site / f"{name.replace('-', '_')}-1.0.dist-info"
        info.mkdir()
        lines = [
            "Metadata-Version: 2.1",
            f"Name: {name}",
            "Version: 1.0",
            *(f"Requires-Dist: {one}" for one in requires),
        ]
        (info / "METADATA").write_text("\n".join(lines) + "\n", encoding="utf-8")
        record = f"{module}/__init__.py,,\n{info.name}/METADATA,,\n{info.name}/RECORD,,\n"
        (info / "RECORD").write_text(record, encoding="utf-8")

    yield install
    resolve.cache_clear()


@pytest.fixture
def chain(install: Install) -> None:
    """A package that needs another, which needs one more, and by markers others that it does
    not.
    """
    install(
        "kata-alpha",
        "alpha",
        ALPHA,
        "Kata_Beta[more] >=1",
        'kata-never; python_version < "3"',
        "kata-nowhere",
        "= 3",
    )
    install("kata-beta", "beta", BETA, "kata-gamma (>=1.0)", 'kata-delta; extra == "more"',
            'kata-never; extra == "docs"')  # fmt: skip
    install("kata-gamma", "gamma", "value = 42\n", "kata-alpha")
    install("kata-delta", "delta", "")
    install("kata-never", "never", "")


@pytest.mark.usefixtures("chain")
def test_all_that_is_required_and_nothing_else() -> None:
    names, folders = resolve(frozenset({"alpha"}))
    assert set(names) == {"alpha", "beta", "gamma", "delta"}
    assert {Path(folder).name.partition("-")[0] for folder in folders} == {
        f"kata_{name}" for name in names
    }


@pytest.mark.usefixtures("chain")
def test_what_is_not_required_stays_hidden() -> None:
    visible = [Path(path).name for path in interpreter.visible(["numpy", "alpha"])]
    assert {"alpha", "beta", "gamma", "delta"} <= set(visible) and "never" not in visible
    assert not {"alpha", "beta"} & {Path(path).name for path in interpreter.visible(["numpy"])}


@pytest.mark.linux
@pytest.mark.usefixtures("chain")
@pytest.mark.parametrize("level", ["full", "kernel", "process"])
def test_a_kata_keeps_its_level(level: str, lstm: Kata) -> None:
    source = (
        b"import alpha\n\ndef attention_ops(length, hidden):\n    return length * hidden "
        b"* alpha.value\n"
    )
    kata = replace(lstm, packages=("numpy", "alpha"))
    with Sandbox(level) as sandbox:
        run = sandbox.run(Job(kata, Attempt(Path("a.py"), source, ""), ["attention_counts"]))
        assert (run.level, sandbox.fallback, run.unloadable) == (level, "", None)
        assert run.results["attention_counts"].table is not None
        assert run.results["attention_counts"].table.rows[0][1] == 42


@pytest.mark.usefixtures("chain")
def test_an_attempt_may_import_what_its_kata_lists_and_not_what_that_requires(lstm: Kata) -> None:
    kata = replace(lstm, packages=("numpy", "alpha"))
    with Sandbox() as sandbox:
        run = sandbox.run(
            Job(kata, Attempt(Path("a.py"), b"import beta\n", ""), ["attention_counts"])
        )
    assert (
        run.unloadable and "beta cannot be imported here: this kata allows" in run.unloadable.text
    )
