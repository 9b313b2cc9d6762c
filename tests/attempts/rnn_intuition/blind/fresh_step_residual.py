# expect: failed
# because: Old state added outside.
# in: rnn_step
# must: old state|h_prev
# base: rnn_intuition/right/from_the_starter.py


def rnn_step(h_prev, x, w_h, w_x, bias):
    return h_prev + np.tanh(w_h @ h_prev + w_x @ x + bias)
