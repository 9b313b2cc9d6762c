# expect: failed
# because: Products are summed up to one number and not row by row.
# in: rnn_step
# must: sum|axis
# base: rnn_intuition/right/from_the_starter.py


def rnn_step(h_prev, x, w_h, w_x, bias):
    return np.tanh(np.sum(w_h * h_prev) + np.sum(w_x * x) + bias)
