"""Kata 6.4: the reference agrees with a loop over fractions, with a machine of several cores that
counts its steps, with a backpropagation that really keeps checkpoints, and with a singular value
decomposition; the lesson's tables are those of the demo.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from kata_runner.grading.answer_key import read_pinned
from tests.helpers.attempts import attempts_in
from tests.helpers.modules import load_module

ROOT = Path(__file__).parents[2]
NAME = "recurrence_at_scale"
RIGHT = [ROOT / "solutions" / NAME / "solution.py", *attempts_in(f"{NAME}/right")]


@pytest.fixture(scope="module", params=RIGHT, ids=lambda path: path.stem)
def right(request: pytest.FixtureRequest) -> Any:
    """The reference and the right attempts."""
    return load_module(request.param)


@pytest.fixture
def rng() -> np.random.RandomState:
    return np.random.RandomState(64)


def steps(rng: np.random.RandomState, length: int, hidden: int) -> tuple[Any, Any]:
    """Random decays, some of them 0, and inputs."""
    decays = rng.uniform(-1, 1, size=(length, hidden))
    decays[rng.uniform(size=decays.shape) < 0.1] = 0.0
    return decays, rng.normal(size=(length, hidden))


def loop_over_fractions(decays: Any, inputs: Any, begin: int = 0) -> list[list[float]]:
    """The states of a run that begins with zeros before step `begin`, without any rounding."""
    state, states = [Fraction(0)] * inputs.shape[1], []
    for factors, added in zip(decays[begin:].tolist(), inputs[begin:].tolist(), strict=True):
        state = [
            Fraction(a) * h + Fraction(b) for a, h, b in zip(factors, state, added, strict=True)
        ]
        states.append([float(h) for h in state])
    return states


# --- In turn and in rounds


@pytest.mark.parametrize("length", [1, 2, 3, 4, 5, 7, 8, 9, 31, 64])
def test_scan_and_loop_are_the_loop_over_fractions(right: Any, rng: Any, length: int) -> None:
    case = steps(rng, length, 3)
    expected = loop_over_fractions(*case)
    np.testing.assert_allclose(right.run_linear(*case), expected, rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(right.scan(*case), expected, rtol=1e-9, atol=1e-12)


def test_after_each_round_a_step_has_twice_as_many_inputs(right: Any, rng: Any) -> None:
    given = decays, inputs = steps(rng, 11, 2)
    for distance in (1, 2, 4, 8):
        decays, inputs = right.scan_round(decays, inputs, distance)
        for t in range(11):
            begin = max(0, t + 1 - 2 * distance)
            expected = loop_over_fractions(given[0][: t + 1], given[1][: t + 1], begin)[-1]
            np.testing.assert_allclose(inputs[t], expected, atol=1e-12)
            product = np.prod(given[0][begin : t + 1], axis=0)
            np.testing.assert_allclose(decays[t], product, atol=1e-12)


def test_joining_does_not_depend_on_where_one_begins(right: Any, rng: Any) -> None:
    """Three steps: (first, second) with the third, or the first with (second, third)."""
    a, b = steps(rng, 3, 4)
    left = right.scan_round(*(x[:2] for x in (a, b)), 1)
    left = right.scan_round(*(np.array([x[1], y[2]]) for x, y in zip(left, (a, b), strict=True)), 1)
    later = right.scan_round(*(x[1:] for x in (a, b)), 1)
    later = right.scan_round(
        *(np.array([y[0], x[1]]) for x, y in zip(later, (a, b), strict=True)), 1
    )
    for one, other in zip(left, later, strict=True):
        np.testing.assert_allclose(one[1], other[1])


# --- A machine that counts


def count_steps(things: dict[Any, set[Any]], cores: int) -> int:
    """How many steps a machine takes for things that each wait for others: in each, every core
    does one that waits for nothing any more.
    """
    done: set[Any] = set()
    count = 0
    while len(done) < len(things):
        ready = [thing for thing, others in things.items() if thing not in done and others <= done]
        done |= set(ready[:cores])
        count += 1
    return count


def scan_joins(length: int) -> dict[Any, set[Any]]:
    """The joins of a scan, each waiting for all of the round before."""
    things: dict[Any, set[Any]] = {}
    before: set[Any] = set()
    distance = 1
    while distance < length:
        joins = {(distance, t) for t in range(distance, length)}
        things |= dict.fromkeys(joins, before)
        before, distance = joins, 2 * distance
    return things


@pytest.mark.parametrize(
    ("length", "cores"), [(1, 1), (1, 3), (2, 1), (5, 2), (8, 3), (9, 4), (16, 5), (13, 500)]
)
def test_steps_are_those_that_a_machine_takes(right: Any, length: int, cores: int) -> None:
    chain = {t: {t - 1} if t else set() for t in range(length)}
    pairs: dict[Any, set[Any]] = {(i, j): set() for i in range(length) for j in range(length)}
    counted = tuple(count_steps(each, cores) for each in (chain, pairs, scan_joins(length)))
    assert tuple(right.waiting_steps(length, cores)) == counted


# --- A backpropagation that keeps checkpoints


def backpropagate(xs: Any, w: Any, every: int | None) -> tuple[Any, int]:
    """The gradient of the sum of the last states by each input of a stack of tanh networks without
    weights between units, and the bytes of all states that were kept.
    """
    length, layers, width = xs.shape
    size = length if every is None else min(every, length)
    checkpoints = np.zeros((len(range(0, length, size)), layers, width), dtype=xs.dtype)
    room = np.zeros((size, layers, width), dtype=xs.dtype)
    h = np.zeros((layers, width), dtype=xs.dtype)
    for t in range(length):
        if t % size == 0:
            checkpoints[t // size] = h
        h = np.tanh(w * h + xs[t])
    gradients, back = np.zeros(xs.shape), np.ones((layers, width))
    for number in reversed(range(len(checkpoints))):
        begin, end = number * size, min((number + 1) * size, length)
        h = checkpoints[number]
        for t in range(begin, end):
            room[t - begin] = h = np.tanh(w * h + xs[t])
        for t in reversed(range(begin, end)):
            gradients[t] = back * (1 - room[t - begin].astype(float) ** 2)
            back = w * gradients[t]
    return gradients, checkpoints.nbytes + room.nbytes


@pytest.mark.parametrize("bits", [16, 32, 64])
@pytest.mark.parametrize("every", [None, 1, 2, 3, 4, 11, 12, 50])
def test_bytes_are_those_that_checkpoints_take(
    right: Any, rng: Any, bits: int, every: int | None
) -> None:
    xs = rng.normal(size=(12, 2, 3)).astype(f"f{bits // 8}")
    gradients, kept = backpropagate(xs, 0.8, every)
    np.testing.assert_allclose(gradients, backpropagate(xs, 0.8, None)[0], rtol=1e-2)
    assert right.bptt_bytes(12, 3, 2, bits, every) == kept


def test_checkpoints_are_fewest_at_the_root_of_the_length(right: Any) -> None:
    for root in (4, 10, 64):
        bytes_at = {every: right.bptt_bytes(root**2, 1, 1, 8, every) for every in range(1, 100)}
        assert min(bytes_at, key=lambda every: bytes_at[every]) == root
        assert bytes_at[root] == 2 * root


# --- The way back


def loss(right: Any, decays: Any, inputs: Any, targets: Any) -> float:
    """Half the squared distance of all states from targets."""
    return float(0.5 * np.sum((right.run_linear(decays, inputs) - targets) ** 2))


def nudge(function: Callable[[Any], float], at: Any, step: float = 1e-6) -> Any:
    """The derivatives of a function by each number of an array."""
    slopes = np.zeros(at.shape)
    for place in np.ndindex(at.shape):
        up, down = at.copy(), at.copy()
        up[place] += step
        down[place] -= step
        slopes[place] = (function(up) - function(down)) / (2 * step)
    return slopes


@pytest.mark.parametrize("window", [None, 1, 2, 3, 4, 7, 20])
def test_gradients_are_what_a_nudge_does_within_a_window(
    right: Any, rng: Any, window: int | None
) -> None:
    (decays, inputs), targets = steps(rng, 7, 2), rng.normal(size=(7, 2))
    states = right.run_linear(decays, inputs)
    size = window or 7
    expected = np.zeros(inputs.shape)
    for begin in range(0, 7, size):
        part = slice(begin, begin + size)
        given = inputs[part].copy()
        if begin:  # the state runs on, as if it were one more input
            given[0] += decays[begin] * states[begin - 1]
        expected[part] = nudge(
            lambda moved, part=part: loss(right, decays[part], moved, targets[part]),  # type: ignore[misc]
            given,
        )
    actual = right.input_gradients(decays, states - targets, window)
    np.testing.assert_allclose(actual, expected, atol=1e-7)


def test_going_back_is_a_scan_from_right_to_left(right: Any, rng: Any) -> None:
    decays, errors = steps(rng, 9, 2)
    shifted = np.vstack([decays[1:], np.zeros((1, 2))])[::-1]
    expected = right.scan(shifted, errors[::-1])[::-1]
    np.testing.assert_allclose(right.input_gradients(decays, errors), expected)


# --- Reading out


@pytest.mark.parametrize(("count", "hidden", "vocabulary"), [(3, 1, 1), (9, 2, 5), (40, 7, 3)])
def test_readout_is_least_squares_by_other_ways(
    right: Any, rng: Any, count: int, hidden: int, vocabulary: int
) -> None:
    states, tokens = rng.normal(size=(count, hidden)), rng.randint(vocabulary, size=count)
    targets = np.array([[float(token == other) for other in range(vocabulary)] for token in tokens])
    weights = right.fit_readout(states, tokens, vocabulary)
    u, sizes, v = np.linalg.svd(states, full_matrices=False)
    np.testing.assert_allclose(weights, v.T @ np.diag(1 / sizes) @ u.T @ targets, atol=1e-10)
    # The normal equations: what is left over stands at a right angle to every unit.
    np.testing.assert_allclose(states.T @ (targets - states @ weights), 0.0, atol=1e-10)


# --- The data to try, and the lesson


@pytest.fixture(scope="module")
def shown() -> Any:
    """The file of experiments as a module."""
    return load_module(ROOT / "katas" / NAME / "experiments.py")


def test_the_networks_to_try_are_those_that_are_shown(shown: Any) -> None:
    memory = load_module(ROOT / "katas" / NAME / "memory.py")
    assert (memory.VOCABULARY, memory.LENGTH) == (shown.VOCABULARY, shown.LENGTH_READ)
    np.testing.assert_array_equal(memory.TOKENS, shown.TOKENS)
    for hidden in (4, 64):
        for one, other in zip(memory.network(hidden), shown.network(hidden), strict=True):
            np.testing.assert_array_equal(one, other)
        np.testing.assert_array_equal(memory.noise(hidden), shown.noise(hidden))


LESSON = (ROOT / "katas" / NAME / "lesson.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def demo(open_desk: Callable[[str], Any]) -> dict[str, list[Any]]:
    """The rows of the reference's tables, by the name of the experiment."""
    pinned = read_pinned(open_desk("6.4").kata)
    assert pinned is not None
    return {part.declaration.name: [*part.table.rows] for part in pinned.expectations}


