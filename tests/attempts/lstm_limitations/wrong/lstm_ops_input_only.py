# expect: failed
# because: The weights for the hidden state are left out, only hidden * input is counted.
# in: lstm_ops
# base: lstm_limitations/right/plain.py


def lstm_ops(length, input_size, hidden_size):
    return length * 4 * hidden_size * input_size
