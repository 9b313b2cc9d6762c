# expect: failed
# outcome: attention_counts timed_out
# outcome: lstm_counts passed
# base: lstm_limitations/right/compact.py
"""One call of NumPy that takes longer than it may."""


def attention_ops(length, hidden_size):
    for _ in range(1000):
        np.linalg.svd(np.ones((300, 300)))
