"""Whatever an attempt prints, raises or calls its file, it stays text in every format."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from kata_runner.model import Report
from kata_runner.reports import BUILTIN, load
from kata_runner.reports.escape import (
    escape_workflow_commands,
    to_csv_cell,
    to_line,
    to_markdown_block,
    to_markdown_code,
    to_markdown_text,
)
from kata_runner.sanitize import harmless

PIECES = [
    "::error::", "::set-output name=a::", "##[group]", "##[", ":", "#", "\n", "\r", "\t", " ",
    "    ", "\u2003",
    "`", "```", "~~~", "|", "<b>", "<!--", "&amp;", "[a](b)", "*", "_", "\\", "- ", "1. ", "> ",
    "===", "---", "$x$",
    "=1+1", "@", "+", "\uff1d", ",", '"', "'", "%0A", "%", "]]>",
    "\x00", "\x1b[31m", "\u202e", "\u2028", "\ufffe", "\ud800", "é", "😀",
]  # fmt: skip
KNOWN = [
    "\t::error::a", "\u2003::error::a", "a\n\u2028 ::error::a", "a\r::error::a", "##[error]a",
    "a ##[add-mask]",
    "=1", "+1", "-1", "@a", "\t=1", "\r=1", "\n=1", "\uff1d1", "\uff0b1", "\uff0d1", "\uff20a",
    "'=1",
    "> a", "+ a", "- a", "* a", "1. a", "1) a", "# a", "===", "---", "    a", "<b>", "<!--",
    "[a](b)", "![a](b)",
    "<https://a.b>", "`a`", "``", "` ` `", "~~a~~", "~~~", "```", "```\n````\n", "&amp;", "*a*",
    "_a_", "\\", "\\*",
    "|", "a|b", "\\|", "]]>", "</system-out>", "%0A", "%250A", "a,b:c", "\x00", "\x1b[31m",
    "\u202e", "\ufffe",
    "\ud800", "\x85",
]  # fmt: skip
hostile = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=12).map("".join)
some_hostile = hostile.filter(lambda text: text.strip() != "")


def attacked(test: Callable[..., None]) -> Callable[..., None]:
    """Give a test every known attack as `text`, and whatever else can be made of their pieces."""
    for text in KNOWN:
        test = example(text=text)(test)
    return settings(deadline=None)(given(text=some_hostile)(test))


MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
REGISTERED = {
    "error",
    "warning",
    "notice",
    "debug",
    "group",
    "endgroup",
    "add-mask",
    "set-output",
    "stop-commands",
}


class Command(NamedTuple):
    """A workflow command as GitHub's runner understands it."""

    name: str
    properties: Mapping[str, str]
    data: str


def commands(text: str) -> Iterator[Command]:
    """What GitHub's runner would obey in a log: its ActionCommand.cs in short."""
    for line in re.split(r"\r\n|\r|\n", text):
        new = re.match(r"\s*::([^ ]*?)(?: (.*?))?::(.*)", line)
        old = re.search(r"##\[([^ \]]*)([^\]]*)\]", line)
        if new and new[1] in REGISTERED:
            pairs = [pair.partition("=") for pair in (new[2] or "").split(",") if pair]
            yield Command(
                new[1], {key: unescaped(value) for key, _, value in pairs}, unescaped(new[3])
            )
        elif old and old[1] in REGISTERED:
            yield Command(old[1], {}, old[2])


def unescaped(text: str) -> str:
    for escape, character in (
        ("%0D", "\r"),
        ("%0A", "\n"),
        ("%3A", ":"),
        ("%2C", ","),
        ("%25", "%"),
    ):
        text = text.replace(escape, character)
    return text


def infected(report: Report, text: str) -> Report:
    """The report with this text wherever an attempt has a say."""
    outcomes = tuple(replace(outcome, message=text, output=text) for outcome in report.outcomes)
    return replace(
        report, outcomes=outcomes, output=text, attempt=replace(report.attempt, path=Path(text))
    )


def test_the_runner_is_imitated_well_enough() -> None:
    text = "::error file=a%2Cb,line=1::no%0Aeffect\nx ::error::\n  ::group::a\n"
    text += "x ##[add-mask]y\n::other::\n##[other]"
    assert list(commands(text)) == [
        ("error", {"file": "a,b", "line": "1"}, "no\neffect"), ("group", {}, "a"), ("add-mask", {},
                                                                                    "")
    ]  # fmt: skip


@attacked
def test_commandless_leaves_no_command(text: str) -> None:
    assert not list(commands(escape_workflow_commands(harmless(text))))
    assert escape_workflow_commands(escape_workflow_commands(text)) == escape_workflow_commands(
        text
    )


