"""Inspection of an attempt's syntax tree, in a sandbox: this program is appended to an attempt and
gets the source as bytes, which it parses and never executes.

So it must not import this package. It prints a line for each finding: the fields of `Finding`,
separated by commas.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import islice
from typing import Any, NamedTuple

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
LOOPS = (ast.For, ast.While, ast.AsyncFor)
SCOPES = (*FUNCTIONS, ast.Lambda, ast.ClassDef)
MAX_FINDINGS = 40


class Finding(NamedTuple):
    """One certain finding: the rule that it matches, a line, another name, the position of a
    parameter, and the part.
    """

    rule: str
    line: int = 0
    other: str = ""
    position: int = -1
    part: str = ""


def inspect_source(source: bytes, parts: list[str], prefix: str) -> None:
    """Print the findings in these parts, up to `MAX_FINDINGS`: none if the source does not parse,
    and only those before an expression that is nested too deeply to be inspected.
    """
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return
    try:
        for finding in islice(findings(tree, parts), MAX_FINDINGS):
            print(prefix + ",".join(map(str, finding)))
    except RecursionError:
        return


def findings(tree: ast.Module, parts: list[str]) -> Iterator[Finding]:
    """Yield every finding that is certain from the code alone, whatever the attempt returns."""
    if all(map(is_text, tree.body)):
        yield Finding("empty_file")
    elif parts and not is_any_given(tree, parts):
        yield from check_other_file(tree, parts)
    yield from check_imports(tree)
    for part in parts:
        for finding in check_part(tree, part):
            yield finding._replace(part=part)


def check_part(tree: ast.Module, part: str) -> Iterator[Finding]:
    """Yield the findings about one part."""
    function = find_part(tree, part)
    if function is None:
        yield from check_missing(tree, part)
    else:
        yield from check_memory(tree, function)
        yield from check_results(function)
        yield from check_body(function)
        yield from check_parameters(function)
    yield from check_twice_defined(tree, part)


def is_any_given(tree: ast.Module, parts: list[str]) -> bool:
    """Whether a module gives one of the parts a value in any way, or may do so by `import *`."""
    names = {bound_name(node) for node in own_nodes(tree)}
    return "*" in names or not names.isdisjoint(part.partition(".")[0] for part in parts)


def find_part(tree: ast.Module, part: str) -> Any:
    """Return the last definition of a function or method, None if there is none."""
    body: list[Any] = list(tree.body)
    *owners, name = part.split(".")
    for owner in owners:
        classes = [node for node in body if isinstance(node, ast.ClassDef) and node.name == owner]
        body = classes[-1].body if classes else []
    functions = [node for node in body if isinstance(node, FUNCTIONS) and node.name == name]
    return functions[-1] if functions else None


def check_other_file(tree: ast.Module, parts: list[str]) -> Iterator[Finding]:
    """Yield a finding if none of the parts is defined at any depth, but other names are."""
    defined = [node.name for node in tree.body if isinstance(node, (*FUNCTIONS, ast.ClassDef))]
    nested = {node.name for node in ast.walk(tree) if isinstance(node, FUNCTIONS)}
    if defined and not nested.intersection(parts):
        yield Finding("other_file", other=min(defined))


def check_imports(tree: ast.Module) -> Iterator[Finding]:
    """Yield a finding if `np` is used and numpy is not imported under that name."""
    nodes = list(ast.walk(tree))
    used = [node.lineno for node in nodes if isinstance(node, ast.Name) and node.id == "np"]
    names = [(alias.name, alias.asname, node.lineno) for node in nodes
             if isinstance(node, ast.Import) for alias in node.names]  # fmt: skip
    plain = [line for name, alias, line in names if (name, alias) == ("numpy", None)]
    if not used or any(alias == "np" for _, alias, _ in names):
        return
    if plain:
        yield Finding("numpy_without_alias", plain[0])
    else:
        yield Finding("numpy_not_imported", used[0])


def check_missing(tree: ast.Module, part: str) -> Iterator[Finding]:
    """Yield a finding if a part is defined inside a class or another function."""
    for node in ast.walk(tree):
        if not isinstance(node, (*FUNCTIONS, ast.ClassDef)):
            continue
        for inner in node.body:
            if isinstance(inner, FUNCTIONS) and inner.name == part:
                kind = "class" if isinstance(node, ast.ClassDef) else "function"
                yield Finding(f"inside_{kind}", inner.lineno, node.name)
                return


def check_memory(tree: ast.Module, function: Any) -> Iterator[Finding]:
    """Yield what a part keeps from call to call, in the module, in a default, in a cache or in its
    helpers' defaults, and where it seeds a generator.
    """
    for node in ast.walk(function):
        if isinstance(node, ast.Global):
            yield finding_of_state(node, node.names[0])
        if isinstance(node, ast.Attribute) and node.attr == "seed":
            yield Finding("seeds", node.lineno)
    yield from check_changes(function, shared_names(tree, function))
    for decorator in function.decorator_list:
        if "cache" in ast.unparse(decorator):
            yield finding_of_state(decorator, "cache")
    for helper in helpers_of(tree, function):
        yield from check_changes(helper, default_names(helper))


def check_changes(function: Any, names: set[str]) -> Iterator[Finding]:
    """Yield where a function modifies one of these objects in place."""
    for node in ast.walk(function):
        for name in names.intersection(changed_by(node)):
            yield finding_of_state(node, name)


def helpers_of(tree: ast.Module, function: Any) -> list[Any]:
    """Return the functions and methods of the file that a function calls, directly or through
    others, without itself and those defined in it.
    """
    defined = [node for node in ast.walk(tree) if isinstance(node, FUNCTIONS)]
    reached = [function]
    for caller in reached:
        called = {
            node.func.attr if isinstance(node.func, ast.Attribute) else called_name(node)
            for node in ast.walk(caller)
            if isinstance(node, ast.Call)
        }
        reached += [node for node in defined if node.name in called and node not in reached]
    inner = set(ast.walk(function))
    return [node for node in reached if node not in inner]


def changed_by(node: ast.AST) -> list[str]:
    """Return the names of the objects that a node modifies in place."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return [owner_of(node.func)] if node.func.attr in MUTATING_METHODS else []
    return [owner_of(target) for target in targets_of(node)]


