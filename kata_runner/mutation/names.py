"""The names that a learner knows, of what stands in a reference: its parameters, their attributes,
functions of libraries, the kata's parts.

Local variables of a reference are told by what they are computed from; a learner never reads their
names.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kata_runner.mutation.confusable import last_name

MAX_LISTED = 4  # names in one sentence
OWN = ("self", "cls")


@dataclass(frozen=True, eq=False)
class Names:
    """What can be said of one function's expressions.

    `parameters` are names that the learner knows too, `public` are the module's functions that the
    kata names in its texts, `definitions` says for each local variable what it was computed from.
    """

    parameters: Collection[str]
    public: Collection[str]
    known_words: Collection[str]
    modules: Collection[str] = ()
    part: str = ""
    helper: str = ""  # its name, where it is no part of the kata and the lesson names it
    definitions: Mapping[str, Sequence[ast.expr]] = field(default_factory=dict)

    def read_by(self, node: ast.AST) -> list[str]:
        """The known names that an expression reads itself, else those behind its variables."""
        return self.direct(node) or self.behind(node, frozenset())

    def direct(self, node: ast.AST) -> list[str]:
        """The known names that stand in an expression."""
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

    def all_behind(self, node: ast.AST) -> list[str]:
        """The known names that an expression reads and those behind its variables."""
        return list(dict.fromkeys([*self.direct(node), *self.behind_all(node, frozenset())]))

    def behind_all(self, node: ast.AST, seen: frozenset[str]) -> Iterator[str]:
        """The known names behind the variables of an expression, however far."""
        for part in ast.walk(node):
            if isinstance(part, ast.Name) and part.id in self.definitions and part.id not in seen:
                for value in self.definitions[part.id]:
                    yield from self.direct(value)
                    yield from self.behind_all(value, seen | {part.id})

    def behind(self, node: ast.AST, seen: frozenset[str]) -> list[str]:
        """The known names that the variables in an expression were computed from."""
        names: dict[str, None] = {}
        for part in ast.walk(node):
            if isinstance(part, ast.Name) and part.id in self.definitions and part.id not in seen:
                for value in self.definitions[part.id]:
                    direct = self.direct(value)
                    names |= dict.fromkeys(direct or self.behind(value, seen | {part.id}))
        return list(names)

    def of_function(self, function: ast.expr) -> str:
        """What a learner calls a function, nothing for one that only the reference has."""
        name = last_name(function)
        if isinstance(function, ast.Attribute):
            owner = function.value
            is_library = isinstance(owner, ast.Name) and owner.id in self.modules
            is_method = isinstance(owner, ast.Name) and owner.id in OWN
            return name if is_library or not is_method or name in self.known_words else ""
        return name if hasattr(builtins, name) or name in self.public else ""

    def where(self, *nodes: ast.AST | None) -> str:
        """`` where `a` and `b` are used``, by the first of these that reads a known name."""
        for node in nodes:
            if node is not None and (names := self.read_by(node)):
                if len(names) > MAX_LISTED or set(names) == set(self.parameters) != set(names[:1]):
                    return ""  # everything is used there
                return f" where {listing(names)} {'is' if len(names) == 1 else 'are'} used"
        return f" in `{self.helper}`" if self.helper else ""


def is_method_name(node: ast.Attribute) -> bool:
    """Whether an attribute is one that all objects of a type have: ``counts.items``,
    ``a.shape``.
    """
    kinds: tuple[type, ...] = (dict, list, str, tuple, set)
    return any(hasattr(kind, node.attr) for kind in kinds) or node.attr in ARRAY_ATTRIBUTES


# Attributes of an array that are no data of their own.
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


def listing(names: Sequence[str]) -> str:
    """Names as code, in a sentence.

    >>> listing(["a", "b", "c"])
    '`a`, `b` and `c`'
    """
    quoted = [f"`{name}`" for name in names[:MAX_LISTED]]
    if len(names) > MAX_LISTED:
        quoted = [*quoted[: MAX_LISTED - 1], "others"]
    return " and ".join(filter(None, [", ".join(quoted[:-1]), quoted[-1]]))


def definitions_in(function: ast.AST) -> dict[str, list[ast.expr]]:
    """For each variable of a function all that is assigned to it; for one of a loop what is looped
    over.
    """
    values: dict[str, list[ast.expr]] = {}
    for node in ast.walk(function):
        pairs: list[tuple[ast.expr, ast.expr]] = []
        if isinstance(node, ast.Assign):
            pairs = [(target, node.value) for target in node.targets]
        elif isinstance(node, ast.AugAssign | ast.AnnAssign | ast.NamedExpr) and node.value:
            pairs = [(node.target, node.value)]
        elif isinstance(node, ast.For | ast.comprehension):
            pairs = [(node.target, node.iter)]
        for target, value in pairs:
            for part in split_target(target, value):
                values.setdefault(part[0], []).append(part[1])
    return values


def split_target(target: ast.expr, value: ast.expr) -> Iterator[tuple[str, ast.expr]]:
    """Each variable of a target with what it gets: ``a, b = x, y`` gives a its x."""
    if isinstance(target, ast.Name):
        yield target.id, value
    elif isinstance(target, ast.Tuple | ast.List):
        same = isinstance(value, ast.Tuple | ast.List) and len(value.elts) == len(target.elts)
        for index, part in enumerate(target.elts):
            yield from split_target(part, value.elts[index] if same else value)  # type: ignore[attr-defined]
    elif isinstance(target, ast.Starred | ast.Subscript | ast.Attribute):
        yield from split_target(target.value, value)
