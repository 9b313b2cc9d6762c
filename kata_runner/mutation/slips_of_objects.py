"""Further slips with objects and their methods, for diagnosis only; `slips` explains rules."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from kata_runner.mutation.confusable import SUMS, last_name
from kata_runner.mutation.expressions import Scope
from kata_runner.mutation.known_names import Names
from kata_runner.mutation.sentences import capitalize, format_names
from kata_runner.mutation.syntax import build, is_call_with, is_operation

Slip = tuple[ast.expr, str, str]
MAX_ATTRIBUTES = 12
ANOTHER_OBJECT = "A method is called of another object than it should be{where}."


def other_objects(node: ast.expr, scope: Scope, names: Names) -> Iterator[Slip]:
    """Yield the same attribute of another object, or the same method called on another one."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        yield from other_owners(node, node.func, scope, names)
    if not isinstance(node, ast.Attribute) or not isinstance(node.value, ast.Name):
        return
    if node.attr in scope.attributes.get(node.value.id, ()):
        for other in scope.parameters:
            if other != node.value.id:
                text = f"{other}.{node.attr}"
                says = f"`{text}` is used in place of `{ast.unparse(node)}`."
                yield build(text), f"{node.attr}_of_{other}", says


def other_owners(
    node: ast.Call, function: ast.Attribute, scope: Scope, names: Names
) -> Iterator[Slip]:
    """Yield a method called on each other variable."""
    owner, method = function.value, function.attr
    if not isinstance(owner, ast.Name) or owner.id not in scope.variables:
        return
    for other in scope.variables:
        if other != owner.id:
            changed = ast.Call(ast.Attribute(ast.Name(other), method), node.args, node.keywords)
            says = describe(owner, ast.Name(other), names) or ANOTHER_OBJECT
            yield changed, f"{method}_of_another", says


def describe(right: ast.expr, wrong: ast.expr, names: Names) -> str:
    """Return the sentence for one object in place of another, empty if it would name nothing."""
    known = [names.read_by(one) for one in (wrong, right)]
    if not all(known) or known[0] == known[1]:
        return ""
    used = [names.refer_to(one) for one in (wrong, right)]
    return f"{capitalize(used[0])} is used in place of {used[1]}{{where}}."


def attribute_for_variable(node: ast.expr, scope: Scope, names: Names) -> Iterator[Slip]:
    """Yield an attribute in place of a local variable, which may be computed from it.

    An attribute about which nothing can be said is left out.
    """
    if not isinstance(node, ast.Name) or node.id not in names.definitions:
        return
    sources = texts_behind(node.id, names)
    pairs = [(owner, attribute) for owner, every in scope.attributes.items() for attribute in every]
    for owner, attribute in pairs[:MAX_ATTRIBUTES]:
        other, text = ast.Attribute(ast.Name(owner), attribute), f"{owner}.{attribute}"
        says = (
            f"`{text}` is used where what is computed from it belongs."
            if text in sources
            else describe(node, other, names)
        )
        if says:
            yield other, f"{attribute}_for_result", says


def texts_behind(variable: str, names: Names) -> set[str]:
    """Return the variables and attributes from which a variable is computed, at any distance."""
    texts: set[str] = set()
    waiting = [variable]
    while waiting:
        new = {
            ast.unparse(part)
            for value in names.definitions.get(waiting.pop(), ())
            for part in ast.walk(value)
            if isinstance(part, ast.Name | ast.Attribute)
        } - texts
        texts |= new
        waiting += new
    return texts


def arguments(node: ast.expr, scope: Scope, names: Names) -> Iterator[Slip]:
    """Yield a call with one of its several arguments left out."""
    if isinstance(node, ast.Call) and len(node.args) > 1:
        for index, argument in enumerate(node.args):
            rest = [*node.args[:index], *node.args[index + 1 :]]
            known = names.read_by(argument)
            what = f"What is computed from {format_names(known)}" if known else "One argument"
            other = ast.Call(node.func, rest, node.keywords)
            yield other, "argument_left_out", f"{what} is left out{{where}}."


def orders(node: ast.expr, scope: Scope, names: Names) -> Iterator[Slip]:
    """Yield another sorting order, a `range` with a step, or the first of several terms alone."""
    if is_call_with(node, 1):
        yield from other_orders(node, scope)
    if is_operation(node, *SUMS) and is_operation(node.left, *SUMS):
        known = [*names.read_by(node.left.right), *names.read_by(node.right)]
        verb = "is" if len(known) == 1 else "are"
        says = f"{format_names(known) or 'Some terms'} {verb} left out{{where}}."
        yield node.left.left, "terms_left_out", says


def other_orders(node: ast.Call, scope: Scope) -> Iterator[Slip]:
    """Yield `sorted` by values or reversed, and a `range` with a step."""
    last, first = last_name(node.func), node.args[0]
    if last == "sorted" and isinstance(first, ast.Name):
        for text, word in (("", "smallest"), (", reverse=True", "largest")):
            says = f"The {word} come first, in place of the order by name."
            yield build(f"sorted(x, key=x.get{text})", x=first), f"{word}_first", says
        yield build("sorted(x, reverse=True)", x=first), "reversed", "The order is reversed."
    sizes = [name for name, kind in scope.parameters.items() if kind == "int"]
    for name in sizes if last == "range" else ():
        says = f"The loop goes in steps of `{name}`, and should go one by one."
        yield build(f"range(0, x, {name})", x=first), f"step_of_{name}", says
