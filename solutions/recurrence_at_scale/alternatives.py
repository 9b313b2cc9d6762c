"""Other right ways to run a recurrence and to count what it costs, each accepted on every seed."""

# ruff: noqa: D103  # how each of them differs stands in the sentence over it

import math
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from kata_runner import alternative

Array = NDArray[np.float64]
Whole = NDArray[np.int_]


@alternative("run_linear", "itertools.accumulate over pairs of rows, beginning from zeros")
def accumulated(decays: Array, inputs: Array) -> Array:
    steps = zip(decays, inputs, strict=True)
    start = np.zeros(inputs.shape[1])
    states = accumulate(steps, lambda h, step: step[0] * h + step[1], initial=start)
    return np.array([*states][1:])


@alternative("run_linear", "unit by unit and number by number, without NumPy")
def unit_by_unit(decays: Array, inputs: Array) -> list[list[float]]:
    columns = []
    for factors, added in zip(decays.T.tolist(), inputs.T.tolist(), strict=True):
        h, column = 0.0, []
        for a, b in zip(factors, added, strict=True):
            h = a * h + b
            column.append(h)
        columns.append(column)
    return [list(row) for row in zip(*columns, strict=True)]


@alternative("scan_round", "the steps that stay and the joined ones, put together")
def put_together(decays: Array, inputs: Array, distance: int) -> tuple[Array, Array]:
    joined = decays[distance:] * inputs[: len(inputs) - distance] + inputs[distance:]
    products = decays[distance:] * decays[: len(decays) - distance]
    return (
        np.concatenate([decays[:distance], products]),
        np.concatenate([inputs[:distance], joined]),
    )


@alternative("scan_round", "what stands before the beginning is a step that changes nothing")
def padded(decays: Array, inputs: Array, distance: int) -> tuple[Array, Array]:
    space, n = (distance, inputs.shape[1]), len(inputs)
    early_decays = np.vstack([np.ones(space), decays])[:n]
    early_inputs = np.vstack([np.zeros(space), inputs])[:n]
    return decays * early_decays, inputs + decays * early_inputs


@alternative("scan_round", "step by step, as lists of rows")
def step_by_step(decays: Array, inputs: Array, distance: int) -> tuple[list[Array], list[Array]]:
    new_decays, new_inputs = [], []
    for t, (a, b) in enumerate(zip(decays, inputs, strict=True)):
        new_decays.append(a if t < distance else a * decays[t - distance])
        new_inputs.append(b if t < distance else a * inputs[t - distance] + b)
    return new_decays, new_inputs


@alternative("scan_round", "np.roll, and what came round from the end is set to change nothing")
def rolled(decays: Array, inputs: Array, distance: int) -> tuple[Array, Array]:
    early = np.roll(np.stack([decays, inputs]), distance, axis=1)
    came_round = np.arange(len(inputs))[:, None] < distance
    early = np.where(came_round, [[[1.0]], [[0.0]]], early)
    return decays * early[0], decays * early[1] + inputs


@alternative("scan", "the number of rounds is counted beforehand, from the logarithm")
def counted_rounds(decays: Array, inputs: Array) -> Array:
    for round_number in range(math.ceil(math.log2(len(inputs)))):
        decays, inputs = put_together(decays, inputs, 2**round_number)
    return inputs


@alternative("scan", "the states of the two halves, the second corrected by the end of the first")
def by_halves(decays: Array, inputs: Array) -> Array:
    if len(inputs) == 1:
        return inputs.copy()
    half = len(inputs) // 2
    left, right = by_halves(decays[:half], inputs[:half]), by_halves(decays[half:], inputs[half:])
    return np.concatenate([left, right + np.cumprod(decays[half:], axis=0) * left[-1]])


