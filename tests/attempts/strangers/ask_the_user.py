# expect: failed
# outcome: attention_counts crashed
# outcome: lstm_counts passed
# base: lstm_limitations/right/compact.py
"""Asks a user who is not there."""


def attention_ops(length, hidden_size):
    return int(input("operations? "))
