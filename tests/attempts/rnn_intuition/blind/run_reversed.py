# expect: failed
# because: The inputs are read from the last to the first.
# in: run_sequence
# must: backwards|opposite
# base: rnn_intuition/right/from_the_starter.py


def run_sequence(h0, xs, w_h, w_x, bias):
    h = np.copy(h0)
    states = []
    for x in reversed(xs):
        h = rnn_step(h, x, w_h, w_x, bias)
        states.append(h)
    return np.array(states)
