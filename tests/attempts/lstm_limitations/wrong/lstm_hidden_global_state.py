# expect: failed
# because: The cell state is kept in a global variable and c_prev is ignored after the first call.
# in: lstm_step
# base: lstm_limitations/right/plain.py
memory = {}


def lstm_step(h_prev, c_prev, x, w):
    z = np.concatenate([h_prev, x])
    f = sigmoid(w.w_f @ z + w.b_f)
    i = sigmoid(w.w_i @ z + w.b_i)
    g = np.tanh(w.w_c @ z + w.b_c)
    o = sigmoid(w.w_o @ z + w.b_o)
    old = memory.get(len(c_prev), c_prev)
    c = f * old + i * g
    memory[len(c_prev)] = c
    h = o * np.tanh(c)
    return h, c
