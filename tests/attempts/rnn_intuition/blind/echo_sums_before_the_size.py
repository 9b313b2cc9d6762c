# expect: failed
# because: Differences are summed up and the size of that is taken.
# in: echo
# must: sign|square
# base: rnn_intuition/right/from_the_starter.py


def echo(xs, position, change, w_h, w_x, bias):
    h0 = np.zeros(w_h.shape[0])
    new = xs.copy()
    new[position] += change
    a = run_sequence(h0, xs, w_h, w_x, bias)
    b = run_sequence(h0, new, w_h, w_x, bias)
    return np.abs(np.sum(a - b, axis=1))
