"""Descriptions of the changes that `kata verify` makes: a short name, and a sentence for learners.

The sentence contains only names that a learner knows. Its placeholder ``{where}`` stands for the
names that are used at the place of the change.
"""

from __future__ import annotations

import ast
from collections.abc import Callable

from kata_runner.mutation.confusable import OPERATOR_NAMES, SIGNS, last_name
from kata_runner.mutation.describe_statements import Wording, describe_statement
from kata_runner.mutation.known_names import Names
from kata_runner.mutation.mutants import Change
from kata_runner.mutation.sentences import format_names
from kata_runner.mutation.slips import in_place_of
from kata_runner.mutation.syntax import is_operation

MEANINGS = {
    (ast.FloorDiv, ast.Div): ", which does not round to whole numbers",
    (ast.Div, ast.FloorDiv): ", which rounds down to whole numbers",
}
COMPARED: dict[type[ast.cmpop], tuple[str, str]] = {
    ast.Lt: ("<", "less"),
    ast.LtE: ("<=", "less_or_equal"),
    ast.Gt: (">", "greater"),
    ast.GtE: (">=", "greater_or_equal"),
    ast.Eq: ("==", "equal"),
    ast.NotEq: ("!=", "not_equal"),
    ast.Is: ("is", "is"),
    ast.IsNot: ("is not", "is_not"),
    ast.In: ("in", "in"),
    ast.NotIn: ("not in", "not_in"),
}


def describe(change: Change, names: Names) -> Wording | None:
    """Return a change's short name and sentence, or None for a change that learners do not make."""
    node, other = change.node, change.other
    if node is None or other is None:
        return describe_statement(change, names)
    for kind, describer in DESCRIBERS:
        if isinstance(node, kind):
            return describer(node, other, change, names)
    return None


def describe_operation(
    node: ast.BinOp, other: ast.expr, change: Change, names: Names
) -> Wording | None:
    """Describe another operator, exchanged operands or an omitted operand."""
    if isinstance(other, ast.BinOp) and other is not node.left and other is not node.right:
        if type(other.op) is not type(node.op):
            return describe_operator(node, other.op, names)
        sign = SIGNS[type(node.op)]
        return "sides_exchanged", f"The sides of `{sign}` are exchanged{{where}}."
    dropped = node.right if other is node.left else node.left
    known = names.read_by(dropped)
    kind = "factor" if isinstance(node.op, ast.Mult) else "term"
    if isinstance(node.op, ast.Pow):
        power = f"`** {ast.unparse(node.right)}`"
        name = "The square" if power == "`** 2`" else "A power"
        return "power_left_out", f"{name} is left out{{where}}: {power} is missing."
    if not known:
        return f"{kind}_left_out", f"A constant {kind} is left out{{where}}."
    if len(known) == 1 and isinstance(dropped, ast.Name | ast.Attribute) and names.direct(dropped):
        return f"{known[0]}_left_out", f"`{known[0]}` is left out{{where}}."
    what = f"What is computed from {format_names(known)}"
    return f"{kind}_of_{known[0]}_left_out", f"{what} is left out."


def describe_operator(node: ast.BinOp, op: ast.operator, names: Names) -> Wording:
    """Describe another operator."""
    right = names.direct(node.right) if isinstance(node.right, ast.Name | ast.Attribute) else []
    if isinstance(op, ast.Sub) and len(right) == 1:
        return f"{right[0]}_subtracted", f"`{right[0]}` is subtracted{{where}}: add it."
    if isinstance(node.op, ast.MatMult):
        return "times_for_matrix_product", (
            "`*` multiplies element by element{where}: a matrix times a vector is `@`."
        )
    number = f" {ast.unparse(node.right)}" if isinstance(node.right, ast.Constant) else ""
    (wrong, wrong_word), (sign, word) = OPERATOR_NAMES[type(op)], OPERATOR_NAMES[type(node.op)]
    meaning = MEANINGS.get((type(node.op), type(op)), "")
    return f"{wrong_word}_for_{word}", (
        f"`{wrong}{number}` is written in place of `{sign}{number}`{{where}}{meaning}."
    )


def describe_sign(node: ast.UnaryOp, other: ast.expr, change: Change, names: Names) -> Wording:
    """Describe an omitted minus sign, `~` or `not`."""
    return SIGNS_LEFT_OUT[type(node.op)]


