r"""Text from an attempt, made safe for whoever reads the report.

What an attempt prints, what its exceptions say and what its file is called is its author's choice. `harmless` has
escaped what steers a terminal; here is the rest: GitHub reads commands in a log, Markdown and spreadsheets read
structure in a text. What would be one of these shows as an escape, ``\x3a`` for a colon.
"""

from __future__ import annotations

import re

from kata_runner.sanitize import FORMULA, harmless

# GitHub's runner looks for `::command` at the start of a line, after any blanks, and for `##[command]` anywhere.
COMMAND = re.compile(r"^([^\S\n]*):(?=:)", re.MULTILINE)
STRUCTURE = re.compile(r"[\\`*_\[\]<>&|~$]|^[#+=-]")
NUMBERED = re.compile(r"^(\d+)([.)])(?=\s|$)")
TICKS = re.compile(r"`+")


def commandless(text: str) -> str:
    """The text without a line that GitHub's runner would take for a command."""
    return COMMAND.sub(r"\1\\x3a", text).replace("##[", r"##\x5b")


def one_line(text: str) -> str:
    """The text on one line, its line ends and tabs shown as escapes."""
    return harmless(text).replace("\n", r"\n").replace("\t", r"\t")


def command_data(text: str) -> str:
    """The text as the message of a workflow command, which can be told from everything that follows."""
    plain = commandless(harmless(text))
    return plain.replace("%", "%25").replace("\n", "%0A")


def command_property(text: str) -> str:
    """The text as a property of a workflow command."""
    return command_data(text).replace(":", "%3A").replace(",", "%2C")


def csv_cell(text: str) -> str:
    """The text as a spreadsheet's cell that is no formula."""
    plain = commandless(one_line(text))
    return f"'{plain}" if text.startswith(FORMULA) else plain


def in_prose(text: str) -> str:
    """The text as a part of a Markdown paragraph that shows every character as it is."""
    plain = commandless(one_line(text).strip())
    return NUMBERED.sub(r"\1\\\2", STRUCTURE.sub(r"\\\g<0>", plain))


def in_code(text: str) -> str:
    """The text as a Markdown code span, also in a table, where a bar would end the cell."""
    plain = commandless(one_line(text)).replace("|", r"\x7c") or " "
    ticks = fence(plain, 1)
    blank = " " if plain[0] in "` " or plain[-1] in "` " else ""
    return f"{ticks}{blank}{plain}{blank}{ticks}"


def in_block(text: str) -> str:
    """The text as a Markdown block of code, its fence longer than any in it."""
    plain = commandless(harmless(text)).rstrip("\n")
    ticks = fence(plain, 3)
    return f"{ticks}text\n{plain}\n{ticks}"


def fence(text: str, least: int) -> str:
    """More backticks than stand anywhere in the text together."""
    return "`" * max([least, *(len(run) + 1 for run in TICKS.findall(text))])
