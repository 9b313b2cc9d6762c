# expect: failed
# because: The change replaces the input.
# in: echo
# must: add
# base: rnn_intuition/right/loops_and_helpers.py


def echo(xs, position, change, w_h, w_x, bias):
    h0 = np.zeros(len(bias))
    new = xs.copy()
    new[position] = change
    diff = run_sequence(h0, new, w_h, w_x, bias) - run_sequence(h0, xs, w_h, w_x, bias)
    return np.sqrt((diff**2).sum(axis=1))
