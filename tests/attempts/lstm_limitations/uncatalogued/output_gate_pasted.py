# expect: failed
# cause: input_gate_for_output
# because: The line of the input gate was copied for the output gate and only its left side changed.
# base: lstm_limitations/right/logistic_loop.py


def lstm_step(h_prev, c_prev, x, w):
    keep = logistic(pre(w.w_f, w.b_f, h_prev, x))
    write = logistic(pre(w.w_i, w.b_i, h_prev, x))
    new = np.tanh(pre(w.w_c, w.b_c, h_prev, x))
    show = logistic(pre(w.w_i, w.b_i, h_prev, x))
    c = keep * c_prev + write * new
    return show * np.tanh(c), c
