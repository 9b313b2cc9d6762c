# expect: failed
# because: Each pair of positions is counted once and no position with itself, but all n * n scores count.
# in: attention_ops
# base: lstm_limitations/right/boxes_and_stable_sigmoid.py


def attention_ops(length, hidden_size):
    pairs = length * (length - 1) // 2
    return pairs * hidden_size
