# expect: failed
# because: The last input is not read.
# in: run_sequence
# must: last|early|few
# base: rnn_intuition/right/from_the_starter.py


def run_sequence(h0, xs, w_h, w_x, bias):
    h = h0
    states = []
    for x in xs[:-1]:
        h = rnn_step(h, x, w_h, w_x, bias)
        states.append(h)
    return np.array(states)
