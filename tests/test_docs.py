"""The README and the guides are true: their commands are run in order, their files are written, and
what comes is what they show.

`python -m tests.test_docs` writes what comes into them; `tests/helpers/documents.py` says how a
block is marked.
"""

from __future__ import annotations

import ast
import inspect
import json
import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml

from kata_runner import hookspecs
from kata_runner.cli.check import EXIT_CODES
from kata_runner.engine.levels import LEVELS
from kata_runner.errors import KataRunnerError, UsageError
from kata_runner.model import Limits
from kata_runner.reports import BUILTIN
from tests.helpers.commands import ROOT
from tests.helpers.documents import (
    GUIDES,
    README,
    Block,
    Session,
    blocks_in,
    documents,
    regenerate,
    rewrite,
    without_volatile,
    words_in,
)
from tests.helpers.gallery import FOLDER, draw_gallery

MAX_README_LINES = 160
UNMARKED = {"toml", "text", "json", "markdown", "yaml"}  # parsed where that means something
each_document = pytest.mark.parametrize("document", documents(), ids=lambda path: path.stem)
posix_only = pytest.mark.skipif(os.name != "posix", reason="the commands are for a POSIX shell")


def read(name: str) -> str:
    """The text of the README, or of a guide."""
    path = README if name == "README" else GUIDES / f"{name}.md"
    return path.read_text(encoding="utf-8")


@pytest.mark.slow
@posix_only
@each_document
def test_what_a_document_shows_is_what_comes(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    now, pictures = regenerate(text)
    assert without_volatile(now).splitlines() == without_volatile(text).splitlines(), (
        "python -m tests.test_docs"
    )
    for name, picture in pictures.items():
        drawn = words_in((ROOT / name).read_text(encoding="utf-8"))
        assert without_volatile(drawn) == without_volatile(words_in(picture)), name


def is_run(block: Block) -> bool:
    """Whether a block is run, or written into a file that is used."""
    is_used = {"write into", "a script"} & block.directives.keys()
    return block.language == "console" or bool(block.file) or bool(is_used)


@each_document
def test_every_block_is_run_or_says_why_not(document: Path) -> None:
    for block in blocks_in(document.read_text(encoding="utf-8")):
        is_marked = {"parsed:", "tested by", "the test command:"} & block.directives.keys()
        assert is_run(block) or is_marked or block.language in UNMARKED or is_first_command(block)
        if test := block.directives.get("tested by"):
            assert (ROOT / test).is_file()


def is_first_command(block: Block) -> bool:
    """Whether a block is the README's line that shows the demo, which begins as that of the tests
    does.
    """
    return block.content.startswith("python3 -m venv .venv && .venv/bin/pip install -q . && ")


@each_document
def test_every_block_is_in_its_language(document: Path) -> None:
    for block in blocks_in(document.read_text(encoding="utf-8")):
        parse(block.language, block.content)


def parse(language: str, content: str) -> None:
    """Raise an error for what is not in its language."""
    if language == "toml":
        tomllib.loads(content)
    elif language == "json":
        json.loads(content)
    elif language == "yaml":
        assert isinstance(yaml.safe_load(content), dict)
    elif language == "python":
        ast.parse(content)
    elif language in ("sh", "bash") and shutil.which("bash"):
        subprocess.run(["bash", "-n"], input=content, text=True, check=True)
    else:
        assert language in ("console", "markdown", "text", "sh", "bash")


def test_a_block_that_is_not_in_its_language_is_an_error() -> None:
    for language, content in [("yaml", "a: [b"), ("toml", "a ="), ("python", "a ="), ("rust", "")]:
        with pytest.raises((yaml.YAMLError, ValueError, SyntaxError, AssertionError)):
            parse(language, content)
    if shutil.which("bash"):
        with pytest.raises(subprocess.CalledProcessError):
            parse("bash", "if true; then")


def test_the_readme_is_one_page_and_shows_all_guides_it_should() -> None:
    text = read("README")
    assert len(text.splitlines()) <= MAX_README_LINES
    for link in re.findall(r"\]\(([^)]+)\)", text):
        assert (ROOT / link).is_file(), link


@each_document
def test_the_lines_of_a_guide_fit_a_terminal(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    for block in reversed(blocks_in(text)):
        text = text[: block.begin] + text[block.end :]
    assert [
        line
        for line in text.splitlines()
        if len(line) > 112 and not line.startswith(("|", "<!--", "!["))
    ] == []


def test_the_sessions_end_as_their_text_says() -> None:
    """Writing what comes cannot tell whether it should have come."""
    pattern = re.compile(r"^(FAILED|PASSED)  (\d+) of (\d+) points", re.MULTILINE)
    assert pattern.findall(read("README")) == [("FAILED", "0", "100")]
    assert pattern.findall(read("learners")) == [
        ("FAILED", "0", "100"),
        ("FAILED", "0", "100"),
        ("PASSED", "100", "100"),
    ]
    assert pattern.findall(read("authors")) == [("FAILED", "1", "3")]
    assert not re.search("^  ✗ ", read("authors"), re.MULTILINE), (
        "every check holds for the example"
    )
    assert "0 passed, 100%\n1 failed" in read("api")


def test_every_hook_is_in_the_guide() -> None:
    text = read("plugins")
    hooks = {
        name: value for name, value in vars(hookspecs).items() if hasattr(value, "kata_runner_spec")
    }
    assert hooks
    for name, hook in hooks.items():
        call = f"| `{name}({', '.join(inspect.signature(hook).parameters)})` |"
        assert text.count(call) == 1, f"plugins.md lacks the row {call} … |"
        assert text.count(f"\n@hookimpl\ndef {name}(") == 1, f"plugins.md lacks code for {name}"
    assert set(re.findall(r"^\| `(\w+)\(", text, re.MULTILINE)) == set(hooks)


def test_every_exit_code_is_in_the_guide() -> None:
    rows = {int(code) for code in re.findall(r"^\| (\d+) \|", read("learners"), re.MULTILINE)}
    assert rows == {*EXIT_CODES.values(), KataRunnerError.exit_code, UsageError.exit_code, 130}


@posix_only
def test_every_key_of_the_json_report_is_in_the_guide(tmp_path: Path) -> None:
    session = Session(tmp_path)
    session.output("kata start 6.3")
    report = json.loads("\n".join(session.output("kata check 6.3 --json")))
    text = read("instructors")
    table = text[text.index("| key |") : text.index("An outcome's status is")]
    keys = set(re.findall(r"`(\w+)`", table))
    assert {*report, *report["attempt"], *report["isolation"], *report["outcomes"][0]} <= keys
    assert {"passed", "failed", "unrunnable"} <= keys


def test_every_format_and_level_is_in_the_guides() -> None:
    assert all(f"`{name}`" in read("instructors") for name in BUILTIN)
    rows = re.findall(r"^\| `(\w+)` \| (?:Linux|anywhere)", read("isolation"), re.MULTILINE)
    assert set(rows) == set(LEVELS)


def test_every_variable_that_is_read_is_in_the_guide() -> None:
    sources = "\n".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "kata_runner").rglob("*.py")
    )
    names = set(re.findall(r'"(KATA_[A-Z_]+|NO_COLOR|FORCE_COLOR)"', sources))
    assert {"KATA_HOME", "KATA_PACKS", "KATA_DISABLED_PLUGINS"} <= names
    rows = read("learners").partition("| variable |")[2].partition("\n\n")[0]
    assert all(f"`{name}`" in rows for name in names), sorted(names)


