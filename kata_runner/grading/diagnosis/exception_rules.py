"""Rules that explain exceptions, as data: patterns for the error's text and for the line that
raised it.

A rule is certain if both its patterns match; the first such rule is reported. Each has a file under
``tests/attempts/code/`` that shows it. In a message, ``{name}`` stands for a named group of the
line's pattern.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from kata_runner.grading.diagnosis.diagnosis_context import DiagnosisContext
from kata_runner.grading.diagnosis.operand_shapes import is_star_to_blame, is_sum_to_blame
from kata_runner.grading.diagnosis.python_versions import to_older_text
from kata_runner.grading.feedback.place import get_lines
from kata_runner.model import Diagnosis, Outcome

UNDEFINED = re.compile(r"NameError: name '(\w+)' is not defined")
MIN_NAME = 2
# NumPy's names that beginners use: among all of its names, any word has a close match.
COMMON = (
    "tanh",
    "exp",
    "log",
    "sqrt",
    "dot",
    "concatenate",
    "zeros",
    "ones",
    "array",
    "sum",
    "mean",
    "linalg",
    "maximum",
    "minimum",
    "hstack",
    "vstack",
    "arange",
    "argmax",
    "clip",
    "where",
    "outer",
    "matmul",
)


@dataclass(frozen=True)
class ExceptionRule:
    """One meaning of an exception: its name, a pattern for the error's text, the message, and a
    pattern for the line, which any line matches by default.

    `holds` decides on further conditions, from the error's text, the hint below it and the line.
    """

    name: str
    error: str
    says: str
    line: str = ""
    holds: Callable[[str, str, str], bool] | None = None


NAMESPACE = r"TypeError: 'types\.SimpleNamespace' object is not subscriptable"
BROADCAST = r"ValueError: operands could not be broadcast together with shapes "
RULES = (
    ExceptionRule(
        "attribute_as_key",
        NAMESPACE,
        "`{owner}` is not a dictionary: write `{owner}.{key}`, not `{owner}['{key}']`.",
        r"(?P<owner>\w+)\[[\"'](?P<key>\w+)[\"']\]",
    ),
    ExceptionRule(
        "attribute_as_item",
        NAMESPACE,
        "`{owner}` is no list and no dictionary: its parts have names, as in `{owner}.w_f`; the "
        "lesson says which.",
        r"(?P<owner>\w+)\[",
    ),
    ExceptionRule(
        "unpacked_namespace",
        r"TypeError: cannot unpack non-iterable types\.SimpleNamespace object",
        "`{owner}` is no list: its parts have names, as in `{owner}.w_f`; the lesson says which.",
        r"=\s*(?P<owner>\w+)\s*$",
    ),
    ExceptionRule(
        "math_on_array",
        r"TypeError: only .*(?:converted to Python scalars|length-1 arrays|size-1 arrays)",
        "`math.{function}` takes one number: for an array use `np.{function}`.",
        r"math\W*\.(?P<function>\w+)\(",
    ),
    ExceptionRule(
        "float_of_array",
        r"TypeError: only .*(?:converted to Python scalars|length-1 arrays|size-1 arrays)",
        "`{function}` takes one number, and this is an array of several.",
        r"(?P<function>float|int)\(",
    ),
    ExceptionRule(
        "truth_of_optional",
        r"ValueError: The truth value of an array with more than one element is ambiguous",
        "`{name}` is None or an array, and an array has many truth values: ask whether "
        "`{name} is not None`.",
        r"\b(?:if|while|and|or|not)\s+(?P<name>\w+)\s*(?::|\)|$|\b(?:and|or|else)\b)",
        lambda _, hint, line: "is None where nothing is given" in hint,
    ),
    ExceptionRule(
        "truth_of_array",
        r"ValueError: The truth value of an array with more than one element is ambiguous",
        "A condition needs one truth value and this is an array of them: compare one number, or "
        "use `np.all`, `np.where` or `np.maximum`.",
        r"\b(?P<word>if|while|and|or|max|min|not)\b",
    ),
    ExceptionRule(
        "list_of_arrays",
        r"ValueError: setting an array element with a sequence",
        "Arrays of different lengths stand in one list: join them into one vector with "
        "`np.concatenate([a, b])`.",
    ),
    ExceptionRule(
        "added_for_joined",
        BROADCAST + r"\(\d+,\) \(\d+,\)",
        "`{a} + {b}` adds number by number: to join two vectors use `np.concatenate([{a}, {b}])`.",
        r"(?P<a>\w+)\s*\+\s*(?P<b>\w+)\s*$",
        is_sum_to_blame,
    ),
    ExceptionRule(
        "star_for_product",
        BROADCAST,
        "`*` multiplies element by element: a matrix times a vector is `@`.",
        r"\*",
        is_star_to_blame,
    ),
    ExceptionRule(
        "sizes_are_fixed",
        r"ValueError: could not broadcast input array from shape \(\d+,?\) into shape \(\d+,?\)",
        "An array was made in another size than what is put into it: take its size from what it "
        "is to hold, as `len(...)` gives it, and from no fixed number or other array.",
    ),
    ExceptionRule(
        "concatenate_without_list",
        r"TypeError: only .*(?:integer scalar arrays|scalar index)",
        "`np.concatenate` takes one list: `np.concatenate([a, b])`.",
        r"(?:concatenate|hstack|vstack)\((?!\s*[\[(])",
    ),
    ExceptionRule(
        "axis_of_vector",
        r"(?:\w+\.)*AxisError: axis -?\d+ is out of bounds for array of dimension 1",
        "A vector is flat, it has one axis only: leave `axis` out.",
    ),
    ExceptionRule(
        "matrix_class",
        r"ValueError: shapes \(\d+,?\) and \(1,\s?\d+\) not aligned",
        "One of them is a row of two axes, as `np.matrix` makes it: use `np.array` and keep "
        "vectors flat.",
        r"\*",
    ),
    ExceptionRule(
        "leaves_python",
        r"SystemExit",
        "`sys.exit` and `exit` end the whole program: a function ends with `return`.",
    ),
    ExceptionRule(
        "caret_for_power",
        r"TypeError: .*(?:\^|bitwise_xor)",
        "`^` is no power in Python: write `**`.",
    ),
    ExceptionRule(
        "list_times_float",
        r"TypeError: can't multiply sequence by non-int of type",
        "A list times a number repeats the list: make it an array first, `np.array(...)`.",
        r"\*",
    ),
    ExceptionRule(
        "call_of_array",
        r"TypeError: '(?:numpy\.ndarray|float|int|list)' object is not callable",
        "Brackets after a value call it: is a `*` missing, or a function's name used for a "
        "variable?",
        r"\)\s*\(|\w\s*\(",
    ),
)
# These are true, but a known mistake or a mutant may say more, so it is named first.
LATE_RULES = (
    ExceptionRule(
        "counted_for_the_first_time",
        r"KeyError: ",
        "What comes for the first time has no count yet: `{counts}[{key}] = {counts}.get({key}, "
        "0) + 1`.",
        r"(?P<counts>\w+)\[(?P<key>.+?)\]\s*(?:\+=|=\s*\w+\[.+\]\s*\+)",
    ),
    ExceptionRule(
        "context_as_key",
        r"KeyError: \('?[^,()]*'?,\)",
        "`{counts}` has no contexts in it, only whole n-grams: sum over those that begin with the "
        "context.",
        r"(?P<counts>\w+)\[\s*(?:tuple\()?context",
    ),
    ExceptionRule(
        "never_counted",
        r"KeyError: ",
        "What never came is not in `{counts}`: `{counts}.get(..., 0)` gives 0 for it.",
        r"(?P<counts>\w+)\[",
    ),
    ExceptionRule(
        "product_does_not_fit",
        r"ValueError: matmul: Input operand 1 has a mismatch",
        "`a @ b` needs as many columns in `a` as `b` has numbers: look at the shapes, at the "
        "order of the two, and at what was joined.",
    ),
    ExceptionRule(
        "rows_do_not_fit",
        r"(?:\w+\.)*LinAlgError: Incompatible dimensions",
        "`lstsq(a, b)` needs as many rows in `b` as in `a`: one for each thing that is fitted.",
        r"lstsq\(",
    ),
    ExceptionRule(
        "not_square",
        r"(?:\w+\.)*LinAlgError: .*must be square",
        "`{function}` needs a square matrix, as many equations as unknowns: where there are more "
        "of them, `np.linalg.lstsq` comes as near as can be.",
        r"(?P<function>solve|inv)\(",
    ),
    ExceptionRule(
        "largest_of_none",
        r"ValueError: (?:max|min)\(\) arg is an empty sequence",
        "There is nothing to choose from here: treat the empty case first, before this line.",
    ),
    ExceptionRule(
        "list_as_key",
        r"TypeError: unhashable type: '(?:list|numpy\.ndarray)'",
        "A list cannot be a key of a dictionary: make it a tuple, `tuple(...)`.",
    ),
    ExceptionRule(
        "logarithm_of_zero",
        r"ValueError: math domain error",
        "The logarithm of 0 is taken: treat what is 0 before this line.",
        r"log",
    ),
    ExceptionRule(
        "first_of_none",
        r"IndexError: list index out of range",
        "There is no first one: nothing is in it. Treat the empty case first, before this line.",
        r"\[0\]",
    ),
    ExceptionRule(
        "division_by_zero",
        r"ZeroDivisionError",
        "Here is divided by 0: treat the case in which there is nothing to divide by first.",
    ),
)


def explain_error(
    rules: Sequence[ExceptionRule], outcome: Outcome, case: DiagnosisContext
) -> Diagnosis | None:
    """Return the diagnosis of a crash, from its error text and the line that raised it."""
    problem = case.run.results[outcome.name].problem
    if problem is None or problem.kind != "crashed" or case.job is None or not problem.line:
        return None
    line = get_line(case.job.attempt.source, problem.line)
    hint = problem.traceback.partition("\n")[0]
    explained = explain_exception(rules, problem.text, hint, line) or explain_name(problem.text)
    if explained is None:
        return None
    name, says = explained
    return Diagnosis(name, says, line=problem.line)


def explain_name(text: str) -> tuple[str, str] | None:
    """Return a suggestion for an undefined name that NumPy has, or that is close to one it has."""
    match = UNDEFINED.match(text)
    if match is None:
        return None
    import numpy as np

    name = match[1]
    names = [one for one in dir(np) if one == name and not one.startswith("_")]
    if not names and len(name) > MIN_NAME:
        names = get_close_matches(name, COMMON, n=1, cutoff=0.7)
    if not names:
        return None
    return "name_of_numpy", f"`{name}` is not defined: did you mean `np.{names[0]}`?"


def get_line(source: bytes, number: int) -> str:
    """Return one line of a source as text, cut after 400 characters."""
    lines = get_lines(source)
    return lines[number - 1].strip()[:400] if number <= len(lines) else ""


def explain_exception(
    rules: Sequence[ExceptionRule], text: str, hint: str, line: str
) -> tuple[str, str] | None:
    """Return the name and the message of the first rule that matches an exception and its line."""
    text = to_older_text(text)
    for rule in rules:
        error, source = re.match(rule.error, text, re.DOTALL), re.search(rule.line, line)
        if error and source and (rule.holds is None or rule.holds(text, hint, line)):
            says = rule.says
            for name, value in source.groupdict("").items():
                says = says.replace(f"{{{name}}}", value[:60])
            return rule.name, says
    return None
