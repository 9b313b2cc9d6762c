# expect: failed
# cause: cosine_rounded
# because: The similarity is rounded to the four digits that the table shows.
# base: lstm_limitations/right/box_objects.py


def cosine_similarity(a, b):
    def unit(v):
        n = np.linalg.norm(v)
        return v / n if n > 1e-10 else None

    u, v = unit(a), unit(b)
    return 0.0 if u is None or v is None else round(float(u @ v), 4)
