# expect: failed
# because: The old state is added to what tanh gives.
# in: rnn_step
# must: old state|h_prev|added
# base: rnn_intuition/right/from_the_starter.py


def rnn_step(h_prev, x, w_h, w_x, bias):
    new = np.tanh(w_h @ h_prev + w_x @ x + bias)
    return h_prev + new
