# expect: failed
# because: The change is added to all inputs.
# in: echo
# must: position
# base: rnn_intuition/right/from_the_starter.py


def echo(xs, position, change, w_h, w_x, bias):
    h0 = np.zeros(bias.shape[0])
    base = run_sequence(h0, xs, w_h, w_x, bias)
    other = run_sequence(h0, xs + change, w_h, w_x, bias)
    return np.sqrt(np.sum((base - other) ** 2, axis=1))
