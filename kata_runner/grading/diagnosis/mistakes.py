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

# The text runs in a namespace of its own, so that none of its names gets in the way of the reference's.
PUT_IN_PLACE = """

known = {{"__builtins__": __builtins__, "__name__": __name__}}
exec(compile({text!r}, __file__, "exec", dont_inherit=True), known)
{function} = known[{name!r}]
"""


@dataclass(frozen=True, eq=False)
class Mistake:
    """A wrong way to write `function`, the sentence that tells a learner so, and all of its source."""

    name: str
    function: str
    says: str
    source: str


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
    declared = {node: said for node in nodes if isinstance(node, ast.FunctionDef)
                for said in declarations(kata, node)}  # fmt: skip
    refuse_doubles(kata, declared)
    for node in declared:
        node.decorator_list = []
    written = {node: ast.unparse(node) for node in nodes}
    return tuple(Mistake(node.name, *said, "\n".join(written[part] for part in needed(node, nodes)))
                 for node, said in declared.items())  # fmt: skip


def refuse_doubles(kata: Kata, nodes: Iterable[ast.FunctionDef]) -> None:
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


def declarations(kata: Kata, node: ast.FunctionDef) -> Iterator[tuple[str, str]]:
    """The function and the sentence over a mistake; nothing over a helper."""
    for decorator in node.decorator_list:
        if isinstance(decorator, ast.Call) and ast.unparse(decorator.func) == "mistake":
            given = [*decorator.args, *(keyword.value for keyword in decorator.keywords)]
            said = [value.value for value in given if isinstance(value, ast.Constant) and isinstance(value.value, str)]
            if len(said) != 2 or len(given) != 2:
                where = f"{kata.mistakes}:{decorator.lineno}"
                raise BrokenPack(f'{where}: write @mistake("function", "the sentence a learner reads"), both as texts')
            yield said[0], said[1]


def needed(mistake: ast.FunctionDef, nodes: Sequence[ast.stmt]) -> Iterator[ast.stmt]:
    """What a mistake's source is made of: the functions that it calls, by whatever way, and all that is no function."""
    functions = {node.name: node for node in nodes if isinstance(node, ast.FunctionDef)}
    kept = {mistake.name}
    waiting = [mistake, *(node for node in nodes if not isinstance(node, ast.FunctionDef))]
    while waiting:
        names = {part.id for part in ast.walk(waiting.pop()) if isinstance(part, ast.Name)}
        new = names & functions.keys() - kept
        kept |= new
        waiting += [functions[name] for name in new]
    return (node for node in nodes if not isinstance(node, ast.FunctionDef) or node.name in kept)


def attempt_with(kata: Kata, mistake: Mistake) -> Attempt:
    """The reference with one function replaced by a wrong one."""
    right = reference(kata).source.decode("utf-8")
    put = PUT_IN_PLACE.format(text=mistake.source, function=mistake.function, name=mistake.name)
    return attempt_of(Path(f"{mistake.name}.py"), (right + put).encode())


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
