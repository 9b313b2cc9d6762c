# expect: failed
# because: rng.choice in the order of the dictionary.
# in: sample_next
# cause: order_of_the_dictionary
# base: n_grams/right/counters.py


def sample_next(counts, context, rng):
    probs = next_word_probabilities(counts, context)
    if not probs:
        return ""
    return str(rng.choice(list(probs), p=list(probs.values())))
