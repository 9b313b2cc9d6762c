# expect: failed
# outcome: attention_counts failed
# outcome: lstm_counts passed
# base: lstm_limitations/right/compact.py
"""Returns a list that holds itself."""


def attention_ops(length, hidden_size):
    result = []
    result.append(result)
    return result
