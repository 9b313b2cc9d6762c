"""The README is true: its commands are run in order, its files are written, and what comes is what
it shows.

`python tests/test_docs.py` writes what comes into the README. In comments, unseen when it is
rendered, it says

    <!-- lines 1..5, "^two"..+3, -2..-1 -->      which lines of the next block's output to show: by
    number from the top or the end, from the next that fits a pattern on, and how many more <!--
    write into FILE -->                     that the next block's functions replace those of their
    names in FILE <!-- finish lstm_limitations.py -->          that the learner has written the rest
    meanwhile
"""

from __future__ import annotations

import ast
import inspect
import json
import os
import re
import shlex
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from kata_runner import hookspecs
from kata_runner.cli.check import EXIT_CODES
from kata_runner.engine.levels import LEVELS
from kata_runner.errors import KataRunnerError, UsageError
from kata_runner.model import Limits
from kata_runner.reports import BUILTIN

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FILE_NAME = re.compile(r"^`([\w./-]+)`\n\n\Z", re.MULTILINE)
DIRECTIVE = re.compile(r"<!-- (lines|write into|finish) (.+?) -->\n")
PLACE = r'[+-]?\d+|"[^"]+"'
VOLATILE = [
    (re.compile(r"\d+\.\d+ s\b"), "0.00 s"),
    (re.compile(r"isolation \w+"), "isolation process"),
]

posix_only = pytest.mark.skipif(
    os.name != "posix", reason="the README's commands are for a POSIX shell"
)


class Block(NamedTuple):
    """A fenced block, what the lines before it say, and where its content lies in the text."""

    language: str
    content: str
    file: str
    directives: Mapping[str, str]
    begin: int
    end: int


def blocks_in(text: str) -> list[Block]:
    """Every fenced block, with the comments and the file name between it and the block before."""
    found = []
    behind = 0
    for match in BLOCK.finditer(text):
        between = text[behind : match.start()]
        name = FILE_NAME.search(between)
        directives = dict(DIRECTIVE.findall(between))
        found.append(
            Block(
                match[1],
                match[2],
                name[1] if name else "",
                directives,
                match.start(2),
                match.end(2),
            )
        )
        behind = match.end()
    return found


