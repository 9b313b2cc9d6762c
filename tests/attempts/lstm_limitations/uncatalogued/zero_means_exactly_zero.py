# expect: failed
# cause: only_zero_vectors
# because: Only vectors of exact zeros are caught, the threshold is not used.
# base: lstm_limitations/right/one_matrix.py


def cosine_similarity(a, b):
    if not np.any(a) or not np.any(b):
        return 0.0
    return float(a @ b / (np.linalg.norm(a) * np.linalg.norm(b)))
