# expect: failed
# because: The last state is dropped in place of h0.
# in: run_sequence
# must: late|before|h0
# base: rnn_intuition/right/loops_and_helpers.py


def run_sequence(h0, xs, w_h, w_x, bias):
    result = [h0]
    for x in xs:
        result.append(rnn_step(result[-1], x, w_h, w_x, bias))
    return np.array(result[:-1])
