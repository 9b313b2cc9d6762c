# kata: 6.3
# must: in place of|norm
# base: lstm_limitations/right/learners_names.py


def cosine_similarity(a, b):
    length_a = np.sqrt(np.sum(a * a))
    length_b = np.sqrt(np.sum(b * b))
    if length_a <= 1e-10 or length_b <= 1e-10:
        return 0.0
    return np.sum(a * b) / (length_a * length_a)
