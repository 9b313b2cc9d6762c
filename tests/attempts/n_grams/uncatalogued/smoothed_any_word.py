# expect: failed
# because: Nobody looks whether the word is in the vocabulary.
# in: smoothed_probability
# cause: alpha_for_strangers
# base: n_grams/right/counters.py


def smoothed_probability(counts, context, word, vocabulary, alpha):
    mass = alpha * len(vocabulary)
    for gram, count in counts.items():
        mass += count if gram[:-1] == context else 0
    return (counts.get(context + (word,), 0) + alpha) / mass if mass else 0.0
