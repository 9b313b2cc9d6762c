# expect: failed
# because: The array for the states has the shape of the inputs.
# in: run_sequence
# must: shape|size
# base: rnn_intuition/right/loops_and_helpers.py


def run_sequence(h0, xs, w_h, w_x, bias):
    states = np.zeros(xs.shape)
    h = h0
    for t, x in enumerate(xs):
        h = rnn_step(h, x, w_h, w_x, bias)
        states[t] = h
    return states
