# expect: failed
# because: The candidate goes through the sigmoid of the gates, and the cell is shown without tanh.
# cause: sigmoid_on_candidate_and_no_tanh_on_cell
# in: lstm_step
# base: lstm_limitations/right/comprehensions.py


def lstm_step(h_prev, c_prev, x, w):
    z = [*h_prev, *x]
    f = [sigmoid(v) for v in weighted(w.w_f, z, w.b_f)]
    i = [sigmoid(v) for v in weighted(w.w_i, z, w.b_i)]
    g = [sigmoid(v) for v in weighted(w.w_c, z, w.b_c)]
    o = [sigmoid(v) for v in weighted(w.w_o, z, w.b_o)]
    c = [f[k] * c_prev[k] + i[k] * g[k] for k in range(len(g))]
    h = [o[k] * c[k] for k in range(len(g))]
    return h, c
