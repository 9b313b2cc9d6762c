# expect: failed
# because: The results come back as (c, h) instead of (h, c).
# in: lstm_step
# base: lstm_limitations/right/plain.py


def lstm_step(h_prev, c_prev, x, w):
    z = np.concatenate([h_prev, x])
    f = sigmoid(w.w_f @ z + w.b_f)
    i = sigmoid(w.w_i @ z + w.b_i)
    g = np.tanh(w.w_c @ z + w.b_c)
    o = sigmoid(w.w_o @ z + w.b_o)
    c = f * c_prev + i * g
    h = o * np.tanh(c)
    return c, h
