# expect: failed
# because: max takes the first of several.
# in: most_likely_next
# cause: first_seen_wins
# base: n_grams/right/counters.py


def most_likely_next(counts, context):
    probs = next_word_probabilities(counts, context)
    return max(probs, key=probs.get, default="")
