# expect: failed
# because: Always the first input.
# in: run_sequence
# must: first input
# base: rnn_intuition/right/from_the_starter.py


def run_sequence(h0, xs, w_h, w_x, bias):
    h, out = h0, []
    for t in range(len(xs)):
        h = rnn_step(h, xs[0], w_h, w_x, bias)
        out.append(h)
    return np.array(out)
