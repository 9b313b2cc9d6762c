# expect: failed
# because: The new state is not kept.
# in: run_sequence
# must: carried|h0
# base: rnn_intuition/right/loops_and_helpers.py


def run_sequence(h0, xs, w_h, w_x, bias):
    h, out = h0, []
    for x in xs:
        out.append(rnn_step(h, x, w_h, w_x, bias))
    return np.array(out)
