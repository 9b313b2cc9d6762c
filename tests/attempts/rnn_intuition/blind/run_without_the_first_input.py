# expect: failed
# because: The first input is not read.
# in: run_sequence
# must: first|begins|late
# base: rnn_intuition/right/from_the_starter.py


def run_sequence(h0, xs, w_h, w_x, bias):
    h = h0
    out = []
    for x in xs[1:]:
        h = rnn_step(h, x, w_h, w_x, bias)
        out.append(h)
    return np.array(out)
