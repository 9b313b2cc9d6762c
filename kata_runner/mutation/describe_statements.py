"""Descriptions of the changes of whole statements and of defaults; `describe` explains them."""

from __future__ import annotations

import ast

from kata_runner.mutation.confusable import SIGNS
from kata_runner.mutation.known_names import Names
from kata_runner.mutation.mutants import Change

Wording = tuple[str, str]  # a short name, a sentence


def describe_statement(change: Change, names: Names) -> Wording | None:  # noqa: PLR0911  # a case each
    """Describe an omitted statement, a changed condition or assignment, or a rounded result.

    A change without a statement is an omitted default.
    """
    statement, text = change.statement, change.text
    if statement is None:
        return describe_default(text, names)
    if isinstance(statement, ast.If | ast.While) and text == "False":
        return "case_left_out", "A special case is not treated{where}."
    if isinstance(statement, ast.If | ast.While):
        return "condition_negated", "A condition is the wrong way round{where}."
    if text == "pass":
        return "step_left_out", "A step is left out{where}."
    if isinstance(statement, ast.Return):
        return describe_result(statement, text)
    other = ast.parse(text).body[0]
    if isinstance(statement, ast.AugAssign) and isinstance(other, ast.AugAssign | ast.Assign):
        return describe_sum(statement, other)
    return "assigned_otherwise", "What is added up or assigned is treated in another way{where}."


def describe_default(text: str, names: Names) -> Wording:
    """Describe a parameter that lost its default; `text` is the parameter without it."""
    parameter = text.partition(":")[0]
    what = f"`{parameter}`" if parameter in names.parameters else "A parameter"
    where = "" if parameter in names.parameters else "{where}"
    return "default_left_out", f"{what} has no default value{where}."


def describe_result(statement: ast.Return, text: str) -> Wording | None:
    """Describe a rounded result, or return None for another change of a `return`."""
    before = ast.unparse(statement)
    if any(text.count(rounding) > before.count(rounding) for rounding in ("float16", "round(")):
        return "result_rounded", "The result has three digits only: return it as it is."
    return None


def describe_sum(statement: ast.AugAssign, other: ast.AugAssign | ast.Assign) -> Wording:
    """Describe another operator before the equals sign, or a missing one."""
    right = f"{SIGNS[type(statement.op)]}="
    if isinstance(other, ast.AugAssign):
        wrong = f"{SIGNS[type(other.op)]}="
        return "other_sum", f"`{wrong}` is written in place of `{right}`{{where}}."
    return "replaced_for_added", (
        f"Each value replaces the one before{{where}}: write `{right}` in place of `=`."
    )
