# expect: failed
# because: Words that tie are compared without regard to capitals.
# in: most_likely_next
# base: n_grams/right/slices_and_sums.py


def most_likely_next(counts, context):
    p = next_word_probabilities(counts, context)
    return min(p, key=lambda word: (-p[word], word.lower()), default="")
