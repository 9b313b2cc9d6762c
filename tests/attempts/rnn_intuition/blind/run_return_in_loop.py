# expect: failed
# because: return stands in the loop.
# in: run_sequence
# must: return
# base: rnn_intuition/right/loops_and_helpers.py


def run_sequence(h0, xs, w_h, w_x, bias):
    h, out = h0, []
    for x in xs:
        h = rnn_step(h, x, w_h, w_x, bias)
        out.append(h)
        return np.array(out)
