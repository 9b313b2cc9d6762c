# expect: failed
# because: Probabilities are rounded to one decimal, so near ones tie.
# in: most_likely_next
# base: n_grams/right/slices_and_sums.py


def most_likely_next(counts, context):
    p = {word: round(share, 1) for word, share in next_word_probabilities(counts, context).items()}
    return max(sorted(p), key=p.get) if p else ""
