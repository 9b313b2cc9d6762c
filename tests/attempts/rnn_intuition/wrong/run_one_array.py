# expect: failed
# because: One array is stored again and again.
# in: run_sequence
# must: same array|one array
# base: rnn_intuition/right/loops_and_helpers.py


def run_sequence(h0, xs, w_h, w_x, bias):
    h = h0.copy()
    states = []
    for x in xs:
        h[:] = rnn_step(h, x, w_h, w_x, bias)
        states.append(h)
    return np.array(states)
