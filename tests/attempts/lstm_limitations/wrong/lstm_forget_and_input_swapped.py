# expect: failed
# because: The forget gate scales the candidate and the input gate scales the old cell state.
# in: lstm_step
# base: lstm_limitations/right/plain.py


def lstm_step(h_prev, c_prev, x, w):
    z = np.concatenate([h_prev, x])
    f = sigmoid(w.w_f @ z + w.b_f)
    i = sigmoid(w.w_i @ z + w.b_i)
    g = np.tanh(w.w_c @ z + w.b_c)
    o = sigmoid(w.w_o @ z + w.b_o)
    c = i * c_prev + f * g
    h = o * np.tanh(c)
    return h, c
