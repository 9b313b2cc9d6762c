# expect: failed
# because: All inputs from the position on are changed.
# in: echo
# must: position
# base: rnn_intuition/right/from_the_starter.py


def echo(xs, position, change, w_h, w_x, bias):
    h0 = np.zeros(w_h.shape[0])
    new = xs.copy()
    for t in range(position, len(xs)):
        new[t] += change
    a = run_sequence(h0, xs, w_h, w_x, bias)
    b = run_sequence(h0, new, w_h, w_x, bias)
    return np.linalg.norm(a - b, axis=1)
