# expect: failed
# because: The echo is right, and xs is changed.
# in: echo
# must: changed its argument xs
# base: rnn_intuition/right/loops_and_helpers.py


def echo(xs, position, change, w_h, w_x, bias):
    h0 = np.zeros(len(bias))
    before = run_sequence(h0, xs, w_h, w_x, bias)
    xs[position] += change
    after = run_sequence(h0, xs, w_h, w_x, bias)
    return np.linalg.norm(after - before, axis=1)
