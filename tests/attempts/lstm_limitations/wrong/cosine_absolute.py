# expect: failed
# because: The absolute value is returned, so opposite directions count as the same.
# in: cosine_similarity
# base: lstm_limitations/right/plain.py


def cosine_similarity(a, b):
    norm_a = np.linalg.norm(a)
    norm_b = np.linalg.norm(b)
    if norm_a > 1e-10 and norm_b > 1e-10:
        return float(abs(np.dot(a, b)) / (norm_a * norm_b))
    return 0.0
