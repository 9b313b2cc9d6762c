# expect: passed
# style: checks every argument, copies everything, locks its results and turns NumPy's warnings into errors
import numpy as np
from numpy.typing import ArrayLike, NDArray

SHORTEST = 1e-10


def vector(values: ArrayLike, size: int | None = None) -> NDArray[np.float64]:
    v = np.array(values, dtype=np.float64, copy=True)
    assert v.ndim == 1, f"a vector has one axis, not {v.ndim}"
    assert size is None or v.size == size, f"expected {size} numbers, got {v.size}"
    return v


def locked(v: NDArray[np.float64]) -> NDArray[np.float64]:
    v.flags.writeable = False
    return v


def sigmoid(z: NDArray[np.float64]) -> NDArray[np.float64]:
    return 0.5 + 0.5 * np.tanh(0.5 * z)


def lstm_step(h_prev, c_prev, x, w):
    h_prev = vector(h_prev)
    c_prev, x = vector(c_prev, h_prev.size), vector(x)
    z = np.concatenate([h_prev, x])
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        pre = {
            g: np.array(getattr(w, f"w_{g}")) @ z + vector(getattr(w, f"b_{g}"), h_prev.size) for g in "fico"
        }
        c = sigmoid(pre["f"]) * c_prev + sigmoid(pre["i"]) * np.tanh(pre["c"])
        h = sigmoid(pre["o"]) * np.tanh(c)
    return locked(h), locked(c)


def rnn_step(h_prev, x, w_h, w_x, bias):
    h_prev, x = vector(h_prev), vector(x)
    assert np.shape(w_h) == (h_prev.size, h_prev.size)
    assert np.shape(w_x) == (h_prev.size, x.size)
    with np.errstate(over="raise", invalid="raise"):
        return locked(np.tanh(np.array(w_h) @ h_prev + np.array(w_x) @ x + vector(bias, h_prev.size)))


def cosine_similarity(a, b):
    a = vector(a)
    b = vector(b, a.size)
    norm_a, norm_b = np.linalg.norm(a), np.linalg.norm(b)
    if not norm_a > SHORTEST or not norm_b > SHORTEST:
        return 0.0
    return float(np.clip(a @ b / (norm_a * norm_b), -1.0, 1.0))


def signal_retained(forget_gate, steps):
    if not 0 <= forget_gate <= 1:
        raise ValueError(f"a gate is between 0 and 1, not {forget_gate}")
    if steps < 0:
        raise ValueError("the past does not come back")
    return float(forget_gate) ** int(steps)


def lstm_ops(length, input_size, hidden_size):
    if min(length, input_size, hidden_size) < 0:
        raise ValueError("sizes are not negative")
    return int(length) * 4 * int(hidden_size) * (int(input_size) + int(hidden_size))


def attention_ops(length, hidden_size):
    if min(length, hidden_size) < 0:
        raise ValueError("sizes are not negative")
    return int(length) * int(length) * int(hidden_size)
