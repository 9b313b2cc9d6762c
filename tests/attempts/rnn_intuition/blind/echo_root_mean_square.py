# expect: failed
# because: The mean of the squares is taken.
# in: echo
# must: mean
# base: rnn_intuition/right/from_the_starter.py


def echo(xs, position, change, w_h, w_x, bias):
    start = np.zeros(bias.shape)
    moved = np.array(xs, dtype=float)
    moved[position] += change
    one = run_sequence(start, xs, w_h, w_x, bias)
    two = run_sequence(start, moved, w_h, w_x, bias)
    return np.sqrt(np.mean((two - one) ** 2, axis=1))
