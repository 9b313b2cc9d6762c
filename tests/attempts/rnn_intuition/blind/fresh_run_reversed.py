# expect: failed
# because: Reads backwards.
# in: run_sequence
# must: backwards|opposite
# base: rnn_intuition/right/from_the_starter.py


def run_sequence(h0, xs, w_h, w_x, bias):
    h, out = h0, []
    for x in xs[::-1]:
        h = rnn_step(h, x, w_h, w_x, bias)
        out.append(h)
    return np.array(out)
