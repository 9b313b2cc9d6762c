# expect: failed
# about: never returns from one function, which costs the others nothing
# base: lstm_limitations/right/compact.py


def sigmoid(z):
    return 0.5 + 0.5 * np.tanh(0.5 * z)


def lstm_step(h_prev, c_prev, x, w):
    z = np.concatenate([h_prev, x])
    f, i, o = (sigmoid(m @ z + b) for m, b in ((w.w_f, w.b_f), (w.w_i, w.b_i), (w.w_o, w.b_o)))
    c = f * c_prev + i * np.tanh(w.w_c @ z + w.b_c)
    return o * np.tanh(c), c


def signal_retained(forget_gate, steps):
    return forget_gate**steps


def attention_ops(length, hidden_size):
    while True:
        pass
