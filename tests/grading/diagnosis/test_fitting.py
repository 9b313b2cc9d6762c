"""What is said about a small change, fitted to the attempt."""

from __future__ import annotations

import pytest

from kata_runner.grading.diagnosis.fitting import is_place, names_to_find
from kata_runner.grading.diagnosis.mistake_results import MistakeResults


@pytest.mark.parametrize(
    ("says", "names", "expected"),
    [
        ("`width` is used in place of `length`.", ("length",), ("width",)),
        ("`min` is used in place of `max` where `x` is used.", ("max", "x"), ("min", "x")),
        ("`tanh` is missing where `x` is used.", ("tanh", "x"), ("x",)),
        ("`w` is used in place of what is computed from `a` and `b`.", ("a", "b", "x"), ()),
        ("The sides of `@` are exchanged.", ("a", "b"), ("a", "b")),
    ],
)
def test_a_name_that_the_slip_took_away_is_looked_for_nowhere(
    says: str, names: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    assert names_to_find(MistakeResults("f.slip", "f", says, {}, names)) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("    act = np.tanh", False),
        ("    return tanh(w @ x)", True),
        ("    a = np.tanh(x)", True),
        ("    a = np.exp(x)", False),
    ],
)
def test_the_place_of_a_slip_is_where_something_is_used_and_not_where_it_is_named(
    line: str, expected: bool
) -> None:
    assert is_place("`tanh` is applied twice.", line) is expected
