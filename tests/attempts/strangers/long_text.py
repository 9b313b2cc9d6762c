# expect: failed
# outcome: attention_counts failed
# outcome: lstm_counts passed
# base: lstm_limitations/right/compact.py
"""Returns a text of a hundred thousand letters."""


def attention_ops(length, hidden_size):
    return 'x' * 100_000
