# kata: 6.2
# must: all rows are the last state
# must not: sides of
# base: rnn_intuition/right/np_dot.py


def run_sequence(h0, xs, w_h, w_x, bias):
    h = h0.copy()
    history = []
    for x in xs:
        h[:] = rnn_step(h, x, w_h, w_x, bias)
        history.append(h)
    return np.array(history)
