# expect: failed
# because: Nothing guards against short vectors, so a zero vector gives nan.
# in: cosine_similarity
# base: lstm_limitations/right/plain.py


def cosine_similarity(a, b):
    norm_a = np.linalg.norm(a)
    norm_b = np.linalg.norm(b)
    return float(np.dot(a, b) / (norm_a * norm_b))
