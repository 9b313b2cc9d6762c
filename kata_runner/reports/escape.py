r"""Escape text from an attempt for the formats in which reports are read.

The author of an attempt chooses its output, the messages of its exceptions and the name of its
file. `harmless` escapes characters that control a terminal. This module escapes the rest: commands
that GitHub reads in a log, and text that Markdown and spreadsheets read as structure. The colon of
a command, for example, is shown as the escape ``\x3a``.
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


def escape_commands_in_markup(page: str) -> str:
    """Return HTML without a line that GitHub's runner would take for a command; a browser shows the
    same text as before.
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
    """Return text as a spreadsheet cell that is not a formula."""
    plain = escape_workflow_commands(to_line(text))
    return f"'{plain}" if text.startswith(FORMULA) else plain


def to_markdown_text(text: str) -> str:
    """Return text as part of a Markdown paragraph that shows every character as it is."""
    plain = escape_workflow_commands(to_line(text).strip())
    return NUMBERED.sub(r"\1\\\2", STRUCTURE.sub(r"\\\g<0>", plain))


def to_markdown_code(text: str) -> str:
    """Return text as a Markdown code span; bars are escaped, as they would end a table cell."""
    plain = escape_workflow_commands(to_line(text)).replace("|", r"\x7c") or " "
    fence = get_fence(plain, 1)
    blank = " " if plain[0] in "` " or plain[-1] in "` " else ""
    return f"{fence}{blank}{plain}{blank}{fence}"


def to_markdown_block(text: str) -> str:
    """Return text as a Markdown code block, with a fence longer than any fence in the text."""
    plain = escape_workflow_commands(harmless(text)).rstrip("\n")
    fence = get_fence(plain, 3)
    return f"{fence}text\n{plain}\n{fence}"


def get_fence(text: str, length: int) -> str:
    """Return at least `length` backticks, and more than any run of backticks in the text has."""
    return "`" * max([length, *(len(run) + 1 for run in BACKTICKS.findall(text))])
