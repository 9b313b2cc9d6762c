# expect: failed
# because: A small number is added to the denominator instead of checking both norms.
# in: cosine_similarity
# base: lstm_limitations/right/plain.py


def cosine_similarity(a, b):
    norm_a = np.linalg.norm(a)
    norm_b = np.linalg.norm(b)
    return float(np.dot(a, b) / (norm_a * norm_b + 1e-10))