def test_commandless_is_quick() -> None:
    assert (
        escape_workflow_commands("\n" * 200_000 + " " * 200_000) == "\n" * 200_000 + " " * 200_000
    )


@pytest.mark.parametrize("kind", [name for name in BUILTIN if name != "github"])
@attacked
def test_no_format_gives_commands_of_an_attempt(
    samples: Mapping[str, Report], kind: str, text: str
) -> None:
    render = load(kind)
    assert not list(commands(render(infected(samples["hostile"], text))))
    assert not list(commands(render(replace(samples["unloadable"], message=text))))


@attacked
def test_an_annotation_is_one_command_and_says_it_all(
    samples: Mapping[str, Report], text: str
) -> None:
    report = infected(samples["hostile"], text)
    error, notice = commands(load("github")(report))
    assert (error.name, notice.name) == ("error", "notice")
    assert error.properties["file"] == escape_workflow_commands(harmless(str(report.attempt.path)))
    assert error.properties.keys() <= {"file", "title"}
    assert error.data == escape_workflow_commands(harmless(text))


@attacked
def test_prose_is_one_paragraph_of_plain_text(text: str) -> None:
    tokens = MARKDOWN.parse(to_markdown_text(text))
    assert [token.type for token in tokens] in ([], ["paragraph_open", "inline", "paragraph_close"])
    inline = [child for token in tokens for child in token.children or []]
    assert {child.type for child in inline} <= {"text", "text_special"}
    assert "".join(child.content for child in inline) == escape_workflow_commands(
        to_line(text).strip()
    )


@pytest.mark.parametrize(
    "around", ["{}", "# {}", "| {} | b |\n| - | - |\n| c | {} |", "a {}, {} b"]
)
@attacked
def test_code_is_code_wherever_it_stands(around: str, text: str) -> None:
    tokens = MARKDOWN.parse(around.replace("{}", to_markdown_code(text)))
    harmless_tokens = MARKDOWN.parse(around.replace("{}", "`x`"))
    assert [token.type for token in tokens] == [token.type for token in harmless_tokens]
    codes = [
        child for token in tokens for child in token.children or [] if child.type == "code_inline"
    ]
    assert len(codes) == around.count("{}")
    assert {code.content for code in codes} == {
        escape_workflow_commands(to_line(text)).replace("|", r"\x7c")
    }


@attacked
def test_a_block_holds_its_text(text: str) -> None:
    (token,) = MARKDOWN.parse(to_markdown_block(text))
    assert (token.type, token.info) == ("fence", "text")
    assert token.content == escape_workflow_commands(harmless(text)).rstrip("\n") + "\n"


@pytest.mark.thorough
@attacked
def test_a_feedback_file_has_the_same_structure_whatever_is_in_it(
    samples: Mapping[str, Report], text: str
) -> None:
    def structure(message: str) -> list[str]:
        tokens = MARKDOWN.parse(load("markdown")(infected(samples["hostile"], message)))
        return [child.type for token in tokens for child in [token, *(token.children or [])]]

    assert structure(text) == structure("nothing")


@attacked
def test_a_cell_is_no_formula(text: str) -> None:
    cell = to_csv_cell(text)
    assert not cell.startswith(tuple("=+-@\t\r\n＝＋－＠"))  # noqa: RUF001
    assert cell.removeprefix("'") == escape_workflow_commands(to_line(text)).removeprefix("'")


@attacked
def test_a_row_stays_a_row(samples: Mapping[str, Report], text: str) -> None:
    report = infected(samples["hostile"], text)
    _, row = csv.reader(io.StringIO(load("csv")(report)))
    assert row == [
        to_csv_cell(str(report.attempt.path)),
        "0.9",
        "failed",
        "0.0",
        "2.0",
        "",
        "crashed",
    ]


@attacked
def test_xml_holds_its_text(samples: Mapping[str, Report], text: str) -> None:
    report = infected(samples["hostile"], text)
    written = load("junit")(report)
    assert written.isascii()
    suite = ET.fromstring(written)[0]
    assert suite.get("name") == to_line(str(report.attempt.path))
    assert suite.findtext("testcase/system-out") == harmless(text)
    assert (
        suite.findtext("testcase/failure") == f"{report.outcomes[0].sentence}\n\n{harmless(text)}"
    )


@pytest.mark.parametrize(
    ("kind", "output"),
    [
        ("json", lambda data: data["outcomes"][0]["message"]),
        ("gradescope", lambda data: data["tests"][0]["output"]),
    ],
)
@attacked
def test_json_holds_its_text(
    samples: Mapping[str, Report], kind: str, output: Callable[[object], str], text: str
) -> None:
    written = load(kind)(infected(samples["hostile"], text))
    written.encode("utf-8")
    message = output(json.loads(written))
    assert message == text if kind == "json" else harmless(text) in message
