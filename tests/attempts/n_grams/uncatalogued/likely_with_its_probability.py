# expect: failed
# because: The word and its probability come back.
# in: most_likely_next
# cause: favourite_with_its_number
# base: n_grams/right/slices_and_sums.py


def most_likely_next(counts, context):
    ranked = sorted(next_word_probabilities(counts, context).items(), key=lambda kv: (-kv[1], kv[0]))
    return ranked[0] if ranked else ""
