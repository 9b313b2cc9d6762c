"""Kata 6.3: what is refused gets a sentence, what is unusual and right is accepted, and a crash
costs only its own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from time import monotonic
from typing import Any

import pytest

from kata_runner.authoring import UNCHANGED
from kata_runner.model import Limits, Outcome, Report, Status
from tests.helpers.styles import LSTM_FUNCTIONS, LSTM_HEAD, LSTM_RESULTS, in_style

VECTORS = ("lstm_step", "rnn_step")

# What `change` returns, and words that the sentence must have for it: for vectors, for numbers.
REFUSED = {
    "complex": ("v + 0j", ("complex", "complex")),
    "text": ("str(v)", ("text", "text")),
    "texts": ("np.asarray(v).astype(str).tolist()", ("text", "text")),
    "object": ("SimpleNamespace(value=v)", ("SimpleNamespace", "SimpleNamespace")),
    "durations": (
        "np.asarray(np.asarray(v) * 1e6).astype('m8[ns]')",
        ("timedelta64", "timedelta64"),
    ),
    "dates": ("np.asarray(np.asarray(v) * 1e6).astype('M8[s]')", ("datetime64", "datetime64")),
    "one_dimension_more": ("np.asarray(v)[None]", ("(1, 3)", "(1,)")),
    "one_too_few": ("np.atleast_1d(v)[1:]", ("(2,)", "(0,)")),
    "none": ("None", ("None", "None")),
    "nan": ("v * float('nan')", ("nan", "nan")),
    "generator": ("(p for p in np.ravel(v))", ("generator", "generator")),
    "dictionary": ("{'value': v}", ("dictionary", "dictionary")),
    "set": ("set(np.ravel(v))", ("set", "set")),
    "truth": ("v > 0", ("truth", "truth")),
    "function": ("lambda: v", ("function", "function")),
}


@pytest.fixture(scope="module")
def desk(open_desk: Callable[[str], Any]) -> Any:
    return open_desk("6.3")


@pytest.fixture(scope="module")
def graded(desk: Any) -> Callable[[str], Report]:
    """The report on the reference with all its results changed, one run for all six functions."""
    reference = desk.kata.reference.read_text(encoding="utf-8")

    @cache
    def grade(change: str) -> Report:
        report: Report = desk.grade(in_style(reference, LSTM_FUNCTIONS, LSTM_HEAD, change))
        return report

    return grade


def own_outcomes(desk: Any, report: Report, function: str) -> list[Outcome]:
    """The outcomes of the experiments that call this function and no other."""
    called = {
        part.declaration.name: {name for name, *_ in part.calls} for part in desk.key().expectations
    }
    return [outcome for outcome in report.outcomes if called[outcome.name] == {function}]


@pytest.mark.parametrize("function", LSTM_FUNCTIONS)
@pytest.mark.parametrize("kind", REFUSED)
def test_refused_with_what_was_returned_and_what_was_expected(
    kind: str, function: str, graded: Callable[[str], Report], desk: Any
) -> None:
    change, (for_vectors, for_numbers) = REFUSED[kind]
    report = graded(change)
    assert report.status == "failed" and report.score <= 5
    failed = [o for o in own_outcomes(desk, report, function) if o.status is Status.FAILED]
    assert failed, f"nothing of {function} failed by itself"
    message = failed[0].explanation
    word = for_vectors if function in VECTORS else for_numbers
    assert word.lower() in message.lower() and "Traceback" not in message, message
    if kind != "nan":
        [sentence] = [line for line in message.splitlines() if ", expected " in line]
        assert function in sentence and ("(3,)" if function in VECTORS else "a number") in sentence


@pytest.mark.thorough
def test_what_returns_nothing_but_zeros_earns_next_to_nothing(
    graded: Callable[[str], Report],
) -> None:
    report = graded("v * 0")
    passed = [outcome.name for outcome in report.outcomes if outcome.passed]
    assert passed == ["first_result_is_hidden", UNCHANGED]


@pytest.mark.parametrize("kind", LSTM_RESULTS)
def test_accepted(kind: str, graded: Callable[[str], Report]) -> None:
    report = graded(LSTM_RESULTS[kind])
    assert report.passed, [(o.name, o.explanation) for o in report.outcomes if not o.passed]


def test_warnings_prints_and_stderr_cost_nothing(desk: Any) -> None:
    noise = """
import sys, warnings
warnings.warn("loading")
print("loading", file=sys.stderr)

def loud(right):
    def function(*arguments):
        print("result of", right.__name__, flush=True)
        print("\\x1b[31mcareful\\x1b[0m", file=sys.stderr)
        warnings.warn("deprecated", DeprecationWarning)
        np.float64(1) / np.float64(0)
        return right(*arguments)
    return function

