"""The networks and inputs of `kata run 6.3`, to try your functions with.

    from network import BLANK, LSTM, RNN, SIGNAL, START

LSTM has the weights and biases that `lstm_step` takes as `w`; RNN is the
three of `rnn_step`: w_h, w_x and bias. Both have 4 hidden numbers and read
inputs of 3.
"""

from types import SimpleNamespace

import numpy as np
from numpy.typing import NDArray

SIGNAL = np.array([1.0, 0.5, -0.3])
BLANK = np.zeros(3)
START = np.zeros(4)  # a state that knows nothing


def waves(
    rows: int, columns: int, scale: float, seed: int
) -> NDArray[np.float64]:
    """A matrix that looks random and is the same everywhere."""
    places = np.arange(rows * columns).reshape(rows, columns)
    matrix: NDArray[np.float64] = (
        np.sin((places + 100 * seed) * 1.618) * scale
    )
    return matrix


LSTM = SimpleNamespace(
    w_f=waves(4, 7, 0.3, 1),
    w_i=waves(4, 7, 0.3, 2),
    w_c=waves(4, 7, 0.3, 3),
    w_o=waves(4, 7, 0.3, 4),
    b_f=np.ones(4),
    b_i=np.zeros(4),
    b_c=np.zeros(4),
    b_o=np.zeros(4),
)
RNN = waves(4, 4, 0.3, 5), waves(4, 3, 0.5, 6), np.zeros(4)
