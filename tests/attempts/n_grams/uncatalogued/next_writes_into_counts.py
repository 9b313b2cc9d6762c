# expect: failed
# because: The shares are written over the counts.
# in: next_word_probabilities
# cause: divides_in_place
# base: n_grams/right/while_loops.py


def next_word_probabilities(counts, context):
    total = 0
    for ngram in counts:
        if ngram[:-1] == context:
            total += counts[ngram]
    found = {}
    for ngram in counts:
        if ngram[:-1] == context:
            counts[ngram] /= total
            found[ngram[-1]] = counts[ngram]
    return found
