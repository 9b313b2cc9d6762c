# expect: failed
# because: The output gate adds the bias of the input gate, a slip of copy and paste.
# in: lstm_step
# base: lstm_limitations/right/plain.py


def lstm_step(h_prev, c_prev, x, w):
    z = np.concatenate([h_prev, x])
    f = sigmoid(w.w_f @ z + w.b_f)
    i = sigmoid(w.w_i @ z + w.b_i)
    g = np.tanh(w.w_c @ z + w.b_c)
    o = sigmoid(w.w_o @ z + w.b_i)
    c = f * c_prev + i * g
    h = o * np.tanh(c)
    return h, c
