# expect: failed
# because: Only the three gates are counted, the candidate has a weight matrix too.
# in: lstm_ops
# base: lstm_limitations/right/boxes_and_stable_sigmoid.py


def lstm_ops(length, input_size, hidden_size):
    weights_per_gate = hidden_size * (hidden_size + input_size)
    return 3 * weights_per_gate * length
