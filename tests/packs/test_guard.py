"""What stands between pluggy and an implementation of a hook."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import Any

import pluggy
import pytest

from kata_runner.model import Diagnosis
from kata_runner.packs.guard import NO_YIELD, Calls, Guard, is_diagnosis, send_result
from kata_runner.packs.pack import Pack

CAUSE = Diagnosis("no_shift", "Nothing is subtracted.")


@pytest.fixture
def guard() -> Guard:
    return Guard(Pack("careless", "1.0", "careless.py"), "diagnose", Calls())


def no_answer() -> None:
    return None


def drive_old(
    guard: Guard,
    act: Callable[[pluggy.Result[Any]], object],
    call: Callable[[], object] = no_answer,
) -> object:
    """What a wrapper of pluggy's older kind, which does this, makes of the result of a call."""
    outcome: pluggy.Result[Any] = pluggy.Result.from_call(call)

    def wrapper() -> Generator[None, Any, Any]:
        act((yield))

    drive(guard.wrap_old(wrapper()), outcome)
    return outcome.get_result()


def drive(wrapper: Generator[None, Any, Any], result: object) -> object:
    """What a wrapper makes of a result, as pluggy drives it."""
    next(wrapper)
    return send_result(wrapper, result)


def test_an_answer_goes_through_and_its_pack_is_known(guard: Guard) -> None:
    assert guard.call(lambda kata: CAUSE, ("kata",)) is CAUSE
    assert guard.calls.answered == {"diagnose": guard.pack}
    assert guard.calls.running is None


def test_the_pack_is_known_while_its_code_runs(guard: Guard) -> None:
    seen: list[Pack | None] = []
    guard.call(lambda: seen.append(guard.calls.running), ())
    assert seen == [guard.pack]


@pytest.mark.parametrize("error", [ValueError("no"), SystemExit(3), GeneratorExit()])
def test_whatever_is_raised_is_no_opinion_and_a_problem(guard: Guard, error: BaseException) -> None:
    def fail() -> None:
        raise error

    assert guard.call(fail, ()) is None
    [problem] = guard.pack.problems
    assert f"diagnose: {type(error).__name__}" in problem
    assert not guard.calls.answered


def test_ctrl_c_is_ctrl_c(guard: Guard) -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        guard.call(interrupt, ())
    assert not guard.pack.problems and guard.calls.running is None


@pytest.mark.parametrize(
    "answer",
    [
        "a cause",
        Diagnosis("", "says"),
        Diagnosis("name", " "),
        Diagnosis("name", 3),  # type: ignore[arg-type]
        Diagnosis("name", "half of a pair: \ud800"),
        Diagnosis("name", "says", line="nope"),  # type: ignore[arg-type]
        Diagnosis("name", "says", line=-1),
        Diagnosis("name", "says", names=[3]),  # type: ignore[arg-type]
    ],
)
def test_an_answer_that_is_no_diagnosis_is_told_and_counts_for_none(
    guard: Guard, answer: object
) -> None:
    assert not is_diagnosis(answer)
    assert guard.call(lambda: answer, ()) is None
    assert (
        "diagnose: expected a Diagnosis with a name and a sentence, got" in (guard.pack.problems[0])
    )


def test_other_hooks_may_answer_what_they_like() -> None:
    guard = Guard(Pack("p", "1", "p.py"), "score", Calls())
    assert guard.call(lambda: "3", ()) == "3"


def test_a_wrapper_may_change_the_result(guard: Guard) -> None:
    def wrapper() -> Generator[None, Any, Any]:
        seen = yield
        return CAUSE if seen is None else seen

    assert drive(guard.wrap(wrapper()), None) is CAUSE
    assert guard.calls.answered == {"diagnose": guard.pack}


def no_yield() -> Generator[None, Any, Any]:
    return
    yield


def two_yields() -> Generator[None, Any, Any]:
    yield
    yield


def fails_before() -> Generator[None, Any, Any]:
    raise ValueError("before")
    yield


def fails_after() -> Generator[None, Any, Any]:
    yield
    raise ValueError("after")


@pytest.mark.parametrize(
    ("wrapper", "words"),
    [(no_yield, NO_YIELD), (two_yields, NO_YIELD), (fails_before, "before"),
     (fails_after, "after")],
)  # fmt: skip
def test_a_wrapper_that_fails_changes_nothing(guard: Guard, wrapper: Any, words: str) -> None:
    assert drive(guard.wrap(wrapper()), CAUSE) is CAUSE
    [problem] = guard.pack.problems
    assert words in problem
    assert not guard.calls.answered


def test_an_old_wrapper_answers_through_what_it_is_given(guard: Guard) -> None:
    assert drive_old(guard, lambda outcome: outcome.force_result(CAUSE)) is CAUSE
    assert guard.calls.answered == {"diagnose": guard.pack} and not guard.pack.problems


def test_an_old_wrapper_that_only_looks_gives_no_answer(guard: Guard) -> None:
    assert drive_old(guard, lambda outcome: outcome.get_result(), lambda: CAUSE) is CAUSE
    assert not guard.calls.answered and not guard.pack.problems


def fail_with_an_answer(outcome: pluggy.Result[Any]) -> None:
    outcome.force_result("half done")
    raise ValueError("after")


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (lambda outcome: outcome.force_result("a cause"), "expected a Diagnosis"),
        (lambda outcome: outcome.force_exception(ValueError("forced")), "ValueError: forced"),
        (fail_with_an_answer, "ValueError: after"),
    ],
    ids=["no diagnosis", "an exception", "an error after an answer"],
)
def test_an_old_wrapper_with_no_valid_answer_changes_nothing(
    guard: Guard, act: Callable[[pluggy.Result[Any]], object], words: str
) -> None:
    assert drive_old(guard, act, lambda: CAUSE) is CAUSE
    [problem] = guard.pack.problems
    assert words in problem
    assert not guard.calls.answered


def test_ctrl_c_is_ctrl_c_for_an_old_wrapper_too(guard: Guard) -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        drive_old(guard, lambda outcome: outcome.force_result(CAUSE), interrupt)
    assert not guard.pack.problems and not guard.calls.answered
