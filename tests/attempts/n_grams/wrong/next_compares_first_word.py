# expect: failed
# because: context[0] is compared, which is not there for n = 1 and too little for n = 3.
# in: next_word_probabilities
# base: n_grams/right/slices_and_sums.py


def next_word_probabilities(counts, context):
    found = {gram[-1]: k for gram, k in counts.items() if gram[0] == context[0]}
    total = sum(found.values())
    return {word: k / total for word, k in found.items()}
