"""Other ways to write a part of the reference: mistakes, and alternatives, which are right.

They are declared in a file that is parsed and never imported, and run like attempts.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from inspect import signature
from pathlib import Path

from kata_runner.authoring import mistake
from kata_runner.engine.source import attempt_of
from kata_runner.errors import PackError
from kata_runner.grading.answer_key import reference
from kata_runner.model import Attempt, Kata
from kata_runner.packs.author_files import decode_python, parse_python
from kata_runner.packs.parts import Definition

# The text runs in a copy of the reference's namespace: it can use the reference's names, and its
# own names do not replace them.
OVERRIDE_TEMPLATE = """

known = dict(globals())
exec(compile({text!r}, __file__, "exec", dont_inherit=True), known)
{put}
"""
PUT_FUNCTION = "{part} = known[{name!r}]"
PUT_CLASS = """\
{part} = known[{part!r}] = known[{name!r}]
{part}.__name__ = {part}.__qualname__ = {part!r}"""
# An alias of the method, as in ``__radd__ = __add__``, is replaced too.
PUT_METHOD = """\
def put(owner, method, wrong):
    right = vars(owner).get(method, wrong)
    if type(right) in (staticmethod, classmethod, property) and type(wrong) is type(put):
        wrong = type(right)(wrong)
    for name in [method, *(name for name, value in vars(owner).items() if value is right)]:
        setattr(owner, name, wrong)

put({owner}, {method!r}, known[{name!r}])
del put"""


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
    nodes = list(remove_own_imports(parse_python(file).body))
    declared = {
        node: texts
        for node in nodes
        if isinstance(node, Definition)
        and (texts := read_declaration(file, node, mark)) is not None
    }
    check_unique(file, declared)
    lines = {node: node.lineno for node in declared}
    for node in declared:
        node.decorator_list = [other for other in node.decorator_list if not declares(other, mark)]
    written = {node: ast.unparse(node) for node in nodes}
    return tuple(
        Variant(
            node.name,
            *texts,
            "\n".join(written[part] for part in transitive_sources(node, nodes)),
            isinstance(node, ast.ClassDef),
            lines[node],
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


def declares(decorator: ast.expr, mark: Mark) -> bool:
    """Whether a decorator declares a variant, correctly or not."""
    name = decorator.func if isinstance(decorator, ast.Call) else decorator
    return ast.unparse(name) in (mark.name, f"kata_runner.{mark.name}")


def read_declaration(file: Path, node: Definition, mark: Mark) -> tuple[str, str] | None:
    """Return the part and the sentence that a variant declares, None for a helper.

    Raises PackError for a declaration that is not two texts, and for a second one.
    """
    decorators = [decorator for decorator in node.decorator_list if declares(decorator, mark)]
    if not decorators:
        return None
    first, *more = decorators
    texts = texts_in(first)
    if len(texts) != 2 or not all(text.strip() for text in texts):
        raise PackError(f"{file}:{first.lineno}: write @{mark.name}({mark.example}), both as texts")
    if more:
        raise PackError(
            f"{file}:{more[0].lineno}: '{node.name}' has @{mark.name} in line {first.lineno} too: "
            f"write a function of its own for each"
        )
    return texts[0], texts[1]


def texts_in(decorator: ast.expr) -> list[str]:
    """Return the part and the sentence in a decorator, or an empty list if they are not two
    texts.
    """
    if not isinstance(decorator, ast.Call):
        return []
    named = {keyword.arg or "**": keyword.value for keyword in decorator.keywords}
    try:
        values = PARAMETERS.bind(*decorator.args, **named).args
    except TypeError:  # an argument is missing, unknown or too many
        return []
    texts = [
        value.value
        for value in values
        if isinstance(value, ast.Constant) and isinstance(value.value, str)
    ]
    return texts if len(texts) == len(values) else []


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


def inject(kata: Kata, variant: Variant) -> Attempt:
    """Return the reference with one part replaced by a variant, as an attempt."""
    reference_source = decode_python(kata.reference, reference(kata).source)
    put = OVERRIDE_TEMPLATE.format(text=variant.source, put=override_lines(variant))
    return attempt_of(Path(f"{variant.name}.py"), (reference_source + put).encode())


def override_lines(variant: Variant) -> str:
    """Return the lines that replace a part by a variant."""
    owner, _, method = variant.function.rpartition(".")
    if owner:
        return PUT_METHOD.format(owner=owner, method=method, name=variant.name)
    return (PUT_CLASS if variant.is_class else PUT_FUNCTION).format(
        part=variant.function, name=variant.name
    )
