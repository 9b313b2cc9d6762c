"""Kata 6.2, RNN Intuition: write a recurrent network, its echoes and its
gradient.

Replace every `raise NotImplementedError` below, best from top to bottom.
Inside, do as you like: NumPy, plain Python, helpers of your own; a function
may call those above it.

    kata show 6.2     the lesson: the idea, a drawing and a worked example
    kata check 6.2    what works already, and what to look at next
"""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def rnn_step(
    h_prev: Array, x: Array, w_h: Array, w_x: Array, bias: Array
) -> Array:
    """One step of a simple RNN: return the new state, tanh(w_h h_prev + w_x
    x + bias).

    Shapes: h_prev, bias and the result are (hidden,), x is (input,), w_h is
    (hidden, hidden), w_x is (hidden, input). Elman (1990). The result is a
    new array; the arguments stay as they are.
    """
    raise NotImplementedError


def run_sequence(
    h0: Array, xs: Array, w_h: Array, w_x: Array, bias: Array
) -> Array:
    """Read a sequence: return the state after each input, shape (length,
    hidden).

    Shapes: h0 is (hidden,), the state before the first input; xs is
    (length, input), one input a row, at least one. Row t of the result is
    the state after input t; h0 itself is not among them.
    """
    raise NotImplementedError


def echo(
    xs: Array,
    position: int,
    change: Array,
    w_h: Array,
    w_x: Array,
    bias: Array,
) -> Array:
    """How far each state moves when one input changes: return a length for
    each step, (length,).

    Run the sequence xs (length, input) from a state of zeros, and once more
    with `change` (input,) added to the input at `position`. Number t is the
    Euclidean length of the difference between the two states after input t.
    The arguments stay as they are.
    """
    raise NotImplementedError


def step_jacobian(h: Array, w_h: Array) -> Array:
    """How one step's new state depends on the state before it: return
    (hidden, hidden).

    Shapes: h is (hidden,), the state *after* the step. Row i, column j is
    the derivative of new unit i by old unit j.
    """
    raise NotImplementedError


def jacobian_product(states: Array, w_h: Array) -> Array:
    """How the last of these states depends on the state before the first:
    (hidden, hidden).

    Shapes: states is (length, hidden), as run_sequence returns them. Of no
    states at all the answer is the identity matrix: nothing has changed.
    """
    raise NotImplementedError


def loss_gradients(
    xs: Array, target: Array, w_h: Array, w_x: Array, bias: Array
) -> tuple[Array, Array, Array]:
    """How a loss depends on the weights: return its gradients by w_h, w_x
    and bias, in this order.

    The sequence xs (length, input) is run from a state of zeros. The loss
    is half the squared Euclidean distance of the last state from target
    (hidden,). Each gradient has the shape of its parameter. Backpropagation
    through time, Werbos (1990).
    """
    raise NotImplementedError
