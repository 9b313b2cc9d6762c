# expect: failed
# because: Only the last state.
# in: run_sequence
# must: last state
# base: rnn_intuition/right/from_the_starter.py


def run_sequence(h0, xs, w_h, w_x, bias):
    h = h0
    for x in xs:
        h = rnn_step(h, x, w_h, w_x, bias)
    return h
