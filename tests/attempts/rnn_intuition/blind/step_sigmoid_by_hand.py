# expect: failed
# because: The sigmoid stands in place of tanh.
# in: rnn_step
# must: sigmoid
# base: rnn_intuition/right/from_the_starter.py


def rnn_step(h_prev, x, w_h, w_x, bias):
    z = w_h @ h_prev + w_x @ x + bias
    return 1 / (1 + np.exp(-z))
