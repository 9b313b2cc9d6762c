# expect: failed
# because: The hidden size is squared instead of the length.
# in: attention_ops
# base: lstm_limitations/right/plain.py


def attention_ops(length, hidden_size):
    return length * hidden_size * hidden_size
