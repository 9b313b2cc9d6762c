# expect: failed
# because: max over pairs of probability and word: of several, the alphabetically last.
# in: most_likely_next
# base: n_grams/right/slices_and_sums.py


def most_likely_next(counts, context):
    pairs = [(share, word) for word, share in next_word_probabilities(counts, context).items()]
    return max(pairs)[1] if pairs else ""
