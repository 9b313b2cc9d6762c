# expect: failed
# because: h0 is among the states.
# in: run_sequence
# must: h0
# base: rnn_intuition/right/loops_and_helpers.py


def run_sequence(h0, xs, w_h, w_x, bias):
    states = [h0]
    for x in xs:
        states.append(rnn_step(states[-1], x, w_h, w_x, bias))
    return np.array(states)
