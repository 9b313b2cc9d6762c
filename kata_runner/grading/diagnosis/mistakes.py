"""A kata's known mistakes: declared in `mistakes.py`, which is read and never imported, and run like any attempt."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kata_runner.engine.job import Job, Run
from kata_runner.engine.source import attempt_of
from kata_runner.errors import BrokenPack, EngineFault
from kata_runner.grading.answer_key import RunJobs, reference
from kata_runner.model import Attempt, Kata
from kata_runner.packs.parts import Definition

# The text runs in a namespace of its own, so that none of its names gets in the way of the reference's; it finds those.
PUT_IN_PLACE = """

known = dict(globals())
exec(compile({text!r}, __file__, "exec", dont_inherit=True), known)
{put}
"""
PUT_FUNCTION = "{part} = known[{name!r}]"
PUT_CLASS = """\
{part} = known[{part!r}] = known[{name!r}]
{part}.__name__ = {part}.__qualname__ = {part!r}"""
# A second name of the method, as in ``__radd__ = __add__``, stands for the wrong one too.
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
class Mistake:
    """A wrong way to write `function`, the sentence that tells a learner so, and all of its source.

    `function` may be a class or a method too; `is_class` says whether it is a class that is written wrongly.
    """

    name: str
    function: str
    says: str
    source: str
    is_class: bool = False


def read_mistakes(kata: Kata) -> tuple[Mistake, ...]:
    """The declared mistakes in their order, none where there is no such file.

    Raises BrokenPack for a file that is no Python, and for a declaration that is not two texts.
    """
    try:
        tree = ast.parse(kata.mistakes.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return ()
    except (OSError, SyntaxError, ValueError) as error:
        raise BrokenPack(f"kata {kata.id}: {kata.mistakes}: {error}") from error
    nodes = [node for node in tree.body if not imports_us(node)]
    declared = {node: said for node in nodes if isinstance(node, Definition)
                for said in declarations(kata, node)}  # fmt: skip
    refuse_doubles(kata, declared)
    for node in declared:
        node.decorator_list = [mark for mark in node.decorator_list if not declares(mark)]
    written = {node: ast.unparse(node) for node in nodes}
    return tuple(Mistake(node.name, *said, "\n".join(written[part] for part in needed(node, nodes)),
                         isinstance(node, ast.ClassDef)) for node, said in declared.items())  # fmt: skip


def refuse_doubles(kata: Kata, nodes: Iterable[Definition]) -> None:
    """Raise BrokenPack for two mistakes of one name: the second would stand for both."""
    lines: dict[str, int] = {}
    for node in nodes:
        if node.name in lines:
            raise BrokenPack(f"{kata.mistakes}:{node.lineno}: '{node.name}' stands in line {lines[node.name]} too: "
                             "rename one")  # fmt: skip
        lines[node.name] = node.lineno


def imports_us(node: ast.stmt) -> bool:
    """Whether a statement imports from this package, which is not there where mistakes run."""
    return isinstance(node, ast.ImportFrom) and str(node.module).partition(".")[0] == "kata_runner"


def declares(decorator: ast.expr) -> bool:
    """Whether a decorator declares a mistake."""
    return isinstance(decorator, ast.Call) and ast.unparse(decorator.func) == "mistake"


def declarations(kata: Kata, node: Definition) -> Iterator[tuple[str, str]]:
    """The function and the sentence over a mistake; nothing over a helper."""
    for decorator in node.decorator_list:
        if isinstance(decorator, ast.Call) and declares(decorator):
            given = [*decorator.args, *(keyword.value for keyword in decorator.keywords)]
            said = [value.value for value in given if isinstance(value, ast.Constant) and isinstance(value.value, str)]
            if len(said) != 2 or len(given) != 2:
                where = f"{kata.mistakes}:{decorator.lineno}"
                raise BrokenPack(f'{where}: write @mistake("function", "the sentence a learner reads"), both as texts')
            yield said[0], said[1]


def needed(mistake: Definition, nodes: Sequence[ast.stmt]) -> Iterator[ast.stmt]:
    """What a mistake's source is made of: the functions and classes that it names, by whatever way, and all else."""
    definitions = {node.name: node for node in nodes if isinstance(node, Definition)}
    kept = {mistake.name}
    waiting = [mistake, *(node for node in nodes if not isinstance(node, Definition))]
    while waiting:
        names = {part.id for part in ast.walk(waiting.pop()) if isinstance(part, ast.Name)}
        new = names & definitions.keys() - kept
        kept |= new
        waiting += [definitions[name] for name in new]
    return (node for node in nodes if not isinstance(node, Definition) or node.name in kept)


def attempt_with(kata: Kata, mistake: Mistake) -> Attempt:
    """The reference with one part replaced by a wrong one."""
    right = reference(kata).source.decode("utf-8")
    put = PUT_IN_PLACE.format(text=mistake.source, put=putting(mistake))
    return attempt_of(Path(f"{mistake.name}.py"), (right + put).encode())


def putting(mistake: Mistake) -> str:
    """The lines that put a mistake in the place of what is right."""
    owner, _, method = mistake.function.rpartition(".")
    if owner:
        return PUT_METHOD.format(owner=owner, method=method, name=mistake.name)
    return (PUT_CLASS if mistake.is_class else PUT_FUNCTION).format(part=mistake.function, name=mistake.name)


def run_mistakes(
    kata: Kata, mistakes: Iterable[Mistake], seed: int, run_many: RunJobs
) -> Iterator[tuple[Mistake, Run]]:
    """Each mistake with what it gives, as they end; raises BrokenPack for one that does not load."""
    jobs = {Job(kata, attempt_with(kata, mistake), "graded", seed): mistake for mistake in mistakes}
    for job, run in run_many(jobs):
        yield jobs[job], loaded(kata, jobs[job], run)


def loaded(kata: Kata, mistake: Mistake, run: Run) -> Run:
    """The run of a mistake that loads; raises BrokenPack for any other, and EngineFault for a fault of our own."""
    if run.unloadable:
        raise BrokenPack(f"{kata.mistakes}: '{mistake.name}' does not load: {run.unloadable.text}")
    if run.fault:
        raise EngineFault(run.fault)
    return run
