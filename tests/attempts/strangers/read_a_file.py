# expect: failed
# outcome: attention_counts crashed
# outcome: lstm_counts passed
# base: lstm_limitations/right/compact.py
"""Reads a file that only its author has."""


def attention_ops(length, hidden_size):
    return float(open("operations.txt").read())
