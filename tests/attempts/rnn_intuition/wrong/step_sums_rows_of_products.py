# expect: failed
# because: The matrix is multiplied element by element and summed along the wrong axis.
# in: rnn_step
# must: element by element
# base: rnn_intuition/right/loops_and_helpers.py
# outcome: echo_goes_on blocked
# outcome: recurrent_gradient_of_two_steps blocked


def rnn_step(h_prev, x, w_h, w_x, bias):
    return np.tanh((w_h * h_prev).sum(axis=0) + w_x @ x + bias)
