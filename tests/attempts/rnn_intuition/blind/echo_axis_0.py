# expect: failed
# because: The norm goes along the steps and not along the units.
# in: echo
# must: axis
# base: rnn_intuition/right/from_the_starter.py


def echo(xs, position, change, w_h, w_x, bias):
    h0 = np.zeros(bias.shape[0])
    base = run_sequence(h0, xs, w_h, w_x, bias)
    changed = xs.copy()
    changed[position] += change
    other = run_sequence(h0, changed, w_h, w_x, bias)
    return np.linalg.norm(base - other, axis=0)
