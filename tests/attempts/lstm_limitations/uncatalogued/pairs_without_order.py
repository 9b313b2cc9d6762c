# expect: failed
# cause: unordered_pairs
# because: Every pair is visited once, and no position with itself.
# base: lstm_limitations/right/nested_loops.py


def attention_ops(length, hidden_size):
    count = 0
    for i in range(length):
        for _j in range(i):
            count += hidden_size
    return count
