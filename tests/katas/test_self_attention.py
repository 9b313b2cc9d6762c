"""Kata 7.1: the reference agrees with what is computed pair by pair, with the algebra of attention,
and the lesson's tables with the demo.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from itertools import permutations
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from kata_runner.grading.answer_key import read_pinned
from tests.helpers.attempts import attempts_in
from tests.helpers.modules import load_module

ROOT = Path(__file__).parents[2]
RIGHT = [ROOT / "solutions/self_attention/solution.py", *attempts_in("self_attention/right")]


@pytest.fixture(scope="module", params=RIGHT, ids=lambda path: path.stem)
def right(request: pytest.FixtureRequest) -> Any:
    """The reference and the right attempts."""
    return load_module(request.param)


@pytest.fixture
def rng() -> np.random.RandomState:
    return np.random.RandomState(71)


def pair_by_pair(x: Any, matrices: Any, heads: int, mask: Any = None) -> Any:
    """Self-attention with nothing but numbers: every head, every pair, every column by itself."""
    n, width = x.shape
    size = width // heads
    q, k, v = (
        [[sum(x[i][a] * w[a][b] for a in range(width)) for b in range(width)] for i in range(n)]
        for w in matrices[:3]
    )
    joined = [[0.0] * width for _ in range(n)]
    for head in range(heads):
        columns = range(head * size, (head + 1) * size)
        for i in range(n):
            seen = [j for j in range(n) if mask is None or mask[i][j]]
            powers = {
                j: math.exp(sum(q[i][c] * k[j][c] for c in columns) / math.sqrt(size)) for j in seen
            }
            for c in columns:
                joined[i][c] = sum(powers[j] * v[j][c] for j in seen) / sum(powers.values())
    w_o = matrices[3]
    return [[sum(row[a] * w_o[a][b] for a in range(width)) for b in range(width)] for row in joined]


def self_case(rng: np.random.RandomState, length: int, width: int) -> tuple[Any, Any]:
    """Positions and four matrices."""
    return rng.normal(size=(length, width)), rng.normal(scale=0.6, size=(4, width, width))


@pytest.mark.parametrize(("length", "width", "heads"), [(1, 1, 1), (3, 4, 2), (5, 6, 3), (4, 4, 4)])
@pytest.mark.parametrize("masked", [False, True])
def test_all_pairs_one_by_one(
    right: Any, rng: Any, length: int, width: int, heads: int, masked: bool
) -> None:
    x, matrices = self_case(rng, length, width)
    mask = right.causal_mask(length) if masked else None
    actual = right.multi_head(x, *matrices, heads, mask)
    np.testing.assert_allclose(actual, pair_by_pair(x, matrices, heads, mask), rtol=1e-10)


def test_every_permutation_of_a_sentence_permutes_the_output(right: Any, rng: Any) -> None:
    x, matrices = self_case(rng, 4, 4)
    output = right.multi_head(x, *matrices, 2)
    for order in map(list, permutations(range(4))):
        moved = right.multi_head(x[order], *matrices, 2)
        np.testing.assert_allclose(moved, output[order], rtol=1e-10)


def test_places_end_the_equivariance(right: Any, rng: Any) -> None:
    x, matrices = self_case(rng, 4, 4)
    places = rng.normal(size=(4, 4))
    output = right.multi_head(x + places, *matrices, 2)
    for order in list(map(list, permutations(range(4))))[1:]:
        moved = right.multi_head(x[order] + places, *matrices, 2)
        assert np.abs(moved - output[order]).max() > 1e-3, order


def test_one_head_is_plain_attention(right: Any, rng: Any) -> None:
    x, (w_q, w_k, w_v, w_o) = self_case(rng, 5, 3)
    plain = right.attend(x @ w_q, x @ w_k, x @ w_v) @ w_o
    np.testing.assert_allclose(right.multi_head(x, w_q, w_k, w_v, w_o, 1), plain, rtol=1e-12)


def test_several_heads_are_a_sum_of_single_ones(right: Any, rng: Any) -> None:
    x, (w_q, w_k, w_v, w_o) = self_case(rng, 5, 6)
    total = np.zeros(x.shape)
    for part in (slice(0, 2), slice(2, 4), slice(4, 6)):
        fetched = right.attend(x @ w_q[:, part], x @ w_k[:, part], x @ w_v[:, part])
        total += fetched @ w_o[part]
    np.testing.assert_allclose(right.multi_head(x, w_q, w_k, w_v, w_o, 3), total, rtol=1e-10)


def test_weights_of_two_keys_are_a_sigmoid(right: Any) -> None:
    for score in (-30.0, -1.0, 0.0, 2.5, 800.0):
        [[weight, other]] = right.softmax(np.array([[score, 0.0]]))
        assert weight == pytest.approx(0.5 + 0.5 * math.tanh(score / 2), abs=1e-12)
        assert weight + other == pytest.approx(1.0)


def test_a_shift_of_a_row_changes_no_weight(right: Any, rng: Any) -> None:
    scores = rng.normal(size=(3, 5))
    shifted = scores + np.array([[1e3], [-1e3], [5.0]])
    np.testing.assert_allclose(right.softmax(shifted), right.softmax(scores), rtol=1e-9)


def test_nothing_leaks_from_the_future(right: Any, rng: Any) -> None:
    x, matrices = self_case(rng, 5, 4)
    mask = right.causal_mask(5)
    output = right.multi_head(x, *matrices, 2, mask)
    for place in range(5):
        changed = x.copy()
        changed[place:] += 1.0
        moved = right.multi_head(changed, *matrices, 2, mask)
        np.testing.assert_array_equal(moved[:place], output[:place])
        assert np.abs(moved[place] - output[place]).max() > 1e-3


def test_entropy_between_one_key_and_all_alike(right: Any, rng: Any) -> None:
    for count in (1, 2, 7):
        [even] = right.entropy(np.full((1, count), 1 / count))
        assert even == pytest.approx(math.log(count), abs=1e-12)
    assert right.entropy(np.eye(4)) == pytest.approx(np.zeros(4))
    one, other = rng.dirichlet(np.ones(3)), rng.dirichlet(np.ones(4))
    joint = np.outer(one, other).reshape(1, -1)  # of independent choices entropies add up
    parts = right.entropy(one[np.newaxis])[0] + right.entropy(other[np.newaxis])[0]
    assert right.entropy(joint)[0] == pytest.approx(parts)


class Counted(float):
    """A number that counts the products it takes part in."""

    products = 0

    def __mul__(self, other: float) -> Counted:
        Counted.products += 1
        return Counted(float(self) * float(other))

    def __add__(self, other: float) -> Counted:
        return Counted(float(self) + float(other))

    __radd__ = __add__
    __rmul__ = __mul__


@pytest.mark.parametrize(("length", "width", "heads"), [(1, 2, 1), (3, 4, 2), (5, 4, 4)])
def test_operations_are_those_that_are_made(
    right: Any, rng: Any, length: int, width: int, heads: int
) -> None:
    counted = np.vectorize(Counted, otypes=[object])
    x, matrices = self_case(rng, length, width)
    Counted.products = 0
    pair_by_pair(counted(x), [counted(w) for w in matrices], heads)
    assert right.multi_head_ops(length, width) == Counted.products


# --- The lesson


LESSON = (ROOT / "katas/self_attention/lesson.md").read_text(encoding="utf-8")


def rows_under(heading: str) -> list[list[str]]:
    """The cells of the table under a heading, without its head."""
    section = LESSON.split(f"## {heading}\n")[1].split("\n## ")[0]
    rows = re.findall(r"^\| (.+) \|$", section, re.MULTILINE)
    return [row.replace(",", "").split(" | ") for row in rows[1:]]


@pytest.fixture(scope="module")
def demo(open_desk: Callable[[str], Any]) -> dict[str, list[Any]]:
    """The rows of the reference's tables, by the name of the experiment."""
    pinned = read_pinned(open_desk("7.1").kata)
    assert pinned is not None
    return {part.declaration.name: [*part.table.rows] for part in pinned.expectations}


