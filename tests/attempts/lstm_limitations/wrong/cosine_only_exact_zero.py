# expect: failed
# because: Only exactly zero vectors count as too short, not those with a norm up to 1e-10.
# in: cosine_similarity
# base: lstm_limitations/right/comprehensions.py


def cosine_similarity(a, b):
    dot = sum(p * q for p, q in zip(a, b))
    length_a = math.sqrt(sum(p * p for p in a))
    length_b = math.sqrt(sum(q * q for q in b))
    if length_a != 0 and length_b != 0:
        return dot / (length_a * length_b)
    return 0.0
