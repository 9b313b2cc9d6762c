# expect: failed
# because: The position is taken for one that is counted from 1.
# in: echo
# must: position|index
# base: rnn_intuition/right/from_the_starter.py


def echo(xs, position, change, w_h, w_x, bias):
    start = np.zeros(bias.shape)
    moved = np.array(xs, dtype=float)
    moved[position - 1] += change
    one = run_sequence(start, xs, w_h, w_x, bias)
    two = run_sequence(start, moved, w_h, w_x, bias)
    return np.linalg.norm(two - one, axis=1)