def test_the_default_limits_are_those_of_the_guide() -> None:
    [block] = [block for block in blocks_in(read("isolation")) if block.language == "toml"]
    shown = tomllib.loads(block.content)["limits"]
    limits = Limits()
    assert shown == {name: getattr(limits, name) for name in limits.__dataclass_fields__}


@pytest.mark.parametrize(
    "document",
    [*documents(), ROOT / ".github" / "CONTRIBUTING.md", ROOT / "kata_runner" / "README.md"],
    ids=lambda path: path.stem,
)
def test_the_files_that_a_document_names_are_there(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    for name in re.findall(r"`((?:kata_runner|tests|\.ci|katas|solutions)/[\w./]*)`", text):
        assert (ROOT / name).exists(), name
    for link in re.findall(r"\]\(([\w./]+\.md)\)", text):
        assert (document.parent / link).exists(), link


def test_how_the_code_is_organised_names_every_part() -> None:
    text = (ROOT / "kata_runner" / "README.md").read_text(encoding="utf-8")
    parts = [
        path.name
        for path in (ROOT / "kata_runner").iterdir()
        if path.is_dir() and not path.name.startswith("__")
    ]
    assert "engine" in parts
    assert [part for part in parts if f"`{part}/`" not in text] == []


def test_the_changelog_knows_this_version() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    version = re.search(r'^version = "(.+)"$', project, re.MULTILINE)
    assert version
    assert f"## [{version[1]}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_ci_runs_the_readmes_own_test_command() -> None:
    """`.ci/run` finds the command by the comment above it."""
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    mark = re.search(r"^mark='(.+)'$", script, re.MULTILINE)
    assert mark
    assert read("README").count(mark[1]) == 1
    assert read("README").split(mark[1])[1].splitlines()[2].endswith(".venv/bin/pytest")


def test_the_gallery_shows_what_the_katas_draw() -> None:
    shown = re.findall(rf"\]\(({re.escape(FOLDER)}/\w+\.svg)\)", read("README"))
    pictures = draw_gallery()
    assert shown == [*pictures]
    for name, picture in pictures.items():
        assert (ROOT / name).read_text(encoding="utf-8") == picture, name


if __name__ == "__main__":
    for path in documents():
        rewrite(path)
    for name, picture in draw_gallery().items():
        (ROOT / name).write_text(picture, encoding="utf-8")
