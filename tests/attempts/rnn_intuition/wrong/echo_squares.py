# expect: failed
# because: The root is missing.
# in: echo
# must: root
# base: rnn_intuition/right/loops_and_helpers.py


def echo(xs, position, change, w_h, w_x, bias):
    h0 = np.zeros(len(bias))
    new = xs.copy()
    new[position] += change
    a, b = (run_sequence(h0, s, w_h, w_x, bias) for s in (xs, new))
    return np.sum((a - b) ** 2, axis=-1)
