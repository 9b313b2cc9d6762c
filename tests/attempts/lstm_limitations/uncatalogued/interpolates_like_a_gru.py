# expect: failed
# cause: input_gate_coupled
# because: Old and new are blended by one gate, as a GRU does; the input gate is never computed.
# base: lstm_limitations/right/nested_loops.py


def lstm_step(h_prev, c_prev, x, w):
    both = list(h_prev) + list(x)
    h, c = [], []
    for unit in range(len(h_prev)):
        forget = squash(row_times(w.w_f[unit], both) + w.b_f[unit])
        idea = math.tanh(row_times(w.w_c[unit], both) + w.b_c[unit])
        leave = squash(row_times(w.w_o[unit], both) + w.b_o[unit])
        c.append(idea + forget * (c_prev[unit] - idea))
        h.append(leave * math.tanh(c[unit]))
    return h, c
