# expect: failed
# because: All states stand in one long vector.
# in: run_sequence
# must: shape|flat|axis|row|dimension
# base: rnn_intuition/right/from_the_starter.py


def run_sequence(h0, xs, w_h, w_x, bias):
    hidden = h0
    result = []
    for t in range(len(xs)):
        hidden = rnn_step(hidden, xs[t], w_h, w_x, bias)
        result.append(hidden)
    return np.concatenate(result)
