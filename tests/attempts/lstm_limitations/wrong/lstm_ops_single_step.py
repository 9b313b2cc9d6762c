# expect: failed
# because: The count is for one step, not for the whole sequence.
# in: lstm_ops
# base: lstm_limitations/right/boxes_and_stable_sigmoid.py


def lstm_ops(length, input_size, hidden_size):
    weights_per_gate = hidden_size * (hidden_size + input_size)
    return 4 * weights_per_gate
