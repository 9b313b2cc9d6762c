"""Other ways to write a part of the reference: mistakes, and alternatives, which are right.

They are declared in a file that is parsed and never imported, and run like attempts.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from inspect import signature
from pathlib import Path
from typing import TypeGuard

from kata_runner.authoring import mistake
from kata_runner.engine.attempt_file import attempt_of
from kata_runner.errors import PackError
from kata_runner.grading.answer_key import read_reference_text
from kata_runner.grading.override import make_override
from kata_runner.model import Attempt, Kata
from kata_runner.packs.author_files import parse_python
from kata_runner.packs.source_parts import Definition


@dataclass(frozen=True, eq=False)
class Variant:
    """Another way to write `function`, with the sentence about it, its whole source, and its line
    in the author's file.

    `function` may also be a class or a method; `is_class` says whether the variant is a class.
    """

    name: str
    function: str
    says: str
    source: str
    is_class: bool = False
    line: int = 0


@dataclass(frozen=True)
class Mark:
    """A decorator that declares variants: its name, and what to write in its brackets, for error
    messages.
    """

    name: str
    example: str


PARAMETERS = signature(mistake)  # `alternative` has the same
ALTERNATIVE = Mark("alternative", '"function", "how it differs from the reference"')


def read_alternatives(kata: Kata) -> tuple[Variant, ...]:
    """Return the declared alternatives in their order, none if there is no such file.

    Raises PackError for a file that is not Python, and for a declaration that is not two texts.
    """
    return read_variants(kata.alternatives, ALTERNATIVE)


def read_variants(file: Path, mark: Mark) -> tuple[Variant, ...]:
    """Return the variants in a file in their order, none if there is no such file.

    Raises PackError for a file that is not Python, for a declaration that is not two texts, for two
    declarations of one variant, and for two variants of one name.
    """
    if not file.is_file():
        return ()
    module = parse_python(file)
    names = list_mark_names(module, mark)
    nodes = list(remove_own_imports(module.body))
    declared = {
        node: texts
        for node in nodes
        if isinstance(node, Definition)
        and (texts := read_declaration(file, node, mark, names)) is not None
    }
    check_unique(file, declared)
    for node in declared:
        node.decorator_list = [other for other in node.decorator_list if not declares(other, names)]
    refuse_misplaced(file, nodes, mark, names)
    written = {node: ast.unparse(node) for node in nodes}
    return tuple(
        Variant(
            node.name,
            *texts,
            "\n".join(written[part] for part in transitive_sources(node, nodes)),
            isinstance(node, ast.ClassDef),
            node.lineno,
        )
        for node, texts in declared.items()
    )


def check_unique(file: Path, nodes: Iterable[Definition]) -> None:
    """Raise PackError for two variants of one name: the second would replace the first."""
    lines: dict[str, int] = {}
    for node in nodes:
        if node.name in lines:
            raise PackError(
                f"{file}:{node.lineno}: '{node.name}' stands in line {lines[node.name]} too: "
                f"rename one"
            )
        lines[node.name] = node.lineno


def remove_own_imports(body: Iterable[ast.stmt]) -> Iterator[ast.stmt]:
    """Yield statements without imports of this package, which variants cannot import when they
    run.
    """
    for node in body:
        if isinstance(node, ast.Import):
            node.names = [alias for alias in node.names if not is_own_module(alias.name)]
            if node.names:
                yield node
        elif not isinstance(node, ast.ImportFrom) or not is_own_module(node.module or ""):
            yield node


def is_own_module(name: str) -> bool:
    """Whether a module is this package, or is in it."""
    return name.partition(".")[0] == "kata_runner"


def list_mark_names(module: ast.Module, mark: Mark) -> set[str]:
    """Return the names that a decorator has in a file, also those that its imports give it."""
    names = {mark.name, f"kata_runner.{mark.name}"}
    for node in module.body:
        if isinstance(node, ast.Import):
            own = [alias for alias in node.names if is_own_module(alias.name)]
            names |= {f"{alias.asname or alias.name}.{mark.name}" for alias in own}
        elif isinstance(node, ast.ImportFrom) and is_own_module(node.module or ""):
            names |= {
                alias.asname for alias in node.names if alias.asname and alias.name == mark.name
            }
    return names


def declares(decorator: ast.expr, names: Collection[str]) -> bool:
    """Whether a decorator declares a variant, correctly or not."""
    name = decorator.func if isinstance(decorator, ast.Call) else decorator
    return ast.unparse(name) in names


def read_declaration(
    file: Path, node: Definition, mark: Mark, names: Collection[str]
) -> tuple[str, str] | None:
    """Return the part and the sentence that a variant declares, None for a helper.

    Raises PackError for a declaration that is not two texts, and for a second one.
    """
    decorators = [decorator for decorator in node.decorator_list if declares(decorator, names)]
    if not decorators:
        return None
    first, *more = decorators
    texts = texts_in(first)
    if texts is None or not all(text.strip() for text in texts):
        raise PackError(f"{file}:{first.lineno}: write @{mark.name}({mark.example}), both as texts")
    if more:
        raise PackError(
            f"{file}:{more[0].lineno}: '{node.name}' has @{mark.name} in line {first.lineno} too: "
            f"write a function of its own for each"
        )
    return texts


def refuse_misplaced(
    file: Path, nodes: Iterable[ast.stmt], mark: Mark, names: Collection[str]
) -> None:
    """Raise PackError for a declaration that stands where none is read, so that it would count for
    nothing.
    """
    parts = [part for node in nodes for part in ast.walk(node)]
    unbound = set(names).difference(name for part in parts for name in get_bound_names(part))
    for part in parts:
        if mentions(part, unbound):
            raise PackError(
                f"{file}:{part.lineno}: @{mark.name} is read only above a def or a class at the "
                f"left margin, and not here: write one there for each {mark.name}"
            )


def get_bound_names(node: ast.AST) -> Iterator[str]:
    """Yield the name that a node gives to something."""
    if isinstance(node, ast.arg):
        yield node.arg
    elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        yield node.id
    elif isinstance(node, Definition | ast.AsyncFunctionDef):
        yield node.name


def mentions(node: ast.AST, names: Collection[str]) -> TypeGuard[ast.expr]:
    """Whether a node is one of these names, as ``mistake`` and ``kata_runner.mistake``."""
    if isinstance(node, ast.Name):
        return node.id in names
    return isinstance(node, ast.Attribute) and ast.unparse(node) in names


def texts_in(decorator: ast.expr) -> tuple[str, str] | None:
    """Return the part and the sentence in a decorator, or None if they are not two texts."""
    if not isinstance(decorator, ast.Call):
        return None
    named = {keyword.arg or "**": keyword.value for keyword in decorator.keywords}
    try:
        part, says = map(ast.literal_eval, PARAMETERS.bind(*decorator.args, **named).args)
    except (TypeError, ValueError):  # an argument is missing, unknown, too many or no literal
        return None
    return (part, says) if isinstance(part, str) and isinstance(says, str) else None


def transitive_sources(variant: Definition, nodes: Sequence[ast.stmt]) -> Iterator[ast.stmt]:
    """Return the statements of a variant's source: the functions and classes that it uses, directly
    or indirectly, and all statements that define neither.
    """
    definitions = {node.name: node for node in nodes if isinstance(node, Definition)}
    used = {variant.name}
    waiting = [variant, *(node for node in nodes if not isinstance(node, Definition))]
    while waiting:
        names = {part.id for part in ast.walk(waiting.pop()) if isinstance(part, ast.Name)}
        new = names & definitions.keys() - used
        used |= new
        waiting += [definitions[name] for name in new]
    return (node for node in nodes if not isinstance(node, Definition) or node.name in used)


def list_unread(file: Path, mark: Mark) -> list[tuple[int, str]]:
    """Return the line and name of each function and class of a file that declares no variant, and
    that nothing else in the file uses.

    Raises PackError for a file that is not Python.
    """
    if not file.is_file():
        return []
    module = parse_python(file)
    names = list_mark_names(module, mark)
    used: set[str] = set()
    for node in module.body:
        own = node.name if isinstance(node, Definition) else ""
        used |= {part.id for part in ast.walk(node) if isinstance(part, ast.Name)} - {own}
    return [
        (node.lineno, node.name)
        for node in module.body
        if isinstance(node, Definition)
        and node.name not in used
        and not any(declares(decorator, names) for decorator in node.decorator_list)
    ]


def inject(kata: Kata, variant: Variant) -> Attempt:
    """Return the reference with one part replaced by a variant, as an attempt."""
    text = read_reference_text(kata)
    override = make_override(variant.function, variant.name, variant.source, text)
    return attempt_of(Path(f"{variant.name}.py"), (text + override).encode())
