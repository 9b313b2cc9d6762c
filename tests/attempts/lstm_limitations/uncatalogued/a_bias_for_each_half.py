# expect: failed
# cause: biases_twice, rnn_bias_twice
# because: Hidden state and input get a bias each, as in PyTorch, but there is only one, so it counts twice.
# base: lstm_limitations/right/box_objects.py


def linear(weights, bias, vector):
    return weights @ vector + bias


def preactivation(weights, bias, h, x):
    n = h.size
    return linear(weights[:, :n], bias, h) + linear(weights[:, n:], bias, x)


def sigma(z):
    return 1.0 / (1.0 + np.exp(-np.clip(z, -500, 500)))


def lstm_step(h_prev, c_prev, x, w):
    f = sigma(preactivation(w.w_f, w.b_f, h_prev, x))
    i = sigma(preactivation(w.w_i, w.b_i, h_prev, x))
    g = np.tanh(preactivation(w.w_c, w.b_c, h_prev, x))
    o = sigma(preactivation(w.w_o, w.b_o, h_prev, x))
    c = f * c_prev + i * g
    return o * np.tanh(c), c


def rnn_step(h_prev, x, w_h, w_x, bias):
    return np.tanh(linear(w_h, bias, h_prev) + linear(w_x, bias, x))