SIGNS_LEFT_OUT: dict[type[ast.unaryop], Wording] = {
    ast.Not: ("not_left_out", "`not` is missing{where}."),
    ast.Invert: ("invert_left_out", "`~` is missing{where}."),
    ast.USub: ("minus_left_out", "A minus sign is missing{where}."),
}


def describe_comparison(
    node: ast.Compare, other: ast.expr, change: Change, names: Names
) -> Wording | None:
    """Describe another comparison."""
    if not isinstance(other, ast.Compare):
        return None
    right, right_word = COMPARED[type(node.ops[0])]
    wrong, wrong_word = COMPARED[type(other.ops[0])]
    return f"{wrong_word}_for_{right_word}", f"`{wrong}` is written in place of `{right}`{{where}}."


def describe_condition(node: ast.BoolOp, other: ast.expr, change: Change, names: Names) -> Wording:
    """Describe `and` and `or` confused, or an omitted condition."""
    if isinstance(other, ast.BoolOp) and len(other.values) == len(node.values):
        wrong, right = ("or", "and") if isinstance(node.op, ast.And) else ("and", "or")
        return f"{wrong}_for_{right}", f"`{wrong}` is written in place of `{right}`{{where}}."
    return "condition_left_out", "One of several conditions is left out{where}."


def describe_choice(node: ast.IfExp, other: ast.expr, change: Change, names: Names) -> Wording:
    """Describe exchanged branches of a conditional expression."""
    return "branches_exchanged", "A condition is the wrong way round{where}."


def describe_constant(
    node: ast.Constant, other: ast.expr, change: Change, names: Names
) -> Wording | None:
    """Describe a whole number that is off by one, or the other truth value."""
    if isinstance(node.value, bool):
        return "other_truth_value", "`True` and `False` are exchanged{where}."
    if not isinstance(node.value, int):
        return None
    value = ast.literal_eval(other)
    for parent in ast.walk(change.place):
        if is_around(node, parent) and is_described_by_parent(node, value, parent):
            return describe_place(node, value, parent)
    word = "large" if value > node.value else "small"
    return f"number_too_{word}", f"A number is one too {word}{{where}}."


def is_described_by_parent(node: ast.Constant, value: int, parent: ast.AST) -> bool:
    """Whether the parent of an off-by-one number decides its description: see `describe_place`."""
    if isinstance(parent, ast.Call):
        return last_name(parent.func) == "range" and len(parent.args) > 1
    return (
        (isinstance(parent, ast.keyword) and parent.arg == "axis")
        or (isinstance(parent, ast.BinOp) and parent.right is node and is_neutral(value, parent.op))
        or (isinstance(parent, ast.Subscript) and is_shape(parent.value))
    )


def is_neutral(value: int, op: ast.operator) -> bool:
    """Whether an operation with this number on its right gives its left operand."""
    return value == 1 and isinstance(op, ast.Pow | ast.Mult | ast.Div | ast.FloorDiv)


def describe_place(node: ast.Constant, value: int, parent: ast.AST) -> Wording | None:
    """Describe another length in a shape, or another bound of a `range`.

    Return None where another rule describes the change: an axis, or a power or factor of 1.
    """
    if isinstance(parent, ast.Subscript):
        return describe_shape(node.value, value)  # type: ignore[arg-type]  # a whole number
    if isinstance(parent, ast.Call):
        return describe_bound(parent, node, is_more=value > node.value)  # type: ignore[operator]
    return None


def describe_bound(call: ast.Call, bound: ast.expr, *, is_more: bool) -> Wording | None:
    """Describe a `range` of which one bound is a number that is off by one."""
    place = next((index for index, one in enumerate(call.args) if one is bound), 2)
    if place == 2:
        return None  # a step or a negative bound
    is_backwards = len(call.args) > 2 and ast.unparse(call.args[2]).startswith("-")
    word = "late" if is_more != is_backwards else "early"
    verb = ("starts", "ends")[place]
    return f"loop_{verb}_one_{word}", f"A loop {verb} one too {word}{{where}}."


def is_around(node: ast.expr, parent: ast.AST) -> bool:
    """Whether a node is a child of another, directly or with a sign before it."""
    return any(
        child is node or (isinstance(child, ast.UnaryOp) and child.operand is node)
        for child in ast.iter_child_nodes(parent)
    )


def is_shape(node: ast.expr) -> bool:
    """Whether an expression is the shape of an array."""
    return isinstance(node, ast.Attribute) and node.attr == "shape"


