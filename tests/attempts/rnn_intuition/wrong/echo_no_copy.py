# expect: failed
# because: xs is changed and not copied, so that both runs are the same.
# in: echo
# must: changed its argument xs
# base: rnn_intuition/right/loops_and_helpers.py


def echo(xs, position, change, w_h, w_x, bias):
    h0 = np.zeros(len(bias))
    new = xs
    new[position] += change
    diff = run_sequence(h0, new, w_h, w_x, bias) - run_sequence(h0, xs, w_h, w_x, bias)
    return np.sqrt((diff**2).sum(axis=1))
