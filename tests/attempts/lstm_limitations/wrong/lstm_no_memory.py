# expect: failed
# because: The old cell state is left out, so nothing is ever remembered.
# in: lstm_step
# base: lstm_limitations/right/plain.py


def lstm_step(h_prev, c_prev, x, w):
    z = np.concatenate([h_prev, x])
    i = sigmoid(w.w_i @ z + w.b_i)
    g = np.tanh(w.w_c @ z + w.b_c)
    o = sigmoid(w.w_o @ z + w.b_o)
    c = i * g
    h = o * np.tanh(c)
    return h, c
