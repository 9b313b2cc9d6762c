"""Documents whose examples run: the README and the guides.

What a reader does with a document is done in a folder of its own, block by block. Comments, unseen
when it is rendered, say how, in lines just above a block:

    <!-- lines 1..5, "^two"..+3, -2..-1 -->  which lines of the output to show: by number from the
                                             top or the end, from the next that fits a pattern on,
                                             and how many more
    <!-- run COMMAND -->                     what the reader has done before the block
    <!-- write into FILE -->                 the functions of the block replace those of FILE
    <!-- finish FILE -->                     the reader has written the rest of FILE before
    <!-- picture FILE -->                    the output is also drawn, in colour, as an SVG
    <!-- a script -->                        the block is run by Python
    <!-- parsed: REASON -->                  the block cannot run here; its syntax is tested
    <!-- tested by FILE -->                  that test runs the block
"""

from __future__ import annotations

import ast
import io
import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from tests.helpers.commands import ROOT, Ended, run_kata

README = ROOT / "README.md"
GUIDES = ROOT / "kata_runner" / "guides"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FILE_NAME = re.compile(r"^`([\w./-]+)`\n\n\Z", re.MULTILINE)
DIRECTIVE = re.compile(
    r"<!-- (lines|run|write into|finish|picture|a script|parsed:|tested by|the test command:)"
    r" ?(.*?) ?-->\n"
)
PLACE = r'[+-]?\d+|"[^"]+"'
PLAIN_KATA = re.compile(r"kata [^|&;<>$`*]+")
PROGRESS = re.compile(r"kata: (still running: |\d+ (to grade|of \d+ graded))")
VOLATILE = [
    (re.compile(r"\d+\.\d+ s\b"), "0.00 s"),
    (re.compile(r"isolation \w+"), "isolation process"),
    (re.compile(r"seed \d{6,}"), "seed 123456"),
]


class Block(NamedTuple):
    """A fenced block, what the lines before it say, and where its content lies in the text."""

    language: str
    content: str
    file: str
    directives: Mapping[str, str]
    begin: int
    end: int


def documents() -> list[Path]:
    """The README and every guide."""
    return [README, *sorted(GUIDES.glob("*.md"))]


def blocks_in(text: str) -> list[Block]:
    """Every fenced block, with the comments and the file name between it and the block before."""
    blocks = []
    behind = 0
    for match in BLOCK.finditer(text):
        between = text[behind : match.start()]
        name = FILE_NAME.search(between)
        directives = dict(DIRECTIVE.findall(between))
        file = name[1] if name else ""
        blocks.append(Block(match[1], match[2], file, directives, match.start(2), match.end(2)))
        behind = match.end()
    return blocks


