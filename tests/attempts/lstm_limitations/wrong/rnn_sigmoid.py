# expect: failed
# because: A sigmoid stands where the tanh should be.
# in: rnn_step
# base: lstm_limitations/right/comprehensions.py


def rnn_step(h_prev, x, w_h, w_x, bias):
    from_state = weighted(w_h, h_prev, bias)
    from_input = weighted(w_x, x, [0.0] * len(bias))
    return [sigmoid(p + q) for p, q in zip(from_state, from_input)]
