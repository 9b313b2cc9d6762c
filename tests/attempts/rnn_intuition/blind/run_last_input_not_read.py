# expect: failed
# because: The loop ends one too early and the last row stays zero.
# in: run_sequence
# must: last
# base: rnn_intuition/right/from_the_starter.py


def run_sequence(h0, xs, w_h, w_x, bias):
    hs = np.zeros((len(xs), len(h0)))
    h = h0
    for t in range(len(xs) - 1):
        h = rnn_step(h, xs[t], w_h, w_x, bias)
        hs[t] = h
    return hs
