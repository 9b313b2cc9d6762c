# expect: failed
# cause: squared_norms
# hidden: threshold_on_the_squares
# because: The sums of squares are used as if they were the norms, in the quotient and against the threshold.
# base: lstm_limitations/right/nested_loops.py


def cosine_similarity(a, b):
    size_a = row_times(a, a)
    size_b = row_times(b, b)
    if min(size_a, size_b) <= 1e-10:
        return 0.0
    return row_times(a, b) / (size_a * size_b)