rnn_step, signal_retained = loud(rnn_step), loud(signal_retained)
"""
    report = desk.grade(desk.kata.reference.read_text(encoding="utf-8") + noise)
    assert report.passed, [(o.name, o.explanation) for o in report.outcomes if not o.passed]
    outputs = {outcome.name: outcome.output for outcome in report.outcomes}
    assert "result of signal_retained" in outputs["decay_of_a_signal"]
    assert not any("\x1b" in output for output in outputs.values())
    assert not outputs["lstm_counts"]


# --- A function that does not come back

NEVER_BACK = {
    "endless_loop": ("while True: pass", Status.TIMED_OUT),
    "sleep": ("import time; time.sleep(1e6)", Status.TIMED_OUT),
    "catches_everything": (
        "while True:\n        try:\n            while True: pass\n        except "
        "BaseException: pass",
        Status.TIMED_OUT,
    ),
    "ends_the_process": ("import os; os._exit(0)", Status.KILLED),
    "crashes_python": ("import ctypes; ctypes.string_at(0)", Status.KILLED),
    "wants_all_memory": ("return bytearray(1 << 45)", Status.OVER_MEMORY),
}


@pytest.mark.slow
@pytest.mark.parametrize("function", ["lstm_step", "rnn_step", "attention_ops"])
@pytest.mark.parametrize("way", NEVER_BACK)
def test_what_does_not_come_back_costs_only_its_own(way: str, function: str, desk: Any) -> None:
    body, status = NEVER_BACK[way]
    hasty = replace(desk.kata, limits=Limits(cpu=0.3, wall=1.0, total=10.0))
    begun = monotonic()
    report = desk.grade(
        f"{desk.kata.reference.read_text(encoding='utf-8')}\n\ndef {function}(*_):\n    {body}\n",
        hasty,
    )
    assert monotonic() - begun < 10
    assert report.status == "failed"
    called = {
        part.declaration.name: {name for name, *_ in part.calls} for part in desk.key().expectations
    }
    assert own_outcomes(desk, report, function)[0].status is status
    lost = [o.name for o in report.outcomes if function not in called[o.name] and not o.passed]
    assert not lost, f"credit of other functions is lost: {lost}"
    assert report.score == sum(
        o.max_points for o in report.outcomes if function not in called[o.name]
    )
    assert next(o.status for o in report.outcomes if o.name == UNCHANGED) is Status.BLOCKED


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("return lstm_step(*arguments)", ["RecursionError", "line"]),
        ("import sys; sys.exit('bye')", ["SystemExit: bye"]),
        ("raise KeyboardInterrupt", ["KeyboardInterrupt"]),
        ("return 1 / 0", ["ZeroDivisionError: division by zero", "return 1 / 0"]),
        ("return undefined_name", ["NameError", "undefined_name"]),
        ("raise BaseException('odd')", ["BaseException: odd"]),
        ("return {}.get(0)", ["lstm_step returned None"]),
    ],
)
def test_what_raises_is_told_from_the_learners_own_line(
    body: str, words: list[str], desk: Any
) -> None:
    source = (
        f"{desk.kata.reference.read_text(encoding='utf-8')}\n\ndef "
        f"lstm_step(*arguments):\n    {body}\n"
    )
    report = desk.grade(source)
    assert report.status == "failed"
    message = report.outcomes[0].explanation
    assert all(word in message for word in words), message
    assert "kata_runner" not in message and "experiments" not in message
    assert report.score == 43


@pytest.mark.parametrize(
    "form",
    ["[]", "['parts']", "['parts', 5]", "['numbers']", "['numbers', 5, 'list']", "['odd']", "7"],
)
def test_a_forged_description_of_a_result_costs_nobody_but_the_attempt(
    form: str, desk: Any
) -> None:
    """The attempt's own process says what kind of thing was returned, so it may say anything."""
    forge = f"""
import sys
for module in list(sys.modules.values()):
    if hasattr(module, "get_schema"):
        module.get_schema = lambda value: {form}
"""
    report = desk.grade(desk.kata.reference.read_text(encoding="utf-8") + forge)
    assert not report.passed


def test_a_missing_function_is_named_with_the_nearest(desk: Any) -> None:
    source = desk.kata.reference.read_text(encoding="utf-8").replace("def rnn_step", "def rnnstep")
    message = next(
        o.explanation for o in desk.grade(source).outcomes if o.name == "rnn_recurrent_part"
    )
    assert "rnn_step" in message and "rnnstep" in message


def test_a_wrong_signature_is_shown(desk: Any) -> None:
    source = (
        desk.kata.reference.read_text(encoding="utf-8")
        + "\n\ndef lstm_ops(length):\n    return length\n"
    )
    message = next(o.explanation for o in desk.grade(source).outcomes if o.name == "lstm_counts")
    assert "lstm_ops(length)" in message and "3 arguments" in message


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (b"def lstm_step(:\n", ["line 1", "SyntaxError"]),
        (b"import numpy as np\n\nx = np.arange(\n", ["line 3", "SyntaxError"]),
        (b"import no_such_module_at_all\n", ["line 1", "no_such_module_at_all"]),
        (b"# \xff\xfe\n", ["UTF-8"]),
        (b"raise ValueError('on load')\n", ["line 1", "on load"]),
    ],
)
def test_what_does_not_load_says_where(source: bytes, words: list[str], desk: Any) -> None:
    report = desk.grade(source)
    assert (report.status, report.score) == ("unrunnable", 0)
    assert all(word in report.message for word in words), report.message
    assert "kata_runner" not in report.message


def test_an_empty_file_names_what_is_missing(desk: Any) -> None:
    report = desk.grade("")
    assert report.status == "failed"
    told = " ".join(outcome.explanation for outcome in report.outcomes)
    assert all(f"{function} is not defined" in told for function in LSTM_FUNCTIONS)
