# expect: failed
# because: The candidate is scaled by 1 - f like in a GRU, the input gate is never used.
# in: lstm_step
# base: lstm_limitations/right/plain.py


def lstm_step(h_prev, c_prev, x, w):
    z = np.concatenate([h_prev, x])
    f = sigmoid(w.w_f @ z + w.b_f)
    g = np.tanh(w.w_c @ z + w.b_c)
    o = sigmoid(w.w_o @ z + w.b_o)
    c = f * c_prev + (1 - f) * g
    h = o * np.tanh(c)
    return h, c
