# expect: failed
# because: The sum is returned beside the state.
# in: rnn_step
# must: return|2 things|results
# base: rnn_intuition/right/loops_and_helpers.py


def rnn_step(h_prev, x, w_h, w_x, bias):
    z = w_h @ h_prev + w_x @ x + bias
    return np.tanh(z), z
