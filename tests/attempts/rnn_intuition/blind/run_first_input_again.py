# expect: failed
# because: Every step reads the first input.
# in: run_sequence
# must: first|xs
# base: rnn_intuition/right/loops_and_helpers.py


def run_sequence(h0, xs, w_h, w_x, bias):
    hidden = h0
    result = []
    for t in range(len(xs)):
        hidden = rnn_step(hidden, xs[0], w_h, w_x, bias)
        result.append(hidden)
    return np.array(result)
