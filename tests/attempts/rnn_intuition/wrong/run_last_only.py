# expect: failed
# because: Only the last state is returned.
# in: run_sequence
# must: last state only
# base: rnn_intuition/right/loops_and_helpers.py


def run_sequence(h0, xs, w_h, w_x, bias):
    h = h0.copy()
    for x in xs:
        h = rnn_step(h, x, w_h, w_x, bias)
    return h
