# expect: failed
# because: Divided by the sum of all counts.
# in: next_word_probabilities
# cause: share_of_everything
# base: n_grams/right/counters.py


def next_word_probabilities(counts, context):
    everything = sum(counts.values())
    return {g[-1]: c / everything for g, c in counts.items() if g[:-1] == context}
