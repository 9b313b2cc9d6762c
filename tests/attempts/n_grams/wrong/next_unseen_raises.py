# expect: failed
# because: An unseen context divides by zero.
# in: next_word_probabilities
# base: n_grams/right/slices_and_sums.py


def next_word_probabilities(counts, context):
    scale = 1 / sum(k for gram, k in counts.items() if gram[:-1] == context)
    return {gram[-1]: k * scale for gram, k in counts.items() if gram[:-1] == context}
