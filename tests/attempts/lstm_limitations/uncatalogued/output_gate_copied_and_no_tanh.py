# expect: failed
# because: The output gate was copied from the input gate with its weights, and the cell is shown without tanh.
# in: lstm_step
# cause: output_gate_with_input_weights_and_no_tanh_on_cell
# base: lstm_limitations/right/comprehensions.py


def lstm_step(h_prev, c_prev, x, w):
    z = [*h_prev, *x]
    f = [sigmoid(v) for v in weighted(w.w_f, z, w.b_f)]
    i = [sigmoid(v) for v in weighted(w.w_i, z, w.b_i)]
    o = [sigmoid(v) for v in weighted(w.w_i, z, w.b_o)]
    g = [math.tanh(v) for v in weighted(w.w_c, z, w.b_c)]
    c = [f[k] * c_prev[k] + i[k] * g[k] for k in range(len(g))]
    h = [o[k] * c[k] for k in range(len(g))]
    return h, c
