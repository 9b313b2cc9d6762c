# expect: passed
# base: lstm_limitations/right/compact.py
"""Returns what NumPy's oddest scalars are."""


def cosine_similarity(a, b):
    p, q = np.linalg.norm(a), np.linalg.norm(b)
    return float(a @ b / (p * q)) if min(p, q) > 1e-10 else 0.0


def signal_retained(forget_gate, steps):
    return float(forget_gate**steps)


def attention_ops(length, hidden_size):
    return length * length * hidden_size


step = cosine_similarity


def cosine_similarity(a, b):
    return np.longdouble(step(a, b))


def attention_ops(length, hidden_size):
    return np.uint64(length * length * hidden_size)


def signal_retained(forget_gate, steps):
    return np.array(forget_gate**steps)
