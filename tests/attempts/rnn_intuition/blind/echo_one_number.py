# expect: failed
# because: The norm of the whole array is taken, without an axis.
# in: echo
# must: each|axis
# base: rnn_intuition/right/from_the_starter.py


def echo(xs, position, change, w_h, w_x, bias):
    h0 = np.zeros(bias.shape[0])
    base = run_sequence(h0, xs, w_h, w_x, bias)
    changed = xs.copy()
    changed[position] += change
    other = run_sequence(h0, changed, w_h, w_x, bias)
    return np.linalg.norm(base - other)
