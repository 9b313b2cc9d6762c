# expect: failed
# because: Both runs begin from ones.
# in: echo
# must: zeros|ones
# base: rnn_intuition/right/from_the_starter.py


def echo(xs, position, change, w_h, w_x, bias):
    start = np.ones(bias.shape)
    moved = np.array(xs, dtype=float)
    moved[position] += change
    one = run_sequence(start, xs, w_h, w_x, bias)
    two = run_sequence(start, moved, w_h, w_x, bias)
    return np.linalg.norm(two - one, axis=1)
