"""The source of a named mistake, made from a mutant: the changed part under a new name.

If the change is in a helper or a constant, the mistake is one of a part that uses it. Its source
then includes the changed helper under a new name, so that it does not affect other mistakes.
"""

from __future__ import annotations

import ast
import json
import keyword
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from textwrap import dedent

from kata_runner.errors import UsageError
from kata_runner.grading.parts import calls_part
from kata_runner.mutation.mutants import Mutant
from kata_runner.packs.author_files import parse_python
from kata_runner.packs.parts import Definition
from kata_runner.source_lines import split_lines
from kata_runner.verify.context import VerifyContext

WORDS_IN_NAME = 4
Definitions = Definition | ast.AsyncFunctionDef


@dataclass(frozen=True)
class MistakeSource:
    """The source of a mistake, its name and its part.

    `head` has the imports with which a new file begins, `text` the mistake itself.
    """

    head: str
    text: str
    name: str
    part: str


def make_mistake_source(context: VerifyContext, mutant: Mutant, says: str) -> MistakeSource:
    """Return a mutant as a mistake with this sentence.

    Raises UsageError if no part uses the changed code.
    """
    tree = ast.parse(mutant.source)
    changed = mutant.key.partition(":")[0]
    part = find_part(tree, changed, context)
    name = make_name(says, list_taken_names(context, tree))
    if is_in(changed, part):
        body = rename_lines(mutant.source, find_definition(tree, part), name)
    else:
        body = include_helpers(tree, changed.partition(".")[0], part, name)
    mark = f"@mistake({json.dumps(part)}, {json.dumps(says, ensure_ascii=False)})\n"
    *helpers, last = re.split(r"(?m)^(?=def |class )", body)
    head = "".join(
        f"{line}\n" for line in [*list_imports(tree), "", "from kata_runner import mistake"]
    ).lstrip("\n")
    return MistakeSource(head.rstrip(), "".join(helpers) + mark + last.rstrip() + "\n", name, part)


def find_part(tree: ast.Module, changed: str, context: VerifyContext) -> str:
    """Return the part to which the mistake belongs.

    It is the changed part, or the first one that uses the changed code. Raises UsageError if there
    is none.
    """
    called = context.key().called
    own = ".".join(changed.split(".")[:2])
    for part in (own, changed.partition(".")[0]):
        if isinstance(find_definition(tree, part), ast.FunctionDef) and calls_part(called, part):
            return part
    reaching = find_users(tree, changed.partition(".")[0])
    for name in called:
        node = find_definition(tree, name)
        if isinstance(node, ast.FunctionDef) and collect_names(node) & reaching:
            return name
    raise UsageError(
        f"no part that experiments call uses {changed}, so nobody can make this mistake"
    )


def is_in(changed: str, part: str) -> bool:
    """Whether the changed function is a part, or is inside it."""
    return changed == part or changed.startswith(f"{part}.")


def find_definition(tree: ast.Module, name: str) -> Definition | None:
    """Return the function, class or method of a name, or None."""
    body: list[ast.stmt] = tree.body
    node: Definition | None = None
    for step in name.split("."):
        node = next(
            (part for part in body if isinstance(part, Definition) and part.name == step), None
        )
        if node is None:
            return None
        body = node.body
    return node


def find_users(tree: ast.Module, helper: str) -> set[str]:
    """Return a helper and all functions of a module that use it, directly or indirectly."""
    functions = {
        node.name: collect_names(node) for node in tree.body if isinstance(node, ast.FunctionDef)
    }
    reaching = {helper}
    while more := {name for name, used in functions.items() if used & reaching} - reaching:
        reaching |= more
    return reaching


def collect_names(node: ast.AST) -> set[str]:
    """Return the names that are used in a piece of code."""
    return {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}


def rename_lines(source: str, node: Definition | None, name: str) -> str:
    """Return a function's own lines, including comments, under another name."""
    assert node is not None
    lines = split_lines(source)[node.lineno - 1 : node.end_lineno]
    text = dedent("\n".join(lines)) + "\n"
    return re.sub(rf"\A((?:async )?def ){re.escape(node.name)}\b", rf"\g<1>{name}", text)


