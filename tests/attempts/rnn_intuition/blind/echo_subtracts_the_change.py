# expect: failed
# because: The change is subtracted.
# in: echo
# must: subtract|-=|sign
# base: rnn_intuition/right/loops_and_helpers.py


def echo(xs, position, change, w_h, w_x, bias):
    start = np.zeros(bias.shape)
    moved = np.array(xs, dtype=float)
    moved[position] -= change
    one = run_sequence(start, xs, w_h, w_x, bias)
    two = run_sequence(start, moved, w_h, w_x, bias)
    return np.linalg.norm(two - one, axis=1)
