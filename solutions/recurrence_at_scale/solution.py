"""The reference for kata 6.4: a recurrence in turn and in rounds, and what
its length costs: waiting, memory, gradients and recall."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Whole = NDArray[np.int_]


def run_linear(decays: Array, inputs: Array) -> Array:
    """The states h[t] = decays[t] * h[t - 1] + inputs[t], from zeros.

    All three are (length, hidden), and every unit goes its own way.
    """
    states, h = [], np.zeros(inputs.shape[1])
    for decay, added in zip(decays, inputs, strict=True):
        h = decay * h + added  # (hidden,)
        states.append(h)
    return np.array(states)


def scan_round(
    decays: Array, inputs: Array, distance: int
) -> tuple[Array, Array]:
    """Each step joined with the one `distance` before it: decays, inputs.

    All are (length, hidden); the first `distance` steps stay as they are.
    Hillis & Steele (1986).
    """
    early, late = slice(None, -distance), slice(distance, None)
    new_decays, new_inputs = decays.copy(), inputs.copy()
    new_decays[late] = decays[late] * decays[early]
    new_inputs[late] = decays[late] * inputs[early] + inputs[late]
    return new_decays, new_inputs


def scan(decays: Array, inputs: Array) -> Array:
    """The states of run_linear, (length, hidden), in log2(length) rounds.

    The distance doubles from round to round. Blelloch (1990).
    """
    distance = 1
    while distance < len(inputs):
        decays, inputs = scan_round(decays, inputs, distance)
        distance *= 2
    return inputs


def waiting_steps(length: int, cores: int) -> tuple[int, int, int]:
    """Steps that wait for each other: of recurrence, attention and a scan.

    A core does one thing a step: a state, a pair, two steps joined to one.
    """
    attention = -(-(length**2) // cores)  # rounded up
    rounds = range((length - 1).bit_length())
    scan_steps = sum(-(-(length - 2**r) // cores) for r in rounds)
    return length, attention, scan_steps


def bptt_bytes(
    length: int,
    width: int,
    layers: int,
    bits: int,
    every: int | None = None,
) -> int:
    """Bytes of the states that backpropagation through time must keep.

    Without `every` all of them, with the first; else one at the beginning
    of every so many steps, and room for a segment. Chen et al. (2016).
    """
    segment = length if every is None else min(every, length)
    kept = -(-length // segment) + segment  # states of one layer
    return kept * width * layers * bits // 8


def input_gradients(
    decays: Array, errors: Array, window: int | None = None
) -> Array:
    """The loss by every input, (length, hidden), from `errors`: by a state.

    Nothing goes back from a step whose number is a multiple of `window`.
    Werbos (1990); Williams & Peng (1990).
    """
    gradients, back = errors.copy(), np.zeros(errors.shape[1])
    for t in range(len(gradients) - 1, -1, -1):
        gradients[t] += back
        cut = window is not None and t % window == 0
        back = np.where(cut, 0.0, decays[t] * gradients[t])  # (hidden,)
    return gradients


def fit_readout(states: Array, tokens: Whole, vocabulary: int) -> Array:
    """Weights (hidden, vocabulary) by which states (n, hidden) say tokens.

    states @ weights is as near as can be, by the sum of squares, to rows
    that are 1 at the token and 0 elsewhere. Legendre (1805).
    """
    targets = np.eye(vocabulary)[tokens]  # (n, vocabulary)
    return np.asarray(np.linalg.lstsq(states, targets, rcond=None)[0])
