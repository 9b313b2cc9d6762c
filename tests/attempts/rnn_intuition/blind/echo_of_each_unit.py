# expect: failed
# because: Differences are returned and no lengths.
# in: echo
# must: difference|length
# base: rnn_intuition/right/from_the_starter.py


def echo(xs, position, change, w_h, w_x, bias):
    start = np.zeros(bias.shape)
    moved = np.array(xs, dtype=float)
    moved[position] += change
    one = run_sequence(start, xs, w_h, w_x, bias)
    two = run_sequence(start, moved, w_h, w_x, bias)
    return two - one
