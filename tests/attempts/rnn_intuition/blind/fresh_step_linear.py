# expect: failed
# because: No tanh.
# in: rnn_step
# must: squash
# base: rnn_intuition/right/from_the_starter.py


def rnn_step(h_prev, x, w_h, w_x, bias):
    return w_h @ h_prev + w_x @ x + bias