def shared_names(tree: ast.Module, function: Any) -> set[str]:
    """Return the names of the module's variables that a function does not hide behind names of its
    own, and of its defaults that all calls share.
    """
    names = {target.id for node in tree.body for target in targets_of(node)
             if isinstance(target, ast.Name)}  # fmt: skip
    parameters = {node.arg for node in ast.walk(function.args) if isinstance(node, ast.arg)}
    return names - parameters - bound_names(function) | default_names(function)


def default_names(function: Any) -> set[str]:
    """Return the parameters of a function whose default is one object that all calls share, without
    those that it assigns anew.
    """
    given, every = function.args, positional_of(function)
    named = [*every[len(every) - len(given.defaults) :], *given.kwonlyargs]
    pairs = zip(named, [*given.defaults, *given.kw_defaults], strict=True)
    shared = (ast.List, ast.Dict, ast.Set, ast.Call)
    names = {argument.arg for argument, default in pairs if isinstance(default, shared)}
    return names - bound_names(function)


def positional_of(function: Any) -> list[Any]:
    """Return the parameters of a function that may be given by position, in their order."""
    return [*function.args.posonlyargs, *function.args.args]


def bound_names(function: Any) -> set[str]:
    """Return the names that a function's body gives to objects of its own, in nested functions too;
    `+=` gives no name, and a name that is declared global is the module's.
    """
    nodes = [node for statement in function.body for node in ast.walk(statement)]
    shared = {name for node in nodes if isinstance(node, ast.Global) for name in node.names}
    changed = {id(node.target) for node in nodes if isinstance(node, ast.AugAssign)}
    return {bound_name(node) for node in nodes if id(node) not in changed} - shared


def bound_name(node: Any) -> str:
    """Return the name that a node gives to an object, an empty string if it gives none."""
    if isinstance(node, ast.Name):
        return node.id if isinstance(node.ctx, ast.Store) else ""
    if isinstance(node, ast.alias):
        return node.asname or node.name.partition(".")[0]
    name = getattr(node, "arg" if isinstance(node, ast.arg) else "name", None)
    return name or getattr(node, "rest", None) or ""


def owner_of(target: Any) -> str:
    """Return the variable that `target` is an item or attribute of, at any depth; an empty string
    if it is a whole variable, or part of no variable.
    """
    owner = target
    while isinstance(owner, (ast.Subscript, ast.Attribute)):
        owner = owner.value
    return owner.id if owner is not target and isinstance(owner, ast.Name) else ""


def finding_of_state(node: Any, name: str) -> Finding:
    """Return the finding for an object that a part keeps from call to call."""
    return Finding("kept_between_calls", node.lineno, name)


def targets_of(node: ast.AST) -> list[Any]:
    """Return the targets of an assignment, nothing for any other node."""
    if isinstance(node, ast.Assign):
        return node.targets
    return [node.target] if isinstance(node, (ast.AugAssign, ast.AnnAssign)) else []


