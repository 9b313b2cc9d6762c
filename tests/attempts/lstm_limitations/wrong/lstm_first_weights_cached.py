# expect: failed
# because: The stacked weights of the first call are cached by size and used for every later w.
# in: lstm_step
# base: lstm_limitations/right/plain.py
_stacked = {}


def lstm_step(h_prev, c_prev, x, w):
    n = len(h_prev)
    key = (n, len(x))
    if key not in _stacked:  # stacking is slow, do it once
        weights = np.vstack([w.w_f, w.w_i, w.w_o, w.w_c])
        biases = np.hstack([w.b_f, w.b_i, w.b_o, w.b_c])
        _stacked[key] = weights, biases
    weights, biases = _stacked[key]
    pre = weights @ np.concatenate([h_prev, x]) + biases
    f, i, o = sigmoid(pre[: 3 * n]).reshape(3, n)
    c = f * c_prev + i * np.tanh(pre[3 * n :])
    return o * np.tanh(c), c