@alternative("scan", "neighbours are joined to half as many steps: a tree, up and down again")
def up_and_down(decays: Array, inputs: Array) -> Array:
    n = len(inputs)
    if n == 1:
        return inputs.copy()
    pairs = n // 2
    a, b = decays[: 2 * pairs].reshape(pairs, 2, -1), inputs[: 2 * pairs].reshape(pairs, 2, -1)
    states = np.empty(inputs.shape)
    states[0] = inputs[0]
    states[1::2] = up_and_down(a[:, 0] * a[:, 1], a[:, 1] * b[:, 0] + b[:, 1])
    states[2::2] = decays[2::2] * states[1:-1:2] + inputs[2::2]
    return states


@alternative("waiting_steps", "with math.ceil and floats, and distances in place of rounds")
def rounded_up(length: int, cores: int) -> tuple[int, int, int]:
    scan_steps, distance = 0, 1
    while distance < length:
        scan_steps += math.ceil((length - distance) / cores)
        distance *= 2
    return length, math.ceil(length * length / cores), scan_steps


@alternative("waiting_steps", "one step more wherever the division leaves a rest")
def with_a_rest(length: int, cores: int) -> list[int]:
    counts = [length, 0, 0]
    rounds = [length - 2**r for r in range(length.bit_length()) if 2**r < length]
    for which, things in [(1, length**2), *((2, joins) for joins in rounds)]:
        full, rest = divmod(things, cores)
        counts[which] += full + (rest > 0)
    return counts


@alternative("bptt_bytes", "the beginnings of the segments are counted one by one")
def beginnings(
    length: int, width: int, layers: int, bits: int, every: int | None = None
) -> float:
    every = min(every or length, length)
    checkpoints = len(range(0, length, every))
    return (checkpoints + every) * layers * width * bits / 8


@alternative("bptt_bytes", "the whole run by itself, segments with math.ceil")
def two_cases(length: int, width: int, layers: int, bits: int, every: int | None = None) -> int:
    state = width * layers * bits // 8
    if every is None or every > length:
        return (length + 1) * state
    return (math.ceil(length / every) + every) * state


@alternative("input_gradients", "decays of 0 where a window begins, then the recurrence reversed")
def reversed_recurrence(decays: Array, errors: Array, window: int | None = None) -> Array:
    factors = decays.copy()
    factors[:: window or len(decays)] = 0.0
    gradients = [errors[-1]]
    for factor, error in zip(factors[:0:-1], errors[-2::-1], strict=True):
        gradients.append(error + factor * gradients[-1])
    return np.array(gradients[::-1])


@alternative("input_gradients", "window by window, each a product with a triangular matrix")
def window_by_window(decays: Array, errors: Array, window: int | None = None) -> Array:
    n, gradients = len(errors), np.zeros(errors.shape)
    window = n if window is None else window
    for t in range(n):
        end = min(n, (t // window + 1) * window)
        ways = np.cumprod(np.vstack([np.ones(errors.shape[1]), decays[t + 1 : end]]), axis=0)
        gradients[t] = np.sum(ways * errors[t:end], axis=0)
    return gradients


@alternative("fit_readout", "the normal equations")
def normal_equations(states: Array, tokens: Whole, vocabulary: int) -> Array:
    sums = np.zeros((states.shape[1], vocabulary))
    np.add.at(sums.T, tokens, states)
    return np.asarray(np.linalg.solve(states.T @ states, sums))


@alternative("fit_readout", "the pseudoinverse, a column for each token")
def pseudoinverse(states: Array, tokens: Whole, vocabulary: int) -> Array:
    inverse = np.linalg.pinv(states)
    return np.column_stack([inverse @ (tokens == token) for token in range(vocabulary)])


@alternative("fit_readout", "a QR decomposition")
def orthogonal(states: Array, tokens: Whole, vocabulary: int) -> Array:
    targets = (np.asarray(tokens)[:, np.newaxis] == np.arange(vocabulary)).astype(float)
    q, r = np.linalg.qr(states)
    return np.asarray(np.linalg.solve(r, q.T @ targets))
