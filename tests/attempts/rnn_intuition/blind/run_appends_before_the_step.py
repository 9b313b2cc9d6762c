# expect: failed
# because: The state is stored before the step and not after it.
# in: run_sequence
# must: before
# base: rnn_intuition/right/from_the_starter.py


def run_sequence(h0, xs, w_h, w_x, bias):
    states = []
    h = h0
    for x in xs:
        states.append(h)
        h = rnn_step(h, x, w_h, w_x, bias)
    return np.array(states)
