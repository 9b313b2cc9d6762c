"""A failure whose cause is in another part, which failed too, waits for that part."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import pytest

from kata_runner.engine.job import Run
from kata_runner.grading.answer_key import AnswerKey
from kata_runner.grading.diagnosis import origins
from kata_runner.grading.diagnosis.diagnosis_context import DiagnosisContext
from kata_runner.grading.diagnosis.mistake_results import MistakeResults
from kata_runner.grading.diagnosis.origins import block_by_origin
from kata_runner.model import Diagnosis, Kata, Outcome, Status

Block = Callable[[Sequence[Outcome], Mapping[str, Sequence[str]]], dict[str, str]]


def failed(name: str, cause: str = "", needs: tuple[str, ...] = ()) -> Outcome:
    """A failure of the part before the underscore."""
    return Outcome(
        name,
        "It holds.",
        Status.FAILED,
        0,
        1,
        needs=needs,
        part=name.partition("_")[0],
        diagnosis=Diagnosis(cause, "So it is.") if cause else None,
    )


INNER = failed("inner_a", "a_known_mistake")
OUTER = failed("outer_a", "outer.min_for_max")
LAST = replace(
    failed("last_a", needs=("outer_a",)), status=Status.BLOCKED, message="Waits for outer_a."
)


@pytest.fixture
def blocked(area: Kata, monkeypatch: pytest.MonkeyPatch) -> Block:
    """Blocks outcomes by origin, where mutants are changed in these parts."""

    def block(outcomes: Sequence[Outcome], places: Mapping[str, Sequence[str]]) -> dict[str, str]:
        mutants = {
            name: [MistakeResults(part, part, "", {}) for part in parts]
            for name, parts in places.items()
        }
        monkeypatch.setattr(origins, "find_agreeing", lambda _: mutants)
        case = DiagnosisContext(
            area, AnswerKey(0, ()), Run(), (), tuple(outcomes), lambda _: iter(())
        )
        return {
            one.name: one.message if one.status is Status.BLOCKED else "failed"
            for one in block_by_origin(case)
        }

    return block


def test_a_change_to_another_part_that_failed_blocks_and_so_does_what_waits(blocked: Block) -> None:
    assert blocked([INNER, OUTER, LAST], {"outer_a": ["inner"]}) == {
        "inner_a": "failed",
        "outer_a": "Waits for inner_a.",
        "last_a": "Waits for inner_a.",
    }


@pytest.mark.parametrize("parts", [["outer"], ["inner", "outer"], [], ["absent"]])
def test_a_change_that_may_be_in_the_part_itself_blocks_nothing(
    parts: list[str], blocked: Block
) -> None:
    assert blocked([INNER, OUTER], {"outer_a": parts}) == dict.fromkeys(
        ["inner_a", "outer_a"], "failed"
    )


def test_a_part_that_passed_or_failed_for_an_unknown_cause_blocks_nothing(blocked: Block) -> None:
    passed = replace(INNER, status=Status.PASSED, diagnosis=None)
    other = failed("other_a", "a_known_mistake")
    for inner in (passed, replace(INNER, diagnosis=None)):
        outcomes = blocked([inner, other, OUTER], {"outer_a": ["inner"]})
        assert outcomes["outer_a"] == "failed"