def describe_shape(right: int, wrong: int) -> Wording:
    """Describe the length of an array along the wrong axis."""
    counted = {0: ", the number of rows,", 1: ", the number of columns,"}
    return "other_length", (
        f"`shape[{wrong}]`{counted.get(wrong, '')} is taken in place of "
        f"`shape[{right}]`{counted.get(right, '').rstrip(',')}{{where}}."
    )


def describe_call(node: ast.Call, other: ast.expr, change: Change, names: Names) -> Wording | None:
    """Describe an omitted function, another function, or exchanged or omitted arguments."""
    label, name = function_label(node.func, names)
    is_inside = other in node.args or other is getattr(node.func, "value", None)
    if is_inside or not isinstance(other, ast.Call):
        return f"{name}_left_out", f"{label} is missing{{where}}."
    if ast.dump(other.func) != ast.dump(node.func):
        wrong_label, wrong = function_label(other.func, names)
        return f"{wrong}_for_{name}", f"{wrong_label} is used in place of {label}{{where}}."
    if len(other.keywords) < len(node.keywords):
        [left_out, *_] = [keyword.arg for keyword in node.keywords if keyword not in other.keywords]
        if left_out is None:  # ``**options``
            return "keywords_left_out", f"Keyword arguments are left out of {label}{{where}}."
        beside = ", which takes everything together then" if left_out == "axis" else ""
        return f"{left_out}_left_out", f"`{left_out}` is left out of {label}{{where}}{beside}."
    if last_name(node.func) == "range":
        word = "late" if is_more(other.args[-1]) else "early"
        return f"loop_ends_one_{word}", f"A loop ends one too {word}{{where}}."
    return "arguments_exchanged", f"Two arguments of {label} are exchanged{{where}}."


def function_label(function: ast.expr, names: Names) -> Wording:
    """Return how a sentence refers to a function, and how a short name does."""
    name = names.of_function(function)
    return (f"`{name}`", name) if name else ("a function of its own", "function")


def describe_name(node: ast.expr, other: ast.expr, change: Change, names: Names) -> Wording | None:
    """Describe another variable or attribute, or an omitted transposition."""
    if isinstance(node, ast.Attribute) and node.attr == "T" and other is node.value:
        return "transposition_left_out", "`.T` is missing{where}."
    return in_place_of(other, node, names)


def describe_items(node: ast.expr, other: ast.expr, change: Change, names: Names) -> Wording:
    """Describe two exchanged items."""
    if isinstance(change.statement, ast.Return) and node is change.statement.value:
        return "results_exchanged", "The results are in the wrong order: exchange them."
    return "items_exchanged", "Two things stand in each other's place{where}."


def describe_subscript(
    node: ast.Subscript, other: ast.expr, change: Change, names: Names
) -> Wording | None:
    """Describe a slice or an index that is off by one."""
    if not isinstance(other, ast.Subscript):
        return None
    before, after = node.slice, other.slice
    if not isinstance(before, ast.Slice) or not isinstance(after, ast.Slice):
        word = "large" if is_more(after) else "small"
        return f"index_too_{word}", f"An index is one too {word}{{where}}."
    if ast.dump(before.lower or ast.Pass()) != ast.dump(after.lower or ast.Pass()):
        word = "late" if before.lower is None or is_more(after.lower) else "early"
        return f"slice_begins_one_{word}", f"A slice begins one too {word}{{where}}."
    word = "late" if before.upper is not None and is_more(after.upper) else "early"
    return f"slice_ends_one_{word}", f"A slice ends one too {word}{{where}}."


def is_more(node: ast.expr | None) -> bool:
    """Whether a changed bound is the original bound plus one."""
    return node is not None and is_operation(node, ast.Add)


def describe_comprehension(
    node: ast.expr, other: ast.expr, change: Change, names: Names
) -> Wording:
    """Describe an omitted condition of a comprehension."""
    return "condition_left_out", (
        "A condition is missing{where}: all is taken, not only what belongs together."
    )


Describer = Callable[..., Wording | None]
DESCRIBERS: tuple[tuple[type | tuple[type, ...], Describer], ...] = (
    (ast.BinOp, describe_operation),
    (ast.UnaryOp, describe_sign),
    (ast.Compare, describe_comparison),
    (ast.BoolOp, describe_condition),
    (ast.IfExp, describe_choice),
    (ast.Constant, describe_constant),
    (ast.Call, describe_call),
    ((ast.Name, ast.Attribute), describe_name),
    ((ast.Tuple, ast.List), describe_items),
    (ast.Subscript, describe_subscript),
    ((ast.ListComp, ast.GeneratorExp, ast.SetComp), describe_comprehension),
)
