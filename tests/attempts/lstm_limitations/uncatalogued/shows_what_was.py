# expect: failed
# cause: old_cell_shown
# because: The hidden state is computed from c_prev, a slip of the name.
# base: lstm_limitations/right/nested_loops.py


def lstm_step(h_prev, c_prev, x, w):
    both = list(h_prev) + list(x)
    h, c = [], []
    for unit in range(len(h_prev)):
        forget = squash(row_times(w.w_f[unit], both) + w.b_f[unit])
        enter = squash(row_times(w.w_i[unit], both) + w.b_i[unit])
        idea = math.tanh(row_times(w.w_c[unit], both) + w.b_c[unit])
        leave = squash(row_times(w.w_o[unit], both) + w.b_o[unit])
        c.append(forget * c_prev[unit] + enter * idea)
        h.append(leave * math.tanh(c_prev[unit]))
    return h, c
