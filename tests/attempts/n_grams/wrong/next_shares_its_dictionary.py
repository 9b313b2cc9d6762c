# expect: failed
# because: Every call returns the same dictionary.
# in: next_word_probabilities
# base: n_grams/right/slices_and_sums.py
ANSWER = {}


def next_word_probabilities(counts, context):
    total = sum(k for gram, k in counts.items() if gram[:-1] == context)
    ANSWER.clear()
    ANSWER.update({gram[-1]: k / total for gram, k in counts.items() if gram[:-1] == context})
    return ANSWER
