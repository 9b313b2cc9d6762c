"""What `kata verify` shows: findings, as text and as data, and on stderr how far it is."""

from __future__ import annotations

import sys
from textwrap import indent
from time import monotonic
from typing import Any

import click

from kata_runner.cli.output import encodable
from kata_runner.verify.author_check import Finding, Remark

MARKS = {"holds": ("✓", "green"), "broken": ("✗", "red"), "untried": ("·", "yellow")}
EVERY = 0.1  # seconds between two updates of the progress
CLEAR = "\r\x1b[2K"
MORE = "(--diff shows each as a diff; --waive and --mistake settle one)"


def to_data(finding: Finding) -> dict[str, Any]:
    """Return a finding as plain data.

    `details` has one text for each of `problems`, empty if there is no detail.
    """
    return {
        "name": finding.check.name,
        "sentence": finding.check.sentence,
        "tried": finding.tried,
        "holds": finding.holds,
        "problems": finding.problems,
        "details": [remark.detail for remark in finding.remarks if remark.wrong],
        "notes": finding.notes,
    }


def to_text(finding: Finding, diff: bool) -> str:
    """Return a line for the check, with its remarks.

    A single remark of one line is on the same line; all others are below it.
    """
    head = f"  {mark(finding)} {finding.check.sentence}"
    if not finding.tried:
        return f"{head}: not tried"
    texts = [remark.text for remark in finding.remarks if not remark.wrong]
    texts += [with_detail(remark, diff) for remark in finding.remarks if remark.wrong]
    if any(remark.detail for remark in finding.remarks) and not diff:
        texts.append(MORE)
    if len(texts) == 1 and "\n" not in texts[0]:
        return f"{head}: {texts[0]}"
    return "\n".join([head + ":" * bool(texts), *(indent(text, "      ") for text in texts)])


def with_detail(remark: Remark, diff: bool) -> str:
    """Return the text of a remark, with its detail if `diff`."""
    return f"{remark.text}\n{remark.detail}" if diff and remark.detail else remark.text


def mark(finding: Finding) -> str:
    """Return the sign before a finding."""
    sign, colour = MARKS["untried" if not finding.tried else "holds" if finding.holds else "broken"]
    return click.style(sign, fg=colour)


def next_step(finding: Finding, command: str) -> str:
    """Return what to do about a check that does not hold.

    `command` is the command that verifies this kata.
    """
    step = finding.check.next_step or "Mend what is said, and save."
    return f"Next: {step.replace('{verify}', command)}"


class ProgressLine:
    """A line with the progress that is overwritten; only if stderr is a terminal."""

    def __init__(self, title: str) -> None:
        """Print nothing yet; `title` is what is verified."""
        self.title, self.is_shown, self.last = title, sys.stderr.isatty(), 0.0

    def __call__(self, doing: str, done: int, total: int) -> None:
        """Show what is being done, and how much of it is done."""
        if self.is_shown and monotonic() - self.last >= EVERY:
            self.last = monotonic()
            text = f"  {self.title}: {doing}, {done} of {total}"
            sys.stderr.write(CLEAR + encodable(text, sys.stderr))
            sys.stderr.flush()

    def clear(self) -> None:
        """Erase the line, because permanent output is about to be printed."""
        if self.is_shown and self.last:
            sys.stderr.write(CLEAR)
            sys.stderr.flush()
