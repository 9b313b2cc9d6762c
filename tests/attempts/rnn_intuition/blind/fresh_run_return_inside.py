# expect: failed
# because: Return inside the loop.
# in: run_sequence
# must: inside the loop
# base: rnn_intuition/right/from_the_starter.py


def run_sequence(h0, xs, w_h, w_x, bias):
    h, out = h0, []
    for x in xs:
        h = rnn_step(h, x, w_h, w_x, bias)
        out.append(h)
        return np.array(out)
