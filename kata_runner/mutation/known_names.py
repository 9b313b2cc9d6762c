"""The names in a reference that a learner knows, for sentences about its expressions.

These are its parameters, their attributes, functions of libraries and the kata's parts. A learner
does not know the reference's local variables, so each of them is described by the names that it was
computed from.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kata_runner.mutation.confusable import last_name
from kata_runner.mutation.sentences import MAX_LISTED, format_names

OWN = ("self", "cls")


@dataclass(frozen=True, eq=False)
class Names:
    """The names that sentences about one function may use.

    `parameters` are those that the learner knows, `public` the module's functions that the kata's
    texts mention, and `known_words` all words of these texts. `definitions` maps each local
    variable to the expressions that it was computed from.
    """

    parameters: Collection[str]
    public: Collection[str]
    known_words: Collection[str]
    modules: Collection[str] = ()
    part: str = ""
    helper: str = ""  # the function's name, if it is not a part and the texts mention it
    definitions: Mapping[str, Sequence[ast.expr]] = field(default_factory=dict)

    def read_by(self, node: ast.AST) -> list[str]:
        """Return the known names in an expression, or else those behind its variables."""
        return self.direct(node) or self.behind(node)

    def direct(self, node: ast.AST) -> list[str]:
        """Return the known names that occur in an expression itself."""
        return list(dict.fromkeys(self._direct(node)))

    def _direct(self, node: ast.AST) -> Iterator[str]:
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            if node.value.id in OWN:
                if node.attr in self.known_words:
                    yield node.attr
                return
            if node.value.id in self.parameters:
                yield node.value.id if is_method_name(node) else node.attr
                return
        if isinstance(node, ast.Name) and node.id in self.parameters and node.id not in OWN:
            yield node.id
        for child in ast.iter_child_nodes(node):
            yield from self._direct(child)

    def refer_to(self, node: ast.AST) -> str:
        """Return how a sentence refers to a value: by the known names in it or behind it."""
        if known := self.direct(node):
            return format_names(known)
        return f"what is computed from {format_names(self.read_by(node))}"

    def all_behind(self, node: ast.AST) -> list[str]:
        """Return the known names in an expression and all those behind its variables."""
        return list(dict.fromkeys([*self.direct(node), *self.behind(node, at_any_distance=True)]))

    def behind(
        self, node: ast.AST, *, at_any_distance: bool = False, seen: frozenset[str] = frozenset()
    ) -> list[str]:
        """Return the known names that the variables in an expression were computed from.

        The variables of a definition are followed if it has no known names, or `at_any_distance`.
        """
        names: list[str] = []
        for part in ast.walk(node):
            if isinstance(part, ast.Name) and part.id in self.definitions and part.id not in seen:
                for value in self.definitions[part.id]:
                    direct = self.direct(value)
                    names += direct
                    if at_any_distance or not direct:
                        names += self.behind(
                            value, at_any_distance=at_any_distance, seen=seen | {part.id}
                        )
        return list(dict.fromkeys(names))

    def of_function(self, function: ast.expr) -> str:
        """Return what a learner calls a function, empty if only the reference has it."""
        name = last_name(function)
        if isinstance(function, ast.Attribute):
            is_own = isinstance(function.value, ast.Name) and function.value.id in OWN
            return "" if is_own and name not in self.known_words else name
        return name if hasattr(builtins, name) or name in self.public else ""

    def where(self, *nodes: ast.AST | None) -> str:
        """Return `` where `a` and `b` are used``, for the first node that reads a known name.

        The text is empty if the node reads more than `MAX_LISTED` names, or all of several
        parameters. If no node reads a known name, the text names the helper, if there is one.
        """
        for node in nodes:
            if node is not None and (names := self.read_by(node)):
                if len(names) > MAX_LISTED or set(names) == set(self.parameters) != set(names[:1]):
                    return ""  # everything is used there
                return f" where {format_names(names)} {'is' if len(names) == 1 else 'are'} used"
        return f" in `{self.helper}`" if self.helper else ""


def is_method_name(node: ast.Attribute) -> bool:
    """Whether all objects of a type have an attribute: ``counts.items``, ``a.shape``."""
    kinds: tuple[type, ...] = (dict, list, str, tuple, set)
    return any(hasattr(kind, node.attr) for kind in kinds) or node.attr in ARRAY_ATTRIBUTES


# Attributes of an array that hold no separate data.
ARRAY_PROPERTIES = {
    "T",
    "shape",
    "ndim",
    "size",
    "dtype",
    "real",
    "imag",
    "flat",
}
ARRAY_ATTRIBUTES = ARRAY_PROPERTIES | {
    "sum",
    "mean",
    "max",
    "min",
    "std",
    "var",
    "dot",
    "reshape",
    "ravel",
    "astype",
    "argmax",
    "argmin",
    "transpose",
    "cumsum",
    "prod",
    "round",
    "clip",
    "tolist",
    "random_sample",
    "normal",
    "rand",
    "randn",
    "randint",
    "choice",
    "any",
    "all",
}


def definitions_in(function: ast.AST) -> dict[str, list[ast.expr]]:
    """Map each variable of a function to everything that is assigned to it.

    The variable of a loop is mapped to what the loop iterates over.
    """
    values: dict[str, list[ast.expr]] = {}
    for node in ast.walk(function):
        targets: list[ast.expr] = []
        if isinstance(node, ast.Assign):
            targets, value = node.targets, node.value
        elif isinstance(node, ast.AugAssign | ast.AnnAssign | ast.NamedExpr) and node.value:
            targets, value = [node.target], node.value
        elif isinstance(node, ast.For | ast.comprehension):
            targets, value = [node.target], node.iter
        for target in targets:
            for name, part in split_target(target, value):
                values.setdefault(name, []).append(part)
    return values


def split_target(target: ast.expr, value: ast.expr) -> Iterator[tuple[str, ast.expr]]:
    """Yield each variable of a target with its value: for ``a, b = x, y``, ``a`` with ``x``.

    If the value cannot be split like the target, each variable gets the whole value.
    """
    if isinstance(target, ast.Name):
        yield target.id, value
    elif isinstance(target, ast.Tuple | ast.List):
        values = value.elts if isinstance(value, ast.Tuple | ast.List) else []
        same = len(values) == len(target.elts)
        for index, part in enumerate(target.elts):
            yield from split_target(part, values[index] if same else value)
    elif isinstance(target, ast.Starred | ast.Subscript | ast.Attribute):
        yield from split_target(target.value, value)
