"""What can stand behind `%kata` in a cell: the parser, and the commands that reports recommend."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import NoReturn

from kata_runner.errors import UsageError
from kata_runner.grading.answer_key import PINNED_SEED
from kata_runner.model import Kata
from kata_runner.seeds import MAX_SEED, draw_seed

FRESH = "fresh"


class Parser(ArgumentParser):
    """A parser of a magic's arguments that reports an error in one line."""

    def error(self, message: str) -> NoReturn:
        """Raise UsageError; the base class would exit."""
        raise UsageError(f"{message}: {' '.join(self.format_usage().split())}")


def make_parser() -> Parser:
    """Return the parser of the commands that display something."""
    parser = Parser(prog="%kata", add_help=False)
    commands = parser.add_subparsers(dest="command", required=True, parser_class=Parser)
    show = commands.add_parser("show", add_help=False)
    show.add_argument("kata")
    show.add_argument("part", nargs="?", default="")
    check = commands.add_parser("check", add_help=False)
    run = commands.add_parser("run", add_help=False)
    for command in (check, run):
        command.add_argument("kata")
        command.add_argument("file", nargs="?", type=Path)
        command.add_argument("--only", metavar="NAME", default="")
    check.add_argument("--seed", metavar="N|fresh", type=parse_seed, default=PINNED_SEED)
    check.add_argument("-v", "--verbose", action="store_true")
    run.add_argument("--mine", action="store_true")
    run.add_argument("--set", action="append", default=[], dest="settings")
    return parser


def parse_seed(text: str) -> int:
    """Return the seed in a text, or for `fresh` a random one; raises ArgumentTypeError."""
    if text == FRESH:
        return draw_seed()
    if text.isdecimal() and int(text) <= MAX_SEED:
        return int(text)
    raise ArgumentTypeError(f"{text:.40} is not fresh and no number from 0 to {MAX_SEED}")


@dataclass(frozen=True, eq=False)
class NotebookKata(Kata):
    """A kata whose commands are those of a notebook.

    `cells_name` is the name under which cells are graded; commands leave it out. It is empty if a
    file is graded.
    """

    cells_name: str = ""

    def command(self, verb: str, *arguments: str) -> str:
        """Return the magic that does something with this kata, quoted."""
        words = [word for word in arguments if not self.cells_name or word != self.cells_name]
        if verb == "run" and len(words) < len(arguments):
            words.append("--mine")
        return f"%{super().command(verb, *words)}"


@lru_cache
def adapt(kata: Kata, cells_name: str = "") -> NotebookKata:
    """Return a kata with the commands of a notebook: the same object for the same kata."""
    values = {each.name: getattr(kata, each.name) for each in fields(Kata)}
    return NotebookKata(**values, cells_name=cells_name)