def include_helpers(tree: ast.Module, helper: str, part: str, name: str) -> str:
    """Return a part with the changed helper and all functions between them, each renamed."""
    node = find_definition(tree, part)
    assert isinstance(node, ast.FunctionDef)
    between = find_users(tree, helper) - {part}
    needed = [
        inner for inner in tree.body if defines(inner, between & find_reachable_names(tree, node))
    ]
    names = {one: f"{name}_{one}" for one in between}
    texts = [ast.unparse(Renaming(names).visit(inner)) for inner in needed]
    whole = Renaming(names).visit(node)
    whole.name, whole.decorator_list = name, []
    return "\n\n\n".join([*texts, ast.unparse(whole)]) + "\n"


def find_reachable_names(tree: ast.Module, node: ast.AST) -> set[str]:
    """Return the names that a part uses, directly or indirectly."""
    functions = {
        inner.name: collect_names(inner)
        for inner in tree.body
        if isinstance(inner, ast.FunctionDef)
    }
    reached = collect_names(node)
    while (
        more := {name for known in reached & functions.keys() for name in functions[known]}
        - reached
    ):
        reached |= more
    return reached


def defines(node: ast.stmt, names: Collection[str]) -> bool:
    """Whether a statement of a module defines or assigns one of these names."""
    if isinstance(node, Definition):
        return node.name in names
    targets = (
        node.targets
        if isinstance(node, ast.Assign)
        else [node.target]
        if isinstance(node, ast.AnnAssign)
        else []
    )
    return any(isinstance(target, ast.Name) and target.id in names for target in targets)


class Renaming(ast.NodeTransformer):
    """Renames functions and variables wherever they are used or defined."""

    def __init__(self, names: Mapping[str, str]) -> None:
        """Store the new name of each name."""
        self.names = names

    def visit_Name(self, node: ast.Name) -> ast.AST:
        """Rename a use of a name."""
        return ast.Name(self.names.get(node.id, node.id), node.ctx)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        """Rename a function and what it contains."""
        return self.rename(node)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> ast.AST:
        """Rename an asynchronous function and what it contains."""
        return self.rename(node)

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        """Rename a class and what it contains; its methods and inner classes keep their names."""
        members = [(part, part.name) for part in node.body if isinstance(part, Definitions)]
        self.rename(node)
        for part, name in members:
            part.name = name
        return node

    def rename(self, node: Definitions) -> ast.AST:
        """Rename a definition and what it contains."""
        self.generic_visit(node)
        node.name = self.names.get(node.name, node.name)
        return node


def make_name(says: str, taken: Collection[str]) -> str:
    """Return an unused name, made of the first words of a sentence.

    >>> make_name("Nothing is subtracted before exp: subtract!", ["nothing_is_subtracted_before"])
    'nothing_is_subtracted_before_2'
    """
    words = re.findall(r"[a-z0-9]+", says.lower())[:WORDS_IN_NAME]
    name = "_".join(words) or "mistaken"
    if not name.isidentifier() or keyword.iskeyword(name):
        name = f"mistaken_{name}"
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name}_{number}"
    return free


def list_taken_names(context: VerifyContext, tree: ast.Module) -> set[str]:
    """Return the names that the reference or its mistakes use or define."""
    file = context.kata.mistakes
    trees = [tree, *([parse_python(file)] if file.is_file() else [])]
    return {name for one in trees for node in ast.walk(one) for name in get_defined_names(node)}


def get_defined_names(node: ast.AST) -> Iterator[str]:
    """Yield the name that a node uses or defines."""
    if isinstance(node, ast.Name):
        yield node.id
    elif isinstance(node, Definition):
        yield node.name
    elif isinstance(node, ast.alias):
        yield node.asname or node.name


def list_imports(tree: ast.Module) -> list[str]:
    """Return the imports of a module, one line each."""
    return [
        ast.unparse(node) for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)
    ]
