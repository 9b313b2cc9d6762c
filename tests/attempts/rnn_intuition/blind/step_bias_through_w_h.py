# expect: failed
# because: The bias is added to the old state and goes through w_h.
# in: rnn_step
# must: bias
# base: rnn_intuition/right/from_the_starter.py


def rnn_step(h_prev, x, w_h, w_x, bias):
    return np.tanh(w_h @ (h_prev + bias) + w_x @ x)
