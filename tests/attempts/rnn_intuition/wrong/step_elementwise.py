# expect: failed
# because: A matrix is multiplied element by element.
# in: rnn_step
# must: @
# base: rnn_intuition/right/loops_and_helpers.py


def rnn_step(h_prev, x, w_h, w_x, bias):
    return np.tanh(w_h * h_prev + w_x @ x + bias)
