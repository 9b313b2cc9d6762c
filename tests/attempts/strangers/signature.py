# expect: failed
# outcome: attention_counts crashed
# outcome: lstm_counts passed
# base: lstm_limitations/right/compact.py
"""Takes other parameters."""


def attention_ops(n):
    return n
