# expect: failed
# outcome: attention_counts crashed
# outcome: lstm_counts passed
# base: lstm_limitations/right/compact.py
"""Raises what only a keyboard should."""


def attention_ops(length, hidden_size):
    raise KeyboardInterrupt