@pytest.mark.parametrize(
    ("heading", "name", "form"),
    [
        ("Why the square root", "why_the_square_root", ".3f"),
        ("How sharp a look is", "entropy_by_temperature", ".4f"),
        ("Order is not seen", "order_is_not_seen", ".4f"),
        ("What it costs", "cost_counted", ".0f"),
    ],
)
def test_tables_of_the_lesson_are_those_of_the_demo(
    heading: str, name: str, form: str, demo: dict[str, list[Any]]
) -> None:
    shown = {
        f"{first:g}" if isinstance(first, float) else str(first): [
            format(cell, form) for cell in cells
        ]
        for first, *cells in demo[name]
    }
    told = {first: cells for first, *cells in rows_under(heading)}
    assert len(told) >= 3
    assert told == {first: shown.get(first) for first in told}


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Who looks at whom", "who_looks_at_whom"),
        ("What may be seen", "who_looks_back_at_whom"),
    ],
)
def test_heatmaps_of_the_lesson_are_those_of_the_demo(
    heading: str, name: str, demo: dict[str, list[Any]]
) -> None:
    told = [cell for _, *cells in rows_under(heading) for cell in cells]
    assert told == [format(weight, ".3f") for _, _, weight in demo[name]]


def test_the_signal_of_the_lesson_is_that_of_the_demo(demo: dict[str, list[Any]]) -> None:
    rows = {str(row[0]): row for row in demo["signal_after_blanks"]}
    for blanks, *told in rows_under("The signal of kata 6.3"):
        n, *lengths = rows[blanks]
        assert told == [
            format(lengths[i], form) for i, form in enumerate((".4f", ".4f", ".1e", ".1e"))
        ]
        for score, length in zip((8, 4), lengths[:2], strict=True):
            assert length == pytest.approx(math.exp(score) / (math.exp(score) + n))


def test_the_guide_says_how_long_each_file_is() -> None:
    """Rounded: a sentence more makes nothing wrong."""
    guide = (ROOT / "kata_runner/guides/authors.md").read_text(encoding="utf-8")
    [section] = [part for part in guide.split("\n## ") if part.startswith("How kata 7.1")]
    rows = re.findall(r"^\| `(.+)` \| (\d+) \|", section, re.MULTILINE)
    for name, lines in rows:
        [path] = [*ROOT.glob(f"katas/self_attention/{name}"),
                  *ROOT.glob(f"solutions/self_attention/{name}")]  # fmt: skip
        length = len(path.read_text(encoding="utf-8").splitlines())
        assert abs(length - int(lines)) <= 0.1 * length, name
    assert len(rows) == 7
