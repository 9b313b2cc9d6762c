# kata: 6.2
# must: multiplied element by element
# must not: echo_goes_on
# base: rnn_intuition/right/np_dot.py


def rnn_step(h_prev, x, w_h, w_x, bias):
    return np.tanh((w_h * h_prev).sum(axis=0) + w_x @ x + bias)
