# expect: failed
# cause: sigmoid_on_candidate, only_one_step
# because: All four blocks pass the sigmoid, and the operations are those of one step.
# base: lstm_limitations/right/one_matrix.py


def lstm_step(h_prev, c_prev, x, w):
    W = np.vstack([w.w_f, w.w_i, w.w_c, w.w_o])
    b = np.hstack([w.b_f, w.b_i, w.b_c, w.b_o])
    f, i, g, o = np.split(sig(W @ np.hstack([h_prev, x]) + b), 4)
    c = f * c_prev + i * g
    h = o * np.tanh(c)
    return h, c


def lstm_ops(length, input_size, hidden_size):
    rows, columns = 4 * hidden_size, hidden_size + input_size
    return rows * columns
