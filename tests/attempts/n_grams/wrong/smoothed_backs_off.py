# expect: failed
# because: After an unseen context its last words are looked up alone, down to one word.
# in: smoothed_probability
# base: n_grams/right/slices_and_sums.py

def backed_off(counts, context):
    seen = {}
    while not seen:
        for gram, count in counts.items():
            if gram[:-1][len(gram) - 1 - len(context):] == context:
                seen[gram[-1]] = seen.get(gram[-1], 0) + count
        if len(context) < 2:
            break
        context = context[1:]
    return seen


def smoothed_probability(counts, context, word, vocabulary, alpha):
    seen = backed_off(counts, context)
    below = sum(seen.values()) + alpha * len(vocabulary)
    return (seen.get(word, 0) + alpha) / below if below and word in vocabulary else 0.0
