# expect: failed
# because: One norm above the threshold is enough, but both must be.
# in: cosine_similarity
# base: lstm_limitations/right/comprehensions.py


def cosine_similarity(a, b):
    dot = sum(p * q for p, q in zip(a, b))
    length_a = math.sqrt(sum(p * p for p in a))
    length_b = math.sqrt(sum(q * q for q in b))
    if length_a > 1e-10 or length_b > 1e-10:
        return dot / (max(length_a * length_b, 1e-300))
    return 0.0
