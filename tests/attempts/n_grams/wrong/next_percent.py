# expect: failed
# because: Percentages instead of probabilities.
# in: next_word_probabilities
# base: n_grams/right/slices_and_sums.py


def next_word_probabilities(counts, context):
    found = {gram[-1]: k for gram, k in counts.items() if gram[:-1] == context}
    total = sum(found.values())
    return {word: 100 * k / total for word, k in found.items()}
