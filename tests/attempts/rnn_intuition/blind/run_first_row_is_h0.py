# expect: failed
# because: h0 stands in the first row and the first input is not read.
# in: run_sequence
# must: h0
# base: rnn_intuition/right/from_the_starter.py


def run_sequence(h0, xs, w_h, w_x, bias):
    hs = np.zeros((len(xs), len(h0)))
    hs[0] = h0
    for t in range(1, len(xs)):
        hs[t] = rnn_step(hs[t - 1], xs[t], w_h, w_x, bias)
    return hs
