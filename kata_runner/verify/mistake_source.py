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
from kata_runner.grading.called_parts import calls_part
from kata_runner.grading.variants import get_bound_names
from kata_runner.mutation.mutants import Mutant
from kata_runner.mutation.source_edits import Source
from kata_runner.packs.author_files import parse_python
from kata_runner.packs.source_parts import Definition
from kata_runner.source_lines import split_lines
from kata_runner.verify.context import VerifyContext

WORDS_IN_NAME = 4
KINDS = ("property", "cached_property", "staticmethod", "classmethod")
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

    Raises UsageError if no part uses the changed code, and for a change of a property's setter.
    """
    tree = ast.parse(mutant.source)
    changed = mutant.key.partition(":")[0]
    part = find_part(tree, changed, context)
    name = make_name(says, list_taken_names(context, tree))
    if f"{changed}.".startswith(f"{part}."):  # it is the part, or inside it
        refuse_accessor(context, tree, part)
        texts = [rename_lines(mutant.source, tree, part, name)]
    else:
        texts = include_helpers(tree, changed.partition(".")[0], part, name)
    mark = f"@mistake({json.dumps(part)}, {json.dumps(says, ensure_ascii=False)})\n"
    head = "\n".join([*list_imports(tree), "", "from kata_runner import mistake"]).lstrip("\n")
    *helpers, wrong = texts
    text = "\n\n\n".join([*helpers, mark + wrong.rstrip()]) + "\n"
    return MistakeSource(head, text, name, part)


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


def refuse_accessor(context: VerifyContext, tree: ast.Module, part: str) -> None:
    """Raise UsageError if the change is not in the first function of a part's name, but in the
    setter or deleter of a property, which a mistake cannot replace.
    """
    before, after = find_definition(ast.parse(context.source), part), find_definition(tree, part)
    if before is not None and after is not None and ast.dump(before) == ast.dump(after):
        raise UsageError(
            f"the change is in a setter or deleter of {part}, which a mistake cannot replace: "
            f"let a probe show it"
        )


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
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    return {helper} | {
        node.name for node in functions if helper in find_reachable_names(tree, node)
    }


def collect_names(node: ast.AST) -> set[str]:
    """Return the names that are used in a piece of code."""
    return {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}


def rename_lines(source: str, tree: ast.Module, part: str, name: str) -> str:
    """Return a function's own lines, including comments, under another name, by which it also calls
    itself.
    """
    node = find_definition(tree, part)
    assert isinstance(node, ast.FunctionDef)
    names = {node.name: name} if is_global(node, part) else {}
    if names:
        source = rename_uses(source, node, name)
    lines = split_lines(source)[node.lineno - 1 : node.end_lineno]
    text = dedent("\n".join(lines)) + "\n"
    text = re.sub(rf"\A(def ){re.escape(node.name)}\b", rf"\g<1>{name}", text)
    decorators = list_decorators(node)
    node = Renaming(names).visit(node)
    node.name, node.decorator_list = name, []
    # Before Python 3.12 the columns inside f-strings are not those of the file.
    if names and not is_same(text, node):
        text = ast.unparse(node) + "\n"
    return decorators + text


def is_global(node: ast.FunctionDef, part: str) -> bool:
    """Whether a function's name means the function itself inside of it: it is no method, and has no
    variable of that name.
    """
    own = {name for inner in ast.walk(node) if inner is not node for name in get_bound_names(inner)}
    return part == node.name and node.name not in own


def rename_uses(source: str, node: ast.FunctionDef, name: str) -> str:
    """Return a module's source in which a function uses another name for itself."""
    uses = [use for use in ast.walk(node) if isinstance(use, ast.Name) and use.id == node.name]
    for use in sorted(uses, key=lambda use: (use.lineno, use.col_offset), reverse=True):
        source = Source(source).changed(use, name)
    return source


def is_same(text: str, node: ast.FunctionDef) -> bool:
    """Whether a text is the code of a function."""
    try:
        return ast.unparse(ast.parse(text)) == ast.unparse(node)
    except SyntaxError:
        return False


def list_decorators(node: ast.FunctionDef) -> str:
    """Return the lines of a function's decorators, without those that only say what kind of method
    it is: a mistake becomes of the same kind.
    """
    lines = [ast.unparse(decorator) for decorator in node.decorator_list]
    return "".join(f"@{line}\n" for line in lines if line.rpartition(".")[2] not in KINDS)


def include_helpers(tree: ast.Module, helper: str, part: str, name: str) -> list[str]:
    """Return the changed helper and all functions between it and a part, and last the part, each
    renamed.
    """
    node = find_definition(tree, part)
    assert isinstance(node, ast.FunctionDef)
    between = find_users(tree, helper) - {part}
    needed = [
        inner for inner in tree.body if defines(inner, between & find_reachable_names(tree, node))
    ]
    names = {one: f"{name}_{one}" for one in between}
    if is_global(node, part):
        names[part] = name
    decorators = list_decorators(node)
    texts = [ast.unparse(Renaming(names).visit(inner)) for inner in needed]
    whole = Renaming(names).visit(node)
    whole.name, whole.decorator_list = name, []
    return [*texts, decorators + ast.unparse(whole)]


def find_reachable_names(tree: ast.Module, node: ast.AST) -> set[str]:
    """Return the names that a part uses, directly or indirectly."""
    reached: set[str] = set()
    waiting = [node]
    while waiting:
        new = collect_names(waiting.pop()) - reached
        reached |= new
        waiting += [
            inner for inner in tree.body if isinstance(inner, ast.FunctionDef) and inner.name in new
        ]
    return reached


def defines(node: ast.stmt, names: Collection[str]) -> bool:
    """Whether a statement of a module defines or assigns one of these names."""
    if isinstance(node, Definition):
        return node.name in names
    targets: list[ast.expr] = []
    if isinstance(node, ast.Assign | ast.AnnAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    return any(isinstance(target, ast.Name) and target.id in names for target in targets)


class Renaming(ast.NodeTransformer):
    """Renames functions and variables wherever they are used or defined."""

    def __init__(self, names: Mapping[str, str]) -> None:
        """Store the new name of each name."""
        self.names = names

    def visit_Name(self, node: ast.Name) -> ast.AST:
        """Rename a use of a name."""
        return ast.Name(self.names.get(node.id, node.id), node.ctx)

    def visit_FunctionDef(self, node: Definitions) -> ast.AST:
        """Rename a definition and what it contains."""
        self.generic_visit(node)
        node.name = self.names.get(node.name, node.name)
        return node

    visit_AsyncFunctionDef = visit_FunctionDef  # noqa: N815  # the name that `ast` requires

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        """Rename a class and what it contains; its methods and inner classes keep their names."""
        members = [(part, part.name) for part in node.body if isinstance(part, Definitions)]
        self.visit_FunctionDef(node)
        for part, name in members:
            part.name = name
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
