# expect: failed
# cause: no_biases
# hidden: no_tanh_on_cell
# because: None of the four boxes adds its bias, and the cell is shown without its tanh.
# base: lstm_limitations/right/logistic_loop.py


def lstm_step(h_prev, c_prev, x, w):
    z = np.concatenate([h_prev, x])
    keep, write, show = (logistic(m @ z) for m in (w.w_f, w.w_i, w.w_o))
    c = keep * c_prev + write * np.tanh(w.w_c @ z)
    return show * c, c
