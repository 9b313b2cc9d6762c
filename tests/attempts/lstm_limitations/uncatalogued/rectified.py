# expect: failed
# cause: rnn_with_relu
# because: The plain network cuts off what is negative instead of squashing.
# base: lstm_limitations/right/nested_loops.py


def rnn_step(h_prev, x, w_h, w_x, bias):
    result = []
    for unit in range(len(bias)):
        s = row_times(w_h[unit], h_prev) + row_times(w_x[unit], x) + bias[unit]
        result.append(s if s > 0 else 0.0)
    return result
