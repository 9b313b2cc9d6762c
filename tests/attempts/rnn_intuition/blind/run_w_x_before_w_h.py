# expect: failed
# because: The matrices are exchanged in the call.
# in: run_sequence
# must: exchanged|order|place
# base: rnn_intuition/right/from_the_starter.py


def run_sequence(h0, xs, w_h, w_x, bias):
    h = h0
    states = []
    for x in xs:
        h = rnn_step(h, x, w_x, w_h, bias)
        states.append(h)
    return np.array(states)
