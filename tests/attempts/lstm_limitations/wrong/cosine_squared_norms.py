# expect: failed
# because: The dot product is divided by squared norms, the square roots are missing.
# in: cosine_similarity
# base: lstm_limitations/right/boxes_and_stable_sigmoid.py


def cosine_similarity(a, b):
    size_a, size_b = np.sqrt(np.sum(np.square(a))), np.sqrt(np.sum(np.square(b)))
    if min(size_a, size_b) <= EPSILON:
        return 0.0
    return np.sum(np.multiply(a, b)) / (size_a**2 * size_b**2)
