# expect: failed
# because: One is added to the sum, against division by zero.
# in: next_word_probabilities
# base: n_grams/right/slices_and_sums.py


def next_word_probabilities(counts, context):
    found = {gram[-1]: k for gram, k in counts.items() if gram[:-1] == context}
    total = sum(found.values()) + 1
    return {word: k / total for word, k in found.items()}
