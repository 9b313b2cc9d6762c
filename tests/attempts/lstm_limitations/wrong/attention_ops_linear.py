# expect: failed
# because: It counts length * hidden, but every position is compared with every position.
# in: attention_ops
# base: lstm_limitations/right/plain.py


def attention_ops(length, hidden_size):
    return length * hidden_size
