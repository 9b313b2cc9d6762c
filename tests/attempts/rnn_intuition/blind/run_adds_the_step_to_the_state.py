# expect: failed
# because: The new state is added to the old one.
# in: run_sequence
# must: added|old state|add
# base: rnn_intuition/right/from_the_starter.py


def run_sequence(h0, xs, w_h, w_x, bias):
    h = h0
    out = []
    for x in xs:
        h = h + rnn_step(h, x, w_h, w_x, bias)
        out.append(h)
    return np.array(out)
