r"""Escapes text from an attempt for the places where reports are read.

What an attempt prints, what its exceptions say and what its file is called is its author's choice.
`harmless` has escaped what controls a terminal; here is the rest: GitHub reads commands in a log,
Markdown and spreadsheets read structure in a text. What would be one of these shows as an escape,
``\x3a`` for a colon.
"""

from __future__ import annotations

import re

from kata_runner.sanitize import FORMULA, harmless

# GitHub's runner looks for `::command` at the start of a line, after any blanks, and for
# `##[command]` anywhere.
COMMAND = re.compile(r"^([^\S\n]*):(?=:)", re.MULTILINE)
STRUCTURE = re.compile(r"[\\`*_\[\]<>&|~$]|^[#+=-]")
NUMBERED = re.compile(r"^(\d+)([.)])(?=\s|$)")
BACKTICKS = re.compile(r"`+")


def escape_workflow_commands(text: str) -> str:
    """Return text without a line that GitHub's runner would take for a command."""
    return COMMAND.sub(r"\1\\x3a", text).replace("##[", r"##\x5b")


def escape_commands_in_page(page: str) -> str:
    """Return HTML without a line that GitHub's runner would take for a command; a browser shows it
    as it was.
    """
    return COMMAND.sub(r"\1&#58;", page).replace("##[", "##&#91;")


def to_line(text: str) -> str:
    """Return text on one line, its line ends and tabs as escapes."""
    return harmless(text).replace("\n", r"\n").replace("\t", r"\t")


def to_command_data(text: str) -> str:
    """Return text as the message of a workflow command."""
    plain = escape_workflow_commands(harmless(text))
    return plain.replace("%", "%25").replace("\n", "%0A")


def to_command_property(text: str) -> str:
    """Return text as a property of a workflow command."""
    return to_command_data(text).replace(":", "%3A").replace(",", "%2C")


def to_csv_cell(text: str) -> str:
    """Return text as a spreadsheet's cell that is no formula."""
    plain = escape_workflow_commands(to_line(text))
    return f"'{plain}" if text.startswith(FORMULA) else plain


def to_markdown_text(text: str) -> str:
    """Return text as part of a Markdown paragraph that shows every character as it is."""
    plain = escape_workflow_commands(to_line(text).strip())
    return NUMBERED.sub(r"\1\\\2", STRUCTURE.sub(r"\\\g<0>", plain))


def to_markdown_code(text: str) -> str:
    """Return text as a Markdown code span, also in a table, where a bar would end the cell."""
    plain = escape_workflow_commands(to_line(text)).replace("|", r"\x7c") or " "
    fence = get_fence(plain, 1)
    blank = " " if plain[0] in "` " or plain[-1] in "` " else ""
    return f"{fence}{blank}{plain}{blank}{fence}"


def to_markdown_block(text: str) -> str:
    """Return text as a Markdown block of code, its fence longer than any in it."""
    plain = escape_workflow_commands(harmless(text)).rstrip("\n")
    fence = get_fence(plain, 3)
    return f"{fence}text\n{plain}\n{fence}"


def get_fence(text: str, length: int) -> str:
    """Return backticks, at least `length` and more than are anywhere in the text together."""
    return "`" * max([length, *(len(run) + 1 for run in BACKTICKS.findall(text))])
