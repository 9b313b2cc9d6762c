"""Operators, comparisons and functions that people confuse, and whether argument order matters."""

from __future__ import annotations

import ast

# How an operator is written, and what a short name calls it.
OPERATOR_NAMES: dict[type[ast.operator], tuple[str, str]] = {
    ast.Add: ("+", "plus"),
    ast.Sub: ("-", "minus"),
    ast.Mult: ("*", "times"),
    ast.Div: ("/", "divided"),
    ast.FloorDiv: ("//", "floor_divided"),
    ast.Mod: ("%", "modulo"),
    ast.Pow: ("**", "power"),
    ast.MatMult: ("@", "matrix_product"),
    ast.BitXor: ("^", "xor"),
    ast.BitAnd: ("&", "and"),
    ast.BitOr: ("|", "or"),
    ast.LShift: ("<<", "left_shift"),
    ast.RShift: (">>", "right_shift"),
}
SIGNS = {kind: sign for kind, (sign, _) in OPERATOR_NAMES.items()}
SUMS = (ast.Add, ast.Sub)
PRODUCTS = (ast.Mult, ast.Div, ast.Pow, ast.MatMult)
OPERATORS: dict[type[ast.operator], tuple[type[ast.operator], ...]] = {
    ast.Add: (ast.Sub, ast.Mult),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Add, ast.Div),
    ast.Div: (ast.Mult, ast.FloorDiv),
    ast.FloorDiv: (ast.Div, ast.Mult),
    ast.Mod: (ast.FloorDiv,),
    ast.Pow: (ast.Mult,),
    ast.MatMult: (ast.Mult,),
    ast.BitAnd: (ast.BitOr,),
    ast.BitOr: (ast.BitAnd,),
    ast.LShift: (ast.RShift,),
    ast.RShift: (ast.LShift,),
}
COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
NON_COMMUTATIVE = (
    ast.Sub,
    ast.Div,
    ast.FloorDiv,
    ast.Mod,
    ast.Pow,
    ast.MatMult,
)  # operands that do not commute
SUMS_AND_PRODUCTS = (ast.Add, ast.Sub, ast.Mult, ast.Div)

# Functions that people confuse, by the last part of their names: each of a pair with the other.
EXCHANGED_FUNCTIONS = (
    ("max", "min"),
    ("amax", "amin"),
    ("maximum", "minimum"),
    ("argmax", "argmin"),
    ("std", "var"),
    ("zeros", "ones"),
    ("zeros_like", "ones_like"),
    ("floor", "ceil"),
    ("any", "all"),
    ("vstack", "hstack"),
    ("lower", "upper"),
)
CONFUSABLE_FUNCTIONS = {
    name: (other,) for pair in EXCHANGED_FUNCTIONS for name, other in (pair, pair[::-1])
} | {
    "tanh": ("sin", "arctan"),
    "sin": ("cos",),
    "cos": ("sin",),
    "exp": ("exp2", "expm1"),
    "log": ("log2", "log1p"),
    "log2": ("log",),
    "log10": ("log",),
    "sqrt": ("square",),
    "square": ("abs",),
    "sum": ("mean", "max"),
    "mean": ("sum", "median"),
    "median": ("mean",),
    "prod": ("sum",),
    "cumsum": ("cumprod",),
    "dot": ("multiply",),
    "outer": ("multiply",),
    "matmul": ("multiply",),
    "sorted": ("list",),
    "append": ("insert",),
    "most_common": ("items",),
}
SYMMETRIC = {
    "min",
    "max",
    "dot",
    "vdot",
    "maximum",
    "minimum",
    "add",
    "multiply",
    "hypot",
    "isclose",
    "allclose",
    "fmax",
    "fmin",
    "gcd",
    "lcm",
    "equal",
    "not_equal",
    "array_equal",
    "logaddexp",
    "logical_and",
    "logical_or",
    "logical_xor",
    "intersection",
    "union",
    "symmetric_difference",
}
AXES_LAST = {"swapaxes"}  # the order of their last two arguments does not matter
FIXED_ARGUMENT_ORDER = {
    "isinstance",
    "issubclass",
    "hasattr",
    "getattr",
    "setattr",
    "map",
    "filter",
    "reduce",
    "enumerate",
    "round",
    "expand_dims",
    "squeeze",
    "astype",
}  # another order only raises an error
SAME_NUMBERS = {"float", "bool", "asarray", "tuple"}  # leaving them out changes no number


def last_name(function: ast.expr) -> str:
    """Return the last part of a function's name, empty for an expression without a name."""
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""
