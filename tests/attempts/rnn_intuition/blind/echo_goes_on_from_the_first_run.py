# expect: failed
# because: The second run begins where the first has ended.
# in: echo
# must: zeros|begin|start
# base: rnn_intuition/right/from_the_starter.py


def echo(xs, position, change, w_h, w_x, bias):
    start = np.zeros(bias.shape)
    moved = np.array(xs, dtype=float)
    moved[position] += change
    one = run_sequence(start, xs, w_h, w_x, bias)
    two = run_sequence(start, moved, w_h, w_x, bias)
    two = run_sequence(one[-1], moved, w_h, w_x, bias)
    return np.linalg.norm(two - one, axis=1)