class Session:
    """Follows the README in a folder of its own, as a learner and an author would."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "work"
        self.folder.mkdir()
        tools = folder / "bin"
        tools.mkdir()
        python = shlex.quote(sys.executable)
        for name, start in {"kata": f"{python} -P -m kata_runner", "python3": python}.items():
            (tools / name).write_text(f'#!/bin/sh\nexec {start} "$@"\n', encoding="utf-8")
            (tools / name).chmod(0o755)
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("KATA_", "FORCE_COLOR"))
        }
        self.environment = kept | {
            "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}",
            "KATA_HOME": str(folder / "home"),
            "COLUMNS": "96",
            "NO_COLOR": "1",
            "PYTHONUTF8": "1",
        }

    def follow(self, block: Block) -> str:
        """Do what a block says; the content that it should have."""
        if "finish" in block.directives:
            self.finish(self.folder / block.directives["finish"])
        if block.file:
            path = self.folder / block.file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.content, encoding="utf-8")
        if "write into" in block.directives:
            write_into(self.folder / block.directives["write into"], block.content)
        if block.language != "console":
            return block.content
        commands = [line for line in block.content.splitlines() if line.startswith("$ ")]
        lines = block.directives.get("lines", "")
        return "".join(f"{command}\n{cut(self.output(command[2:]), lines)}" for command in commands)

    def output(self, command: str) -> list[str]:
        """The lines a command prints; a warning has no place in a README."""
        done = subprocess.run(
            ["sh", "-c", command],
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
        said = [
            line
            for line in done.stderr.splitlines()
            if not line.startswith("kata: still running: ")
        ]
        assert not said, f"{command}: {done.stderr}"  # only a busy machine has something to say
        return done.stdout.splitlines()

    def finish(self, file: Path) -> None:
        """Write every function as the reference has it, and its helpers."""
        reference = ROOT / "solutions" / file.stem / "solution.py"
        file.write_text(reference.read_text(encoding="utf-8"), encoding="utf-8")


def write_into(file: Path, functions: str) -> None:
    """Replace functions of a file by others of the same names."""
    lines = file.read_text(encoding="utf-8").splitlines()
    for new in ast.parse(functions).body:
        assert isinstance(new, ast.FunctionDef)
        tree = ast.parse("\n".join(lines))
        [old] = [
            node
            for node in tree.body
            if isinstance(node, ast.FunctionDef) and node.name == new.name
        ]
        lines[old.lineno - 1 : old.end_lineno] = functions.splitlines()[
            new.lineno - 1 : new.end_lineno
        ]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


def cut(lines: list[str], wanted: str) -> str:
    """Some ranges of lines, with an ellipsis for each part left out."""
    ranges = re.findall(rf"({PLACE})\.\.({PLACE})", wanted) or [("1", "-1")]
    parts: list[str] = []
    at = 0
    for first, last in ranges:
        begin = line_number(first, lines, at)
        end = line_number(last, lines, begin)
        assert at < begin <= end <= len(lines), (
            f"no lines {first}..{last} below line {at} in\n" + "\n".join(lines)
        )
        parts += ["…"] * (begin > at + 1) + lines[begin - 1 : end]
        at = end
    parts += ["…"] * (at < len(lines))
    return "".join(f"{line.rstrip()}\n" for line in parts)


def line_number(place: str, lines: list[str], at: int) -> int:
    """Which line a place means: `3`, `-1` for the last, `+2` for two below line `at`, `"a"` for the
    next with an a.
    """
    if place.startswith('"'):
        found = [
            number
            for number, line in enumerate(lines, 1)
            if number > at and re.search(place[1:-1], line)
        ]
        return found[0] if found else len(lines) + 1
    number = int(place)
    if place.startswith("+"):
        return at + number
    return number if number > 0 else len(lines) + 1 + number


def regenerated(text: str) -> str:
    """The README with what its commands print now; what differs in times alone stays as it is."""
    pieces = []
    at = 0
    with tempfile.TemporaryDirectory() as folder:
        session = Session(Path(folder))
        for block in blocks_in(text):
            before, now = text[block.begin : block.end], session.follow(block)
            same = without_volatile(before) == without_volatile(now)
            pieces += [text[at : block.begin], before if same else now]
            at = block.end
    return "".join([*pieces, text[at:]])


def without_volatile(text: str) -> str:
    """Text without what is different every time or everywhere."""
    for pattern, always in VOLATILE:
        text = pattern.sub(always, text)
    return text


@pytest.fixture(scope="module")
def readme() -> str:
    return README.read_text(encoding="utf-8")


@pytest.mark.slow
@posix_only
def test_what_the_readme_shows_is_what_comes(readme: str) -> None:
    now = regenerated(readme)
    assert without_volatile(now).splitlines() == without_volatile(readme).splitlines(), (
        "python tests/test_docs.py"
    )


def test_the_readme_has_its_parts(readme: str) -> None:
    blocks = blocks_in(readme)
    shells = [block.content for block in blocks if block.language == "sh"]
    assert any("kata run 6.3" in shell for shell in shells) and any(
        "pytest" in shell for shell in shells
    )
    assert sorted(block.file for block in blocks if block.file) == [
        "grade_sources.py",
        "my-pack/my_pack/katas/softmax/experiments.py",
        "my-pack/my_pack/katas/softmax/kata.toml",
        "my-pack/my_pack/katas/softmax/lesson.md",
        "my-pack/my_pack/solutions/softmax/alternatives.py",
        "my-pack/my_pack/solutions/softmax/mistakes.py",
        "my-pack/my_pack/solutions/softmax/solution.py",
        "softmax.py",
    ]


def test_the_session_ends_as_its_text_says(readme: str) -> None:
    """Writing what comes cannot tell whether it should have come."""
    verdicts = re.findall(r"^(FAILED|PASSED)  (\d+) of (\d+) points", readme, re.MULTILINE)
    assert verdicts == [
        ("FAILED", "0", "100"),
        ("FAILED", "0", "100"),
        ("FAILED", "7", "100"),
        ("PASSED", "100", "100"),
        ("FAILED", "1", "3"),
    ]
    assert not re.search("^  ✗ ", readme, re.MULTILINE), "every check holds for the example"


def test_every_hook_is_in_the_readme(readme: str) -> None:
    hooks = {
        name: value for name, value in vars(hookspecs).items() if hasattr(value, "kata_runner_spec")
    }
    assert hooks
    for name, hook in hooks.items():
        call = f"| `{name}({', '.join(inspect.signature(hook).parameters)})` |"
        assert readme.count(call) == 1, f"README.md lacks the row {call} … |"
    rows = set(re.findall(r"^\| `(\w+)\(", readme, re.MULTILINE))
    assert rows == set(hooks), "no row is about a hook that is not there"


def test_every_exit_code_is_in_the_readme(readme: str) -> None:
    rows = {int(code) for code in re.findall(r"^\| (\d+) \|", readme, re.MULTILINE)}
    assert rows == {*EXIT_CODES.values(), KataRunnerError.exit_code, UsageError.exit_code, 130}


@posix_only
def test_every_key_of_the_json_report_is_in_the_readme(readme: str, tmp_path: Path) -> None:
    session = Session(tmp_path)
    session.output("kata start 6.3")
    report = json.loads("\n".join(session.output("kata check 6.3 --json")))
    table = readme[readme.index("| key |") : readme.index("An outcome's status is")]
    told = set(re.findall(r"`(\w+)`", table))
    assert {*report, *report["attempt"], *report["isolation"], *report["outcomes"][0]} <= told
    for status in ("passed", "failed", "unrunnable"):
        assert status in told


def test_every_format_and_level_is_in_the_readme(readme: str) -> None:
    assert all(f"`{name}`" in readme for name in BUILTIN)
    assert set(re.findall(r"^\| `(\w+)` \| (?:Linux|anywhere)", readme, re.MULTILINE)) == set(
        LEVELS
    )


def test_every_variable_that_is_read_is_in_the_readme(readme: str) -> None:
    sources = "\n".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "kata_runner").rglob("*.py")
    )
    read = set(re.findall(r'"(KATA_[A-Z_]+|NO_COLOR|FORCE_COLOR)"', sources))
    assert {"KATA_HOME", "KATA_PACKS", "KATA_DISABLED_PLUGINS"} <= read
    rows = readme[readme.index("| variable |") : readme.index("## Words")]
    assert all(f"`{name}`" in rows for name in read), sorted(read)


def test_the_default_limits_are_those_of_the_readme(readme: str) -> None:
    [block] = [block for block in blocks_in(readme) if block.content.startswith("[limits]")]
    told = tomllib.loads(block.content)["limits"]
    limits = Limits()
    assert told == {name: getattr(limits, name) for name in limits.__dataclass_fields__}


def test_the_files_the_readme_names_are_there(readme: str) -> None:
    for name in re.findall(r"`((?:kata_runner|tests|\.ci|katas|solutions)/[\w./]*)`", readme):
        assert (ROOT / name).exists(), name


def test_the_changelog_knows_this_version() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    version = re.search(r'^version = "(.+)"$', project, re.MULTILINE)
    assert version and f"## [{version[1]}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_ci_runs_the_readmes_own_test_command(readme: str) -> None:
    """`.ci/run` finds the command by the comment above it."""
    mark = re.search(
        r"^mark='(.+)'$", (ROOT / ".ci" / "run").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert mark
    assert readme.count(mark[1]) == 1
    assert readme.split(mark[1])[1].splitlines()[2].endswith(".venv/bin/pytest")


if __name__ == "__main__":
    README.write_text(regenerated(README.read_text(encoding="utf-8")), encoding="utf-8")
