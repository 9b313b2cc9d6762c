# expect: failed
# because: The candidate goes through a sigmoid, so it can never be negative.
# in: lstm_step
# base: lstm_limitations/right/comprehensions.py


def lstm_step(h_prev, c_prev, x, w):
    z = [*h_prev, *x]
    f = [sigmoid(v) for v in weighted(w.w_f, z, w.b_f)]
    i = [sigmoid(v) for v in weighted(w.w_i, z, w.b_i)]
    g = [sigmoid(v) for v in weighted(w.w_c, z, w.b_c)]
    o = [sigmoid(v) for v in weighted(w.w_o, z, w.b_o)]
    c = [f[k] * c_prev[k] + i[k] * g[k] for k in range(len(g))]
    h = [o[k] * math.tanh(c[k]) for k in range(len(g))]
    return h, c
