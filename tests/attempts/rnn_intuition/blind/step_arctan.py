# expect: failed
# because: arctan stands in place of tanh.
# in: rnn_step
# must: arctan
# base: rnn_intuition/right/from_the_starter.py


def rnn_step(h_prev, x, w_h, w_x, bias):
    return np.arctan(w_h @ h_prev + w_x @ x + bias)
