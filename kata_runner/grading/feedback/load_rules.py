"""Explanations of load errors, as data: by the error's message and the line that it names.

An explanation is certain if both its patterns match; the first match is used.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True)
class LoadRule:
    """One explanation: patterns for the message and for the line, and the sentence to show."""

    name: str
    message: str
    line: str
    says: str


MODULES = (
    "numpy",
    "math",
    "random",
    "collections",
    "itertools",
    "functools",
    "typing",
    "statistics",
)
MISSPELT = re.compile(
    r".*?(?:ImportError|ModuleNotFoundError): (?:No module named ')?(?P<name>\w+)"
)
RULES = (
    LoadRule(
        "markdown_fence",
        r".*SyntaxError",
        r"^\s*(?:```|~~~)",
        "``` is Markdown, not Python: delete the lines that begin with it.",
    ),
    LoadRule(
        "prompt",
        r".*(?:SyntaxError|IndentationError)",
        r"^\s*(?:>>>|\.\.\. )",
        "`>>>` and `...` are the prompts of a session, not Python: delete them, and what "
        "Python answered.",
    ),
    LoadRule(
        "notebook_prompt",
        r".*SyntaxError",
        r"^\s*(?:In|Out) ?\[\d*\]",
        "`In [1]:` belongs to a notebook, not to Python: delete it.",
    ),
    LoadRule(
        "invisible_character",
        r".*invalid non-printable character",
        r"",
        "An invisible character stands in this line, as copied text has them: delete the "
        "spaces and type "
        "them again.",
    ),
    LoadRule(
        "typographic_quotes",
        r".*invalid character '[\u2018\u2019\u201c\u201d\u00ab\u00bb\u201e]'",
        r"",
        "Typographic quotes are no quotes of Python: write ' or \".",
    ),
    LoadRule(
        "typographic_sign",
        r".*invalid character '[\u2212\u2013\u2014\u00d7\u00b7\u2264\u2265]'",
        r"",
        "This sign only looks like one of Python's: type -, * or <= on the keyboard.",
    ),
)


def explain_load_error(message: str, line: str) -> str:
    """Return the explanation of a load error, a message of one line; empty if there is none."""
    for rule in RULES:
        if re.match(rule.message, message) and re.search(rule.line, line):
            return rule.says
    match = MISSPELT.match(message)
    near = get_close_matches(match["name"], MODULES, n=1, cutoff=0.7) if match else []
    return f"Did you mean {near[0]}?" if match and near and near[0] != match["name"] else ""
