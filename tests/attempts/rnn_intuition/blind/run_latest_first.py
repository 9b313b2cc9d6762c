# expect: failed
# because: The latest state stands first.
# in: run_sequence
# must: opposite|reverse
# base: rnn_intuition/right/loops_and_helpers.py


def run_sequence(h0, xs, w_h, w_x, bias):
    h = h0
    states = []
    for x in xs:
        h = rnn_step(h, x, w_h, w_x, bias)
        states.insert(0, h)
    return np.array(states)
