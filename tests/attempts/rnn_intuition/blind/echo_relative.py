# expect: failed
# because: The distance is divided by the length of the state.
# in: echo
# must: divided
# base: rnn_intuition/right/from_the_starter.py


def echo(xs, position, change, w_h, w_x, bias):
    h0 = np.zeros(bias.shape[0])
    base = run_sequence(h0, xs, w_h, w_x, bias)
    changed = np.copy(xs)
    changed[position] += change
    other = run_sequence(h0, changed, w_h, w_x, bias)
    return np.linalg.norm(other - base, axis=1) / np.linalg.norm(base, axis=1)
