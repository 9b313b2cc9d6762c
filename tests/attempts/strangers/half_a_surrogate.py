# expect: failed
# outcome: attention_counts crashed
# outcome: lstm_counts passed
# base: lstm_limitations/right/compact.py
"""Raises a text that no encoding knows."""


def attention_ops(length, hidden_size):
    raise ValueError("\ud83d is half a smile")
