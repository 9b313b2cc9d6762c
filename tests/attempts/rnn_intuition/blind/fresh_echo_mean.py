# expect: failed
# because: Mean in place of sum.
# in: echo
# must: mean
# base: rnn_intuition/right/from_the_starter.py


def echo(xs, position, change, w_h, w_x, bias):
    other = xs.copy()
    other[position] += change
    h0 = np.zeros(len(bias))
    d = run_sequence(h0, other, w_h, w_x, bias) - run_sequence(h0, xs, w_h, w_x, bias)
    return np.sqrt((d ** 2).mean(axis=1))
