# expect: failed
# cause: last_unit_left_out
# because: The loop over the hidden units stops before the last one, which keeps the zero it began with.
# base: lstm_limitations/right/nested_loops.py


def lstm_step(h_prev, c_prev, x, w):
    both = list(h_prev) + list(x)
    h, c = [0.0] * len(h_prev), [0.0] * len(h_prev)
    for unit in range(0, len(h_prev) - 1):
        forget = squash(row_times(w.w_f[unit], both) + w.b_f[unit])
        enter = squash(row_times(w.w_i[unit], both) + w.b_i[unit])
        idea = math.tanh(row_times(w.w_c[unit], both) + w.b_c[unit])
        leave = squash(row_times(w.w_o[unit], both) + w.b_o[unit])
        c[unit] = forget * c_prev[unit] + enter * idea
        h[unit] = leave * math.tanh(c[unit])
    return h, c
