"""The lesson's worked examples as small cases: each with only the statements before it that it
needs, to run with the learner's file alone.
"""

from __future__ import annotations

import ast
import builtins
import json
import re
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from keyword import iskeyword
from pathlib import Path
from textwrap import fill, indent

from kata_runner.engine.job import Run
from kata_runner.errors import PackError
from kata_runner.grading.feedback.instrument import read_printed, run_below, secret_prefix
from kata_runner.model import Attempt, Kata
from kata_runner.packs.lesson_sections import Example, list_examples, read_lesson
from kata_runner.packs.source_parts import get_owner

PROGRAM = Path(__file__).with_name("_examples.py")
KNOWN = {*dir(builtins), "__name__"}
NUMPY = "import numpy as np"
MAX_EXAMPLES = 40
MAX_LINE = 64  # letters of an example's output
WRAPPED = re.compile(r"np\.(?:float|int)\d*\(([^()]*)\)")
TOKEN = re.compile(r"-?\d+\.?\d*(?:e[+-]?\d+)?|\w+|[^\s\w]")


@dataclass(frozen=True)
class WorkedExample:
    """A statement of a lesson with the statements before it, the parts that it uses, and its output
    on the reference.

    The output is certain if no statement that was left out may have changed what it reads. `right`
    is the same output with its values, for an example that was made of an experiment's call.
    """

    before: tuple[str, ...]
    statement: str
    parts: frozenset[str]
    expected: str
    is_certain: bool = True
    right: Output | None = None

    @property
    def source(self) -> str:
        """The statements before it, and the statement itself."""
        return "\n".join([*self.before, self.statement])


def find_examples(
    kata: Kata, parts: Collection[str], failing: Collection[str]
) -> list[WorkedExample]:
    """Return the examples of a kata that use exactly one failing part, in the lesson's order.

    `parts` are all functions and classes of the kata. There are no examples if the lesson cannot be
    read.
    """
    try:
        lesson = read_lesson(kata)
    except PackError:
        return []
    examples = slice_examples(list_examples(lesson), parts, kata.packages)
    return [one for one in examples if len(one.parts.intersection(failing)) == 1][:MAX_EXAMPLES]


def slice_examples(
    examples: Sequence[Example], parts: Collection[str], packages: Collection[str]
) -> Iterator[WorkedExample]:
    """Yield each example that has an output, with the earlier statements that it needs.

    An example that needs more than the parts, the packages and the standard library is left out.
    """
    steps = [Step(example) for example in examples if is_python(example.source)]
    for index, step in enumerate(steps):
        if not step.example.expected:
            continue
        chosen, free = [step], set(step.loads)
        for number, earlier in reversed(list(enumerate(steps[:index]))):
            if earlier.gives & free or reach(steps, number) & free:
                chosen.append(earlier)
                free = (free - earlier.assigns) | earlier.loads
        used = {name for each in chosen for name in each.loads} & set(parts)
        before = [each.example.source for each in reversed(chosen[1:])]
        if "np" in free and "numpy" in packages:
            before.insert(0, NUMPY)
            free.discard("np")
        roots = {root for each in chosen for root in each.imports}
        if used and free <= KNOWN | used and roots <= sys.stdlib_module_names | set(packages):
            yield WorkedExample(
                tuple(before),
                step.example.source,
                frozenset(used),
                step.example.expected,
                is_certain(steps[:index], chosen),
            )


def is_certain(earlier: Sequence[Step], chosen: Collection[Step]) -> bool:
    """Whether no statement that was left out uses a name that a chosen one defines before it.

    A statement that only defines a name is assumed to change nothing.
    """
    given: set[str] = set()
    for step in earlier:
        if step in chosen:
            given |= step.gives
        elif (step.gives != step.assigns or not step.gives) and step.loads & given:
            return False
    return True


class Step:
    """One statement of a lesson, and the names that it reads and defines."""

    def __init__(self, example: Example) -> None:
        """Collect the names."""
        self.example = example
        tree = ast.parse(example.source)
        nodes = list(ast.walk(tree))
        names = [node for node in nodes if isinstance(node, ast.Name)]
        inner = {node.arg for node in nodes if isinstance(node, ast.arg)}
        inner |= {name.id for node in nodes if isinstance(node, ast.comprehension)
                  for name in ast.walk(node.target) if isinstance(name, ast.Name)}  # fmt: skip
        read = {node.id for node in names if isinstance(node.ctx, ast.Load)} - inner
        stored = {node.id for node in names if isinstance(node.ctx, ast.Store)} - inner
        [statement] = tree.body
        self.imports = {name.partition(".")[0] for node in nodes for name in imported(node)}
        if isinstance(statement, ast.FunctionDef | ast.ClassDef):  # names stored in it are local
            self.gives = self.assigns = {statement.name}
        elif isinstance(statement, ast.Import | ast.ImportFrom):
            self.gives = self.assigns = {alias.asname or alias.name.partition(".")[0]
                                         for alias in statement.names}  # fmt: skip
        else:
            self.gives = stored
            self.assigns = stored if isinstance(statement, ast.Assign) else set()
        self.loads = read if self.assigns == stored else read - stored
        self.acts = isinstance(statement, ast.Expr | ast.AugAssign) or (
            isinstance(statement, ast.Assign) and not self.gives
        )


