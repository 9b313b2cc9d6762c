# expect: passed
# style: the starter, filled in line by line
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
    z = np.dot(w_h, h_prev) + np.dot(w_x, x) + bias
    return np.tanh(z)


def run_sequence(
    h0: Array, xs: Array, w_h: Array, w_x: Array, bias: Array
) -> Array:
    """Read a sequence: return the state after each input, shape (length,
    hidden).

    Shapes: h0 is (hidden,), the state before the first input; xs is
    (length, input), one input a row. Row t of the result is the state after
    input t; h0 itself is not among them.
    """
    hs = np.zeros((len(xs), len(h0)))
    h = h0
    for t in range(len(xs)):
        h = rnn_step(h, xs[t], w_h, w_x, bias)
        hs[t] = h
    return hs


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
    h0 = np.zeros(len(bias))
    xs_changed = xs.copy()
    xs_changed[position] = xs_changed[position] + change
    hs1 = run_sequence(h0, xs, w_h, w_x, bias)
    hs2 = run_sequence(h0, xs_changed, w_h, w_x, bias)
    diff = hs2 - hs1
    return np.sqrt((diff ** 2).sum(axis=1))


def step_jacobian(h: Array, w_h: Array) -> Array:
    """How one step's new state depends on the state before it: return
    (hidden, hidden).

    Shapes: h is (hidden,), the state *after* the step. Row i, column j is
    the derivative of new unit i by old unit j.
    """
    slope = 1 - h ** 2
    return slope.reshape(-1, 1) * w_h


def jacobian_product(states: Array, w_h: Array) -> Array:
    """How the last of these states depends on the state before the first:
    (hidden, hidden).

    Shapes: states is (length, hidden), as run_sequence returns them. Of no
    states at all the answer is the identity matrix: nothing has changed.
    """
    J = np.eye(len(w_h))
    for t in range(len(states)):
        J = step_jacobian(states[t], w_h) @ J
    return J


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
    h = np.zeros(len(bias))
    hs = [h]
    for x in xs:
        h = rnn_step(h, x, w_h, w_x, bias)
        hs.append(h)
    dw_h = np.zeros_like(w_h)
    dw_x = np.zeros_like(w_x)
    db = np.zeros_like(bias)
    dh = hs[-1] - target
    for t in range(len(xs) - 1, -1, -1):
        dz = dh * (1 - hs[t + 1] ** 2)
        dw_h += np.outer(dz, hs[t])
        dw_x += np.outer(dz, xs[t])
        db += dz
        dh = w_h.T @ dz
    return dw_h, dw_x, db