def tables_under(heading: str) -> list[dict[str, list[str]]]:
    """The tables under a heading: the cells of each row by its first one, without the head."""
    section = LESSON.split(f"## {heading}\n")[1].split("\n## ")[0]
    tables = re.findall(r"(?:^\|.+\|\n)+", section + "\n", re.MULTILINE)
    rows = [[line.strip("| ").split(" | ") for line in table.splitlines()[2:]] for table in tables]
    return [{first: cells for first, *cells in each} for each in rows]


@pytest.mark.parametrize(
    ("heading", "number", "name", "form"),
    [
        ("Who waits for whom", 0, "waiting_by_length", ".0f"),
        ("Who waits for whom", 1, "waiting_by_cores", ".0f"),
        ("What must be kept", 0, "memory_by_length", ".2f"),
        ("Checkpoints", 0, "memory_with_checkpoints", ".3f"),
        ("Cutting it short", 0, "learned_by_distance", ".4f"),
        ("The bottleneck", 0, "recall_by_distance", ".3f"),
    ],
)
def test_tables_of_the_lesson_are_those_of_the_demo(
    heading: str, number: int, name: str, form: str, demo: dict[str, list[Any]]
) -> None:
    told = tables_under(heading)[number]
    shown = {str(first): [format(cell, form) for cell in cells] for first, *cells in demo[name]}
    assert len(told) >= 3
    assert told == {first: shown.get(first) for first in told}


def test_recall_falls_and_wider_states_recall_more(demo: dict[str, list[Any]]) -> None:
    """What the lesson says of the bottleneck, by more than chance."""
    shares = {back: row for back, *row in demo["recall_by_distance"]}
    for four, sixteen, sixty_four in (shares[back] for back in (0, 1, 2, 4)):
        assert four < sixteen < sixty_four
    for unit in range(3):
        column = [shares[back][unit] for back in (0, 1, 2, 4, 16)]
        assert column == sorted(column, reverse=True)
        assert shares[32][unit] < 0.16
