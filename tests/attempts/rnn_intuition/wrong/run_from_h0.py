# expect: failed
# because: Each step begins from h0.
# in: run_sequence
# must: carried along
# base: rnn_intuition/right/loops_and_helpers.py


def run_sequence(h0, xs, w_h, w_x, bias):
    states = []
    for x in xs:
        h = rnn_step(h0, x, w_h, w_x, bias)
        states.append(h)
    return np.array(states)
