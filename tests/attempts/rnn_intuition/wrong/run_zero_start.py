# expect: failed
# because: The run begins from zeros.
# in: run_sequence
# must: zeros
# base: rnn_intuition/right/loops_and_helpers.py


def run_sequence(h0, xs, w_h, w_x, bias):
    states = np.zeros((len(xs), len(h0)))
    for t in range(len(xs)):
        states[t] = rnn_step(states[t - 1], xs[t], w_h, w_x, bias)
    return states
