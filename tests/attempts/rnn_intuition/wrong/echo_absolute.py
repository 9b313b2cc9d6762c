# expect: failed
# because: Absolute values are summed.
# in: echo
# must: absolute values
# base: rnn_intuition/right/loops_and_helpers.py


def echo(xs, position, change, w_h, w_x, bias):
    h0 = np.zeros(len(bias))
    new = xs.copy()
    new[position] += change
    a, b = (run_sequence(h0, s, w_h, w_x, bias) for s in (xs, new))
    return [sum(abs(q - p)) for p, q in zip(a, b)]
