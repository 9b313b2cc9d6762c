# expect: failed
# because: Only the last word of the context is looked at.
# in: next_word_probabilities
# cause: last_word_of_context
# base: n_grams/right/while_loops.py


def next_word_probabilities(counts, context):
    found = {}
    for ngram, count in counts.items():
        if len(context) == 0 or ngram[-2] == context[-1]:
            found[ngram[-1]] = found.get(ngram[-1], 0) + count
    total = sum(found.values())
    return {word: count / total for word, count in found.items()}
