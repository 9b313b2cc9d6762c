# expect: failed
# cause: forget_bias_plus_one
# because: One is added to the bias of the forget gate, as TensorFlow's cell does.
# base: lstm_limitations/right/one_matrix.py


def lstm_step(h_prev, c_prev, x, w, forget_bias=1.0):
    W = np.vstack([w.w_f, w.w_i, w.w_c, w.w_o])
    b = np.hstack([w.b_f + forget_bias, w.b_i, w.b_c, w.b_o])
    f, i, g, o = np.split(W @ np.hstack([h_prev, x]) + b, 4)
    c = sig(f) * c_prev + sig(i) * np.tanh(g)
    h = sig(o) * np.tanh(c)
    return h, c
