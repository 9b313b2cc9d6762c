# expect: failed
# cause: boxes_read_the_cell
# because: The gates and the candidate are computed from the cell state, not from the hidden state.
# base: lstm_limitations/right/logistic_loop.py


def lstm_step(h_prev, c_prev, x, w):
    keep = logistic(pre(w.w_f, w.b_f, c_prev, x))
    write = logistic(pre(w.w_i, w.b_i, c_prev, x))
    new = np.tanh(pre(w.w_c, w.b_c, c_prev, x))
    show = logistic(pre(w.w_o, w.b_o, c_prev, x))
    c = keep * c_prev + write * new
    return show * np.tanh(c), c
