# expect: failed
# because: One mean over all steps is returned.
# in: echo
# must: each|every|ne number
# base: rnn_intuition/right/from_the_starter.py


def echo(xs, position, change, w_h, w_x, bias):
    h0 = np.zeros(w_h.shape[0])
    new = xs.copy()
    new[position] += change
    a = run_sequence(h0, xs, w_h, w_x, bias)
    b = run_sequence(h0, new, w_h, w_x, bias)
    return np.mean(np.linalg.norm(a - b, axis=1))
