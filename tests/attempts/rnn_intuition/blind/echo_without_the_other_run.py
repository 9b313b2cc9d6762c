# expect: failed
# because: The states without the change are not subtracted.
# in: echo
# must: left out|difference|subtract
# base: rnn_intuition/right/from_the_starter.py


def echo(xs, position, change, w_h, w_x, bias):
    h0 = np.zeros(w_h.shape[0])
    new = xs.copy()
    new[position] += change
    states = run_sequence(h0, new, w_h, w_x, bias)
    return np.linalg.norm(states, axis=1)