class Session:
    """Follows a document in a folder of its own, as its reader would."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "work"
        self.folder.mkdir()
        self.home = folder / "home"
        tools = folder / "bin"
        tools.mkdir()
        python = shlex.quote(sys.executable)
        for name, start in {"kata": f"{python} -P -m kata_runner", "python3": python}.items():
            (tools / name).write_text(f'#!/bin/sh\nexec {start} "$@"\n', encoding="utf-8")
            (tools / name).chmod(0o755)
        self.added = {"COLUMNS": "96", "NO_COLOR": "1"}
        self.environment = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("KATA_", "FORCE_COLOR"))
        } | {
            "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}",
            "KATA_HOME": str(self.home),
            "PYTHONUTF8": "1",
            **self.added,
        }

    def follow(self, block: Block) -> str:
        """Do what a block says; return the content that it should have."""
        said = block.directives
        if "run" in said:
            self.output(said["run"])
        if "finish" in said:
            self.finish(self.folder / said["finish"])
        if block.file:
            path = self.folder / block.file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.content, encoding="utf-8")
        if "write into" in said:
            write_into(self.folder / said["write into"], block.content)
        if "a script" in said:
            self.run_script(block.content)
        if block.language != "console" or "parsed:" in said or "tested by" in said:
            return block.content
        commands = [line[2:] for line in block.content.splitlines() if line.startswith("$ ")]
        lines = said.get("lines", "")
        return "".join(f"$ {line}\n{cut(self.output(line), lines)}" for line in commands)

    def output(self, command: str) -> list[str]:
        """The lines that a command prints; a warning has no place in a document."""
        done = self.run(command)
        stderr = [line for line in done.err.splitlines() if not PROGRESS.match(line)]
        assert not stderr, f"{command}: {done.err}"
        return done.out.splitlines()

    def run(self, command: str) -> Ended:
        """Run a command: `kata` in a fork that has imported it, anything else in a shell."""
        if PLAIN_KATA.fullmatch(command):
            return run_kata(self.home, *shlex.split(command)[1:], cwd=self.folder, env=self.added)
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
        return Ended(done.returncode, done.stdout, done.stderr)

    def run_script(self, source: str) -> None:
        """Run a block as a script of its own, which must not fail."""
        (self.folder / "script.py").write_text(source, encoding="utf-8")
        done = self.run("python3 script.py")
        assert done.code == 0, done.err

    def finish(self, file: Path) -> None:
        """Write every function as the reference has it, and its helpers."""
        reference = ROOT / "solutions" / file.stem / "solution.py"
        file.write_text(reference.read_text(encoding="utf-8"), encoding="utf-8")

    def picture(self, block: Block) -> str:
        """The output of a block's one command, drawn as an SVG with a title and colours."""
        from rich.console import Console
        from rich.text import Text

        [command] = [line[2:] for line in block.content.splitlines() if line.startswith("$ ")]
        coloured = self.added | {"NO_COLOR": "", "FORCE_COLOR": "1"}
        done = run_kata(self.home, *shlex.split(command)[1:], cwd=self.folder, env=coloured)
        console = Console(record=True, width=96, file=io.StringIO())
        console.print(Text.from_ansi(done.out.rstrip()))
        return console.export_svg(title=command, unique_id="kata")


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


def cut(lines: list[str], ranges: str) -> str:
    """Some ranges of lines, with an ellipsis for each part left out."""
    parts: list[str] = []
    at = 0
    for first, last in re.findall(rf"({PLACE})\.\.({PLACE})", ranges) or [("1", "-1")]:
        begin = line_number(first, lines, at)
        end = line_number(last, lines, begin)
        assert not lines or at < begin <= end <= len(lines), (
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
        matches = [
            number
            for number, line in enumerate(lines, 1)
            if number > at and re.search(place[1:-1], line)
        ]
        return matches[0] if matches else len(lines) + 1
    number = int(place)
    if place.startswith("+"):
        return at + number
    return number if number > 0 else len(lines) + 1 + number


def regenerate(text: str) -> tuple[str, dict[str, str]]:
    """A document with what its commands print now, and its pictures by their paths; where only
    times and the like differ, the text stays as it is.
    """
    pieces = []
    pictures = {}
    at = 0
    with tempfile.TemporaryDirectory() as folder:
        session = Session(Path(folder))
        for block in blocks_in(text):
            before, now = text[block.begin : block.end], session.follow(block)
            is_same = without_volatile(before) == without_volatile(now)
            pieces += [text[at : block.begin], before if is_same else now]
            at = block.end
            if "picture" in block.directives:
                pictures[block.directives["picture"]] = session.picture(block)
    return "".join([*pieces, text[at:]]), pictures


def without_volatile(text: str) -> str:
    """Text without what is different every time or everywhere."""
    for pattern, always in VOLATILE:
        text = pattern.sub(always, text)
    return text


def rewrite(document: Path) -> None:
    """Write into a document, and into its pictures, what comes now."""
    text, pictures = regenerate(document.read_text(encoding="utf-8"))
    document.write_text(text, encoding="utf-8")
    for name, picture in pictures.items():
        path = ROOT / name
        if not path.exists() or without_volatile(words_in(path.read_text(encoding="utf-8"))) != (
            without_volatile(words_in(picture))
        ):
            path.write_text(picture, encoding="utf-8")


def words_in(picture: str) -> str:
    """The words of an SVG, in their order."""
    from html import unescape

    texts = re.findall(r"<text[^>]*>(.*?)</text>", picture)
    return unescape(" ".join(texts)).replace("\xa0", " ")
