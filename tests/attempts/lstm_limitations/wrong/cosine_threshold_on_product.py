# expect: failed
# because: The threshold is applied to the product of the norms instead of to each norm.
# in: cosine_similarity
# base: lstm_limitations/right/plain.py


def cosine_similarity(a, b):
    norm_a = np.linalg.norm(a)
    norm_b = np.linalg.norm(b)
    if norm_a * norm_b > 1e-10:
        return float(np.dot(a, b) / (norm_a * norm_b))
    return 0.0
