"""Rules for findings in an attempt's code: their messages, as data, and when a finding is the cause
of a failure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kata_runner.engine.job import Result
from kata_runner.grading.answer_key import Calls
from kata_runner.grading.called_parts import calls_part
from kata_runner.grading.diagnosis import exception_rules
from kata_runner.grading.diagnosis._code_look import Finding
from kata_runner.grading.diagnosis.code_look import unread_parameters
from kata_runner.grading.diagnosis.diagnosis_context import DiagnosisContext
from kata_runner.model import Diagnosis, Outcome

MISSING = "not defined"
NUMPY = "NameError: name 'np' is not defined"


@dataclass(frozen=True)
class CodeRule:
    """The rule for one kind of finding: its name, in which failures it is the cause, the message,
    and text that any source with such a finding contains.

    `when` is a text that the problem contains, "unwritten", "none" for a part that wrongly returned
    None, or "any".
    """

    name: str
    when: str
    says: str
    source: bytes = b""


RULES = (
    CodeRule("empty_file", MISSING, "The file is empty: nothing is written in it yet."),
    CodeRule(
        "inside_class", MISSING, "`{part}` is inside class `{other}`: move it to the left edge."
    ),
    CodeRule(
        "inside_function",
        MISSING,
        "`{part}` is indented inside `{other}`: move it to the left edge.",
    ),
    CodeRule(
        "other_file",
        MISSING,
        "Nothing that this kata asks for is in the file, it defines `{other}`: is it "
        "another kata's?",
    ),
    CodeRule(
        "numpy_without_alias",
        NUMPY,
        "You import numpy without `as np`: write `import numpy as np`.",
    ),
    CodeRule(
        "numpy_not_imported", NUMPY, "`import numpy as np` is missing at the top of the file."
    ),
    CodeRule(
        "defined_twice",
        "unwritten",
        "`{part}` is defined twice, and the last one counts, which is not written: delete it.",
    ),
    CodeRule(
        "async",
        "any",
        "`{part}` says `async`, which makes a coroutine of it, which runs only when it is awaited: "
        "write `def`.",
        b"async",
    ),
    CodeRule(
        "yields",
        "any",
        "`{part}` says `yield`, which makes a generator of it: `return` the results.",
        b"yield",
    ),
    CodeRule("prints", "none", "`{part}` prints its result and returns nothing: `return` it."),
    CodeRule(
        "no_return", "none", "`{part}` has no `return`, so it gives None: `return` the result."
    ),
    CodeRule(
        "return_in_loop",
        "any",
        "`return` stands inside the loop, which so ends in its first turn: move `return` "
        "out of it.",
        b"return",
    ),
    CodeRule("caret", "any", "`^` is no power in Python: write `**`.", b"^"),
)
# These findings are true and may not be the cause, so a known mistake or a mutant is named first.
LATE_RULES = (
    CodeRule(
        "generator_unused",
        "any",
        "`{other}` is never used in `{part}`: draw from it.",
    ),
    CodeRule(
        "own_random",
        "any",
        "`{part}` draws from `{other}`, which is not the generator that it is given.",
    ),
    CodeRule(
        "seeds",
        "any",
        "`{part}` seeds a generator, which so gives the same numbers in each call: leave it out.",
    ),
    CodeRule(
        "kept_between_calls",
        "any",
        "`{part}` keeps `{other}` from one call to the next: make it anew in each call.",
    ),
    CodeRule("unused_parameter", "any", "`{other}` is never used in `{part}`."),
)


def find_certain_cause(outcome: Outcome, case: DiagnosisContext) -> Diagnosis | None:
    """Name what an exception means, or what in the code made an outcome fail."""
    return exception_rules.explain_error(exception_rules.RULES, outcome, case) or explain_code(
        RULES, outcome, case
    )


def find_likely_cause(outcome: Outcome, case: DiagnosisContext) -> Diagnosis | None:
    """Name what an exception means, or what in the code may have made an outcome fail; nothing in
    the code if the outcome is secret.
    """
    cause = exception_rules.explain_error(exception_rules.LATE_RULES, outcome, case)
    return cause if cause or outcome.secret else explain_code(LATE_RULES, outcome, case)


def explain_code(
    rules: Sequence[CodeRule], outcome: Outcome, case: DiagnosisContext
) -> Diagnosis | None:
    """Return the diagnosis of the first rule whose finding is the cause of an outcome, if there is
    one.
    """
    if case.second is None:
        return None
    result, expected = case.run.results[outcome.name], case.key.by_name[outcome.name].calls
    source = case.second.job.attempt.source
    is_of_kata = any(one.passed for one in case.alone)
    possible = [
        rule for rule in rules
        if is_possible(rule, source, result) and not (is_of_kata and rule.name == "other_file")
    ]  # fmt: skip
    if not possible:  # saves the run that inspects the code
        return None
    findings = [
        one for one in case.second.findings
        if one.position < 0 or (one.part, one.position) not in unread_parameters(case.kata)
    ]  # fmt: skip
    for rule in possible:
        for finding in findings:
            if finding.rule == rule.name and applies(rule, finding, result, expected):
                says = rule.says.replace("{part}", finding.part).replace("{other}", finding.other)
                return Diagnosis(rule.name, says, line=finding.line)
    return None


def is_possible(rule: CodeRule, source: bytes, result: Result) -> bool:
    """Whether a rule may explain a result, decided before the syntax tree is inspected."""
    if rule.source not in source or (rule.name == "return_in_loop" and not has_loop_return(source)):
        return False
    text = result.problem.text if result.problem else ""
    if rule.when == "unwritten":
        return result.problem is not None and result.problem.kind == "unwritten"
    if rule.when == "none":
        return any(form[:2] == ("odd", "None") for _, form, _ in result.calls)
    if rule.when == "any":
        return MISSING not in text
    return rule.when in text


def has_loop_return(source: bytes) -> bool:
    """Whether a `return` may be inside a loop, by indentation alone."""
    loops: list[int] = []
    for line in source.splitlines():
        code = line.lstrip()
        if not code:
            continue
        indent = len(line) - len(code)
        loops = [one for one in loops if one < indent]
        if code.startswith((b"for ", b"while ", b"async for ")):
            loops.append(indent)
            if b"return" in code:
                return True
        elif code.startswith(b"return") and loops:
            return True
    return False


def applies(rule: CodeRule, finding: Finding, result: Result, expected: Calls) -> bool:
    """Whether a finding is the cause of a result, for a rule that `is_possible`."""
    text = result.problem.text if result.problem else ""
    if rule.when in (MISSING, "unwritten"):
        return text.startswith(finding.part)
    if rule.when == "none":
        return gives_none(result.calls, finding.part) and not gives_none(expected, finding.part)
    if rule.when == "any":
        return calls_part([name for name, *_ in expected], finding.part)
    return text.startswith(rule.when)


def gives_none(calls: Calls, part: str) -> bool:
    """Whether a part returned None in any of these calls."""
    return any(name == part and form[:2] == ("odd", "None") for name, form, _ in calls)
