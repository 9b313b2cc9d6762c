# expect: failed
# cause: c_prev_changed_in_place
# because: The old cell state is scaled and added to in place, so the caller's array changes.
# base: lstm_limitations/right/one_matrix.py


def lstm_step(h_prev, c_prev, x, w):
    W = np.vstack([w.w_f, w.w_i, w.w_c, w.w_o])
    b = np.hstack([w.b_f, w.b_i, w.b_c, w.b_o])
    f, i, g, o = np.split(W @ np.hstack([h_prev, x]) + b, 4)
    c_prev *= sig(f)
    c_prev += sig(i) * np.tanh(g)
    h = sig(o) * np.tanh(c_prev)
    return h, c_prev
