# expect: failed
# cause: forget_and_input_swapped
# because: The four blocks are stacked as f, i, c, o and taken apart as i, f, g, o.
# base: lstm_limitations/right/one_matrix.py


def lstm_step(h_prev, c_prev, x, w):
    W = np.vstack([w.w_f, w.w_i, w.w_c, w.w_o])
    b = np.hstack([w.b_f, w.b_i, w.b_c, w.b_o])
    i, f, g, o = np.split(W @ np.hstack([h_prev, x]) + b, 4)
    c = sig(f) * c_prev + sig(i) * np.tanh(g)
    h = sig(o) * np.tanh(c)
    return h, c
