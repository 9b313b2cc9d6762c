"""Floating-point noise: variants of the reference that are as correct and round differently.

A correct attempt may compute the same in another order or another precision, so the distance of
these variants from the reference is a distance that any correct attempt may have. They are made
from the source alone, whatever it computes.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator

from kata_runner.mutation.confusable import last_name

SUMS = {"sum", "mean", "prod", "norm", "fsum"}
PRODUCTS = {"dot", "matmul", "inner", "vdot"}

# The next two texts are appended to a reference and run where attempts run.
IN_PRECISION = '''


import copy as _copy
import functools as _functools

import numpy as _numpy


def _converted(value, kind):
    """The value with every float in it of this kind, and all else as it is."""
    is_array = isinstance(value, _numpy.ndarray | _numpy.generic)
    if isinstance(value, float) or (is_array and value.dtype.kind == "f"):
        return value.astype(kind) if isinstance(value, _numpy.ndarray) else kind(value)
    if type(value) in (list, tuple):
        return type(value)(_converted(part, kind) for part in value)
    if type(value) is dict:
        return {key: _converted(part, kind) for key, part in value.items()}
    if type(value).__module__ != "numpy" and not callable(value) and hasattr(value, "__dict__"):
        changed = _copy.copy(value)
        vars(changed).update({name: _converted(part, kind) for name, part in vars(value).items()})
        return changed
    return value


def _is_equal(value, other):
    """Return whether two values are the same numbers."""
    try:
        return _numpy.array_equal(value, other, equal_nan=hasattr(value, "dtype"))
    except AttributeError:  # numpy 2.0, for a number beside a text
        return False


def _write_back(value, other, kind):
    """Change `value` as a function changed `other`, its converted copy; return what replaces it."""
    if value is other:
        return value
    if type(value) is list and len(value) == len(other):
        value[:] = [_write_back(*parts, kind) for parts in zip(value, other)]
    elif type(value) is list:
        value[:] = _converted(other, _numpy.float64)
    elif type(value) is dict:
        now = {name: _write_back(value.get(name), part, kind) for name, part in other.items()}
        value.clear()
        value.update(now)
    elif hasattr(value, "__dict__") and type(value) is type(other):
        own = vars(value)
        for name, part in vars(other).items():
            own[name] = _write_back(own.get(name), part, kind)
    elif not _is_equal(_converted(value, kind), other):
        if not isinstance(value, _numpy.ndarray) or value.shape != _numpy.shape(other):
            return _converted(other, _numpy.float64)
        value[...] = other
    return value


def _in_precision(function, kind):
    """The function computing in floats of this kind; what it returns are Python's own again."""

    @_functools.wraps(function)
    def other(*args, **kwargs):
        given = {name: _converted(value, kind) for name, value in kwargs.items()}
        copies = [_converted(value, kind) for value in args]
        result = function(*copies, **given)
        for value, copy in [*zip(args, copies), *((kwargs[name], given[name]) for name in given)]:
            _write_back(value, copy, kind)
        return _converted(result, _numpy.float64)

    return other
'''
TURNED = '''


def _turned(value):
    """The same numbers from the last to the first, where it is a row of them."""
    if hasattr(value, "__array__"):
        return value[::-1] if getattr(value, "ndim", 0) == 1 else value
    return value if isinstance(value, dict | str | set | frozenset) else list(value)[::-1]


def _turned_sum(function, value):
    """A sum that begins with what comes last."""
    return function(_turned(value))


def _turned_method(value, name):
    """The same, asked of the row itself."""
    return getattr(_turned(value) if hasattr(value, "__array__") else value, name)()


def _turned_product(left, right):
    """A product of matrices or vectors whose sums begin with what comes last."""
    if getattr(left, "ndim", 0) in (1, 2) and getattr(right, "ndim", 0) in (1, 2):
        return left[..., ::-1] @ right[::-1]
    return left @ right
'''


def make_noisy_variants(source: str, graded: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield a description and the source of each variant of a reference.

    Raises SyntaxError for source that is not valid Python.
    """
    reordered = ast.unparse(OtherOrder().visit(ast.parse(source)))
    yield "sums in another order", reordered + TURNED
    for words, kind in (("single precision", "float32"), ("longer precision", "longdouble")):
        names = [name for name in sorted(graded) if name.isidentifier()]
        rebound = "".join(f"{name} = _in_precision({name}, _numpy.{kind})\n" for name in names)
        yield words, f"{source}{IN_PRECISION}\n\n{rebound}"


class OtherOrder(ast.NodeTransformer):
    """Computes sums from the end, and regroups chains of sums and of products."""

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        """Let ``a @ b`` sum from the end, and turn ``(a + b) + c`` into ``a + (b + c)``."""
        self.generic_visit(node)
        left, kind = node.left, type(node.op)
        if kind is ast.MatMult:
            return call("_turned_product", node.left, node.right)
        if kind in (ast.Add, ast.Mult) and isinstance(left, ast.BinOp) and type(left.op) is kind:
            return ast.BinOp(left.left, node.op, ast.BinOp(left.right, node.op, node.right))
        return node

    def visit_Call(self, node: ast.Call) -> ast.AST:
        """Let ``sum(x)``, ``np.sum(x)``, ``x.sum()`` and ``np.dot(a, b)`` sum from the end."""
        self.generic_visit(node)
        function, name, count = node.func, last_name(node.func), len(node.args)
        if node.keywords:
            return node
        if name in PRODUCTS and count == 2:
            return call("_turned_product", *node.args)
        if name in SUMS and count == 1:
            return call("_turned_sum", function, *node.args)
        if name in SUMS and count == 0 and isinstance(function, ast.Attribute):
            return call("_turned_method", function.value, ast.Constant(name))
        return node


def call(name: str, *arguments: ast.expr) -> ast.Call:
    """Return a call of a function by its name."""
    return ast.Call(ast.Name(name), list(arguments), [])
