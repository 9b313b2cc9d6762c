# kata: 6.3
# must: bound|threshold|1e-10
# base: lstm_limitations/right/learners_names.py


def cosine_similarity(a, b):
    length_a = np.sqrt(np.sum(a * a))
    length_b = np.sqrt(np.sum(b * b))
    if length_a <= 1e-8 or length_b <= 1e-8:
        return 0.0
    return np.sum(a * b) / (length_a * length_b)
