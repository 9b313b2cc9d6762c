"""The reference for kata 6.2, RNN Intuition: a recurrent network, its
echoes and its gradient."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def rnn_step(
    h_prev: Array, x: Array, w_h: Array, w_x: Array, bias: Array
) -> Array:
    """One step of a simple RNN, the new state (hidden,): tanh(W_h h_prev +
    W_x x + bias).

    h_prev and bias are (hidden,), x is (input,), w_h is (hidden, hidden),
    w_x is (hidden, input). Elman (1990).
    """
    return np.tanh(w_h @ h_prev + w_x @ x + bias)


def run_sequence(
    h0: Array, xs: Array, w_h: Array, w_x: Array, bias: Array
) -> Array:
    """The state after each input of a sequence, (length, hidden), beginning
    from h0 (hidden,).

    xs is (length, input), one input a row; every step uses the same
    weights. Elman (1990).
    """
    states, h = [], h0
    for x in xs:
        h = rnn_step(h, x, w_h, w_x, bias)  # (hidden,)
        states.append(h)
    return np.array(states)


def echo(
    xs: Array,
    position: int,
    change: Array,
    w_h: Array,
    w_x: Array,
    bias: Array,
) -> Array:
    """How far each state moves, (length,), when `change` (input,) is added
    to one input.

    Both runs begin from zeros; far means the Euclidean length of the
    difference of two states.
    """
    changed = xs.copy()
    changed[position] += change
    start = np.zeros(len(bias))
    before = run_sequence(start, xs, w_h, w_x, bias)  # (length, hidden)
    after = run_sequence(start, changed, w_h, w_x, bias)
    return np.asarray(np.sqrt(np.sum((after - before) ** 2, axis=1)))


def step_jacobian(h: Array, w_h: Array) -> Array:
    """How the new state h (hidden,) depends on the one before it: diag(1 -
    h²) W_h, square.

    Row i holds the derivatives of new unit i; tanh'(z) is 1 - tanh(z)², and
    tanh(z) is h.
    """
    return (1 - h**2)[:, np.newaxis] * w_h


def jacobian_product(states: Array, w_h: Array) -> Array:
    """How the last of some states (length, hidden) depends on the one
    before the first: square.

    The chain rule, the latest step on the left. Of no states it is the
    identity.
    """
    product = np.eye(len(w_h))
    for h in states:
        product = step_jacobian(h, w_h) @ product
    return product


def loss_gradients(
    xs: Array, target: Array, w_h: Array, w_x: Array, bias: Array
) -> tuple[Array, Array, Array]:
    """The gradients of ½ |h_last - target|² by w_h, w_x and bias, each of
    its parameter's shape.

    The run begins from zeros. Backpropagation through time, Werbos (1990).
    """
    start = np.zeros(len(bias))
    states = [start, *run_sequence(start, xs, w_h, w_x, bias)]
    d_w_h, d_w_x, d_bias = (
        np.zeros(w_h.shape),
        np.zeros(w_x.shape),
        np.zeros(bias.shape),
    )
    d_h = states[-1] - target  # (hidden,) by the last state
    for t in range(len(xs), 0, -1):
        d_z = (1 - states[t] ** 2) * d_h  # (hidden,) by what tanh was given
        d_w_h += np.outer(d_z, states[t - 1])
        d_w_x += np.outer(d_z, xs[t - 1])
        d_bias += d_z
        d_h = d_z @ w_h  # (hidden,) by the state one step earlier
    return d_w_h, d_w_x, d_bias
