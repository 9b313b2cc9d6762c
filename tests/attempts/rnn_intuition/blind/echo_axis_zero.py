# expect: failed
# because: Steps are summed up in place of units.
# in: echo
# must: axis
# base: rnn_intuition/right/loops_and_helpers.py


def echo(xs, position, change, w_h, w_x, bias):
    start = np.zeros(bias.shape)
    moved = np.array(xs, dtype=float)
    moved[position] += change
    one = run_sequence(start, xs, w_h, w_x, bias)
    two = run_sequence(start, moved, w_h, w_x, bias)
    return np.sqrt(np.sum((two - one) ** 2, axis=0))
