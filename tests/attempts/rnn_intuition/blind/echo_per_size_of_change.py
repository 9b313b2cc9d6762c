# expect: failed
# because: The distance is divided by the size of the change.
# in: echo
# must: divided
# base: rnn_intuition/right/from_the_starter.py


def echo(xs, position, change, w_h, w_x, bias):
    h0 = np.zeros(w_h.shape[0])
    new = xs.copy()
    new[position] += change
    a = run_sequence(h0, xs, w_h, w_x, bias)
    b = run_sequence(h0, new, w_h, w_x, bias)
    return np.linalg.norm(a - b, axis=1) / np.linalg.norm(change)
