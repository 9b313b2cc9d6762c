# expect: failed
# because: The product of the norms is raised to 1e-8, as in PyTorch.
# in: cosine_similarity
# cause: product_raised_as_in_pytorch
# base: lstm_limitations/right/comprehensions.py


def cosine_similarity(a, b):
    eps = 1e-8
    dot = sum(x * y for x, y in zip(a, b))
    length_a, length_b = math.sqrt(sum(x * x for x in a)), math.sqrt(sum(y * y for y in b))
    return dot / max(length_a * length_b, eps)
