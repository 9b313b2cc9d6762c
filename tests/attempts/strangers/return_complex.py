# expect: failed
# outcome: attention_counts failed
# outcome: lstm_counts passed
# base: lstm_limitations/right/compact.py
"""Returns a complex number."""


def attention_ops(length, hidden_size):
    return complex(length * length * hidden_size)
