# expect: failed
# because: Only one weight matrix is counted, an LSTM has four.
# in: lstm_ops
# base: lstm_limitations/right/plain.py


def lstm_ops(length, input_size, hidden_size):
    return length * hidden_size * (input_size + hidden_size)
