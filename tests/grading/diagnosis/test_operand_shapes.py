"""Which operator of a line is blamed for shapes that do not fit, where that is certain."""

from __future__ import annotations

import pytest

from kata_runner.grading.diagnosis.operand_shapes import is_star_to_blame, is_sum_to_blame

ERROR = "ValueError: operands could not be broadcast together with shapes "


@pytest.mark.parametrize(
    ("shapes", "hint", "line", "expected"),
    [
        ("(3,4) (3,)", "m has shape (3, 4), v has shape (3,)", "return m * v", True),
        ("(3,3) (3,5)", "w has shape (3, 3), h has shape (3,), u has shape (3, 5), x has shape "
         "(5,)", "return np.tanh(w * h + u * x + b)", True),
        ("(4,) (2,) (4,)", "out has shape (2, 4), w has shape (2, 3), values has shape (3, 2)",
         "out[i] += w[i, j] * values[j]", False),
        ("(3,4) (3,)", "scores has shape (3, 4)",
         "return np.exp(scores) * 1 / np.exp(scores).sum(axis=1)", False),
        ("(3,4) (3,)", "m has shape (3, 4), v has shape (3,)", "return 2 * m + v", False),
        ("(3,4) (3,)", "m has shape (3, 4), v has shape (3,)", "return m + v ** 2", False),
        ("(2,4) (3,)", "n has shape (2, 3), m has shape (3, 4), v has shape (3,)",
         "return n @ m * v", False),
        ("(3,4) (3,)", "", "return m * v", False),
    ],
)  # fmt: skip
def test_a_star_is_blamed_if_its_own_operands_do_not_fit(
    shapes: str, hint: str, line: str, expected: bool
) -> None:
    assert is_star_to_blame(ERROR + shapes, f"Here {hint}.", line) is expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [("z = h + x", True), ("z = w @ h + x", False), ("z = h + x[1:]", False), ("z = x + h", False)],
)
def test_a_sum_is_blamed_if_the_names_beside_it_do_not_fit(line: str, expected: bool) -> None:
    hint = "Here h has shape (3,), x has shape (2,), w has shape (3, 3)."
    assert is_sum_to_blame(f"{ERROR}(3,) (2,) ", hint, line) is expected
