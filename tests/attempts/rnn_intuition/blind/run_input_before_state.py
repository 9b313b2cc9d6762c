# expect: failed
# because: State and input are exchanged in the call.
# in: run_sequence
# must: exchanged|order|place
# base: rnn_intuition/right/loops_and_helpers.py


def run_sequence(h0, xs, w_h, w_x, bias):
    h = h0
    states = []
    for x in xs:
        h = rnn_step(x, h, w_h, w_x, bias)
        states.append(h)
    return np.array(states)