def reach(steps: Sequence[Step], number: int) -> set[str]:
    """Return the names that a statement may change without defining them: what it reads, and what
    that was made from.
    """
    if not steps[number].acts or steps[number].example.expected:
        return set()
    names = set(steps[number].loads)
    for earlier in reversed(steps[:number]):
        if earlier.gives & names:
            names |= earlier.loads
    return names


def imported(node: ast.AST) -> list[str]:
    """Return the modules that a statement imports."""
    if isinstance(node, ast.ImportFrom):
        return [node.module or ""]
    return [alias.name for alias in node.names] if isinstance(node, ast.Import) else []


def is_python(source: str) -> bool:
    """Whether a statement can be parsed."""
    try:
        return len(ast.parse(source).body) == 1
    except (SyntaxError, ValueError):
        return False


def add_examples(attempt: Attempt, examples: Sequence[WorkedExample]) -> Attempt:
    """Return the attempt with these examples below it, which run when it is loaded."""
    if not examples:
        return attempt
    statements = [("\n".join(one.before), one.statement) for one in examples]
    parts = sorted({part for one in examples for part in one.parts})
    arguments = f"globals(), {statements!r}, {parts!r}, {secret_prefix(attempt)!r}"
    return run_below(attempt, PROGRAM, "run_examples", arguments)


@dataclass(frozen=True)
class Output:
    """What an example gave: its output, and the numbers and texts in its value.

    The values are None if there was no value, or one that is no collection of them.
    """

    text: str
    values: Sequence[object] | None = None
    is_error: bool = False
    has_warned: bool = False


def read_outputs(attempt: Attempt, run: Run) -> dict[int, Output]:
    """Return the outputs of the examples, by their numbers; one that did not run has none."""
    outputs = {}
    for line in read_printed(attempt, run.output):
        with suppress(ValueError, RecursionError):
            index, text, values, warned = line.split(" ")
            outputs[int(index)] = parse_output(text, values, has_warned=warned != "0")
    return outputs


def parse_output(text: str, values: str, *, has_warned: bool = False) -> Output:
    """Return the output that a line holds as hex; raises ValueError for anything else."""
    shown = bytes.fromhex(text).decode("utf-8", "replace").rstrip()
    given = json.loads(bytes.fromhex(values) or b"null")
    is_list = isinstance(given, list)
    return Output(shown, tuple(given) if is_list else None, isinstance(given, str), has_warned)


def list_failing(
    examples: Sequence[WorkedExample], outputs: Mapping[int, Output], part: str
) -> list[WorkedExample]:
    """Return the examples of a part with an unexpected output."""
    return [
        example
        for index, example in enumerate(examples)
        if index in outputs
        and get_owner(part) in example.parts
        and not is_same(example.expected, outputs[index].text)
    ]


def is_same(expected: str, actual: str) -> bool:
    """Whether two printed values are equal, however their numbers are written: 4, 4.0 and
    np.float64(4.0) are.
    """
    return read_tokens(expected) == read_tokens(actual)


def read_tokens(text: str) -> list[str]:
    """Return the numbers, words and signs in a printed value."""
    return [read_token(token) for token in TOKEN.findall(WRAPPED.sub(r"\1", text))]


def read_token(token: str) -> str:
    """Return a number in one form, so that 4 and 4.0 are equal, and nan equals nan; anything else
    as it is.
    """
    try:
        return f"{float(token) + 0.0:.9g}"  # -0.0 becomes 0.0
    except ValueError:
        return token


def describe_example(example: WorkedExample, actual: str, heading: str) -> str:
    """Format an example as a lesson shows it, with its output."""
    shown = [prompt(source) for source in (*example.before, example.statement)]
    return "\n".join([
        heading,
        indent("\n".join([*shown, *pair("expected", example.expected), *pair("actual", actual)]),
               "  "),
    ])  # fmt: skip


def prompt(source: str) -> str:
    """Put Python's prompt before the lines of a statement."""
    return "\n".join(f"{'...' if n else '>>>'} {line}" for n, line in enumerate(source.split("\n")))


def pair(label: str, text: str) -> list[str]:
    """Format a labelled value; one that is long or has several lines is put below its label."""
    if "\n" not in text and len(text) > MAX_LINE:
        text = fill(text, MAX_LINE)
    if "\n" in text:
        return [f"{label}:", *(f"  {line}" for line in text.split("\n"))]
    return [f"{label:8}  {text}"]


def paste_example(example: WorkedExample, actual: str, module: str) -> str:
    """Return an example as Python that runs beside a learner's module."""
    return "\n".join([
        *import_parts(sorted(example.parts), module),
        example.source,
        *(f"# {line}" for line in [*pair("expected", example.expected), *pair("actual", actual)]),
    ])  # fmt: skip


def import_parts(names: Sequence[str], module: str) -> list[str]:
    """Return lines that import names from a module, whatever its file is called."""
    if module.isidentifier() and not iskeyword(module):
        return [f"from {module} import {', '.join(names)}"]
    return [
        "from importlib import import_module\n",
        *(f"{name} = import_module({module!r}).{name}" for name in names),
    ]
