# expect: failed
# because: Sums of absolute components are compared with the threshold, not norms.
# in: cosine_similarity
# base: lstm_limitations/right/boxes_and_stable_sigmoid.py


def cosine_similarity(a, b):
    if np.sum(np.abs(a)) <= 1e-10 or np.sum(np.abs(b)) <= 1e-10:
        return 0.0
    return float(a @ b / (np.linalg.norm(a) * np.linalg.norm(b)))