MUTATING_METHODS = {"append", "extend", "update", "add", "setdefault", "insert", "pop", "clear"}


def check_twice_defined(tree: ast.Module, part: str) -> Iterator[Finding]:
    """Yield a finding if a stub further down replaces a part that is written."""
    twice = [node for node in tree.body if isinstance(node, FUNCTIONS) and node.name == part]
    if len(twice) > 1 and is_stub(twice[-1]) and not all(map(is_stub, twice)):
        yield Finding("defined_twice", twice[-1].lineno)


def check_body(function: Any) -> Iterator[Finding]:
    """Yield the findings in a part's own statements."""
    for node in own_nodes(function):
        if isinstance(node, LOOPS) and returns_at_once(node):
            yield Finding("return_in_loop", node.body[-1].lineno)
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitXor):
            yield Finding("caret", node.lineno)
        elif isinstance(node, ast.Attribute) and ast.unparse(node) in RANDOM_FUNCTIONS:
            yield Finding("own_random", node.lineno, ast.unparse(node))


def returns_at_once(loop: Any) -> bool:
    """Whether a loop returns in its first turn, whatever its conditions give: its last statement is
    `return`, and neither `continue` nor `break` may come before it.
    """
    waiting = list(loop.body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, (ast.Break, ast.Continue)):
            return False
        if isinstance(node, LOOPS):
            waiting += node.orelse  # what its body has of them is its own
        elif not isinstance(node, (*SCOPES, ast.expr)):
            waiting += ast.iter_child_nodes(node)
    return isinstance(loop.body[-1], ast.Return)


def check_results(function: Any) -> Iterator[Finding]:
    """Yield a finding if a part is a coroutine, yields, only prints, or never returns a value."""
    own = list(own_nodes(function))
    returns = [node for node in own if isinstance(node, ast.Return) and node.value is not None]
    prints = [node for node in own if isinstance(node, ast.Call) and called_name(node) == "print"]
    yields = [node for node in own if isinstance(node, (ast.Yield, ast.YieldFrom))]
    if isinstance(function, ast.AsyncFunctionDef):
        yield Finding("async", function.lineno)
    elif yields:
        yield Finding("yields", yields[0].lineno)
    elif not returns and prints:
        yield Finding("prints", prints[-1].lineno)
    elif not returns and not is_stub(function):
        yield Finding("no_return", function.body[-1].lineno)


def check_parameters(function: Any) -> Iterator[Finding]:
    """Yield a finding for each parameter without a default that a part never uses."""
    count = len(positional_of(function)) - len(function.args.defaults)
    for position, name in list_unread(function):
        if position < count and name not in ("self", "cls") and not is_stub(function):
            rule = "generator_unused" if name in GENERATORS else "unused_parameter"
            yield Finding(rule, function.lineno, name, position)


def list_unread(function: Any) -> list[tuple[int, str]]:
    """Return the positions and names of the parameters that a function never reads."""
    read = {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}
    names = [argument.arg for argument in positional_of(function)]
    return [(position, name) for position, name in enumerate(names) if name not in read]


def own_nodes(function: Any) -> Iterator[ast.AST]:
    """Yield the nodes of a function's or a module's body, without what is inside nested functions
    and classes.
    """
    waiting: list[ast.AST] = list(function.body)
    while waiting:
        node = waiting.pop(0)
        yield node
        if not isinstance(node, SCOPES):
            waiting += ast.iter_child_nodes(node)


def called_name(call: ast.Call) -> str:
    """Return the name that is called, an empty string if the callee is not a plain name."""
    return call.func.id if isinstance(call.func, ast.Name) else ""


def is_text(node: ast.stmt) -> bool:
    """Whether a statement is only a constant, such as a docstring."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def is_stub(function: Any) -> bool:
    """Whether a function does nothing but raise NotImplementedError, or nothing at all."""
    body = [node for node in function.body if not is_text(node)]
    if not body:
        return True
    return len(body) == 1 and (
        isinstance(body[0], ast.Pass)
        or (isinstance(body[0], ast.Raise) and "NotImplementedError" in ast.unparse(body[0]))
    )


GENERATORS = ("rng", "random_state", "generator", "random_generator")
RANDOM_MODULES = ("random", "np.random", "numpy.random")
RANDOM_FUNCTIONS = {f"{module}.{name}" for module in RANDOM_MODULES for name in (
    "random", "choice", "choices", "randint", "uniform", "rand", "random_sample", "normal", "randn",
    "default_rng", "RandomState", "shuffle", "permutation", "gauss", "multinomial")}  # fmt: skip
