# expect: failed
# because: Only from position on.
# in: echo
# must: before
# base: rnn_intuition/right/from_the_starter.py


def echo(xs, position, change, w_h, w_x, bias):
    other = xs.copy()
    other[position] += change
    h0 = np.zeros(len(bias))
    d = run_sequence(h0, other, w_h, w_x, bias) - run_sequence(h0, xs, w_h, w_x, bias)
    return np.linalg.norm(d, axis=1)[position:]
