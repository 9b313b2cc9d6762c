# expect: failed
# because: Divided by the length of the state.
# in: echo
# must: divided
# base: rnn_intuition/right/from_the_starter.py


def echo(xs, position, change, w_h, w_x, bias):
    other = xs.copy()
    other[position] += change
    h0 = np.zeros(len(bias))
    a = run_sequence(h0, other, w_h, w_x, bias)
    b = run_sequence(h0, xs, w_h, w_x, bias)
    return np.linalg.norm(a - b, axis=1) / np.linalg.norm(b, axis=1)
