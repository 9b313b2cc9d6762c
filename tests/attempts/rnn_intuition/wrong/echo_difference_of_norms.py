# expect: failed
# because: The lengths are subtracted.
# in: echo
# must: length of the difference
# base: rnn_intuition/right/loops_and_helpers.py


def echo(xs, position, change, w_h, w_x, bias):
    h0 = np.zeros(len(bias))
    new = xs.copy()
    new[position] += change
    a = np.linalg.norm(run_sequence(h0, xs, w_h, w_x, bias), axis=1)
    b = np.linalg.norm(run_sequence(h0, new, w_h, w_x, bias), axis=1)
    return abs(a - b)
