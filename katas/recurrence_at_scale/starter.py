"""Kata 6.4, Why Recurrence Struggles at Scale: run a recurrence in turn and
in rounds, and count what its length costs.

Replace every `raise NotImplementedError` below, best from top to bottom.
Inside, do as you like: NumPy, plain Python, helpers of your own; a function
may call those above it.

    kata show 6.4     the lesson: the idea, a drawing and a worked example
    kata check 6.4    what works already, and what to look at next
"""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Whole = NDArray[np.int_]


def run_linear(decays: Array, inputs: Array) -> Array:
    """A linear recurrence, step by step: return the state after each step.

    Shapes: decays, inputs and the result are (length, hidden). The state
    before the first step is zeros; each step multiplies the state by the
    step's decays, number by number, and adds the step's inputs.
    """
    raise NotImplementedError


def scan_round(
    decays: Array, inputs: Array, distance: int
) -> tuple[Array, Array]:
    """Join each step with the one `distance` steps before it: return the
    new decays and the new inputs.

    Shapes: all of them are (length, hidden). Two steps in a row are one
    step, with other decays and other inputs: return those. The first
    `distance` steps have none to be joined with, and stay as they are. The
    results are new arrays. Hillis & Steele (1986).
    """
    raise NotImplementedError


def scan(decays: Array, inputs: Array) -> Array:
    """The states of run_linear, in rounds: return (length, hidden).

    Rounds of the distances 1, 2, 4 and so on, as long as the distance is
    less than the length. Blelloch (1990).
    """
    raise NotImplementedError


def waiting_steps(length: int, cores: int) -> tuple[int, int, int]:
    """How many steps must be done one after the other: return three counts,
    for a recurrence, for attention and for a scan.

    In one step each core does one thing: the next state of a recurrence,
    one of length * length pairs of attention, or one join of two steps in a
    round of a scan. A round begins when the one before has ended.
    """
    raise NotImplementedError


def bptt_bytes(
    length: int,
    width: int,
    layers: int,
    bits: int,
    every: int | None = None,
) -> int:
    """How many bytes of states backpropagation through time must keep.

    A state of one layer is `width` numbers of `bits` bits, a multiple of 8.
    With every=None all states are kept, the one before the first step too.
    Otherwise the sequence is cut into segments of `every` steps; what is
    kept is the state at the beginning of each, and room for the states of
    one segment. A segment longer than the sequence is as long as the
    sequence. Chen et al. (2016).
    """
    raise NotImplementedError


def input_gradients(
    decays: Array, errors: Array, window: int | None = None
) -> Array:
    """How a loss depends on each input of run_linear: return (length,
    hidden).

    Shapes: decays and errors are (length, hidden); errors[t] is how the
    loss depends on state t directly. With a window, nothing goes back from
    the steps 0, window, 2 * window and so on to the step before. Werbos
    (1990); Williams & Peng (1990).
    """
    raise NotImplementedError


def fit_readout(states: Array, tokens: Whole, vocabulary: int) -> Array:
    """Weights that read a token out of a state: return (hidden,
    vocabulary).

    Shapes: states is (n, hidden), more rows than columns; tokens is (n,)
    whole numbers from 0 to vocabulary - 1. Row i of states @ weights should
    be 1 at tokens[i] and 0 elsewhere: return the weights with the least sum
    of squared differences from that. Legendre (1805).
    """
    raise NotImplementedError
