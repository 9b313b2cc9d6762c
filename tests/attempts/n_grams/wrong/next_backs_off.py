# expect: failed
# because: After an unseen context its last words are looked up alone, down to one word.
# in: next_word_probabilities
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


def next_word_probabilities(counts, context):
    seen = backed_off(counts, context)
    return {word: k / sum(seen.values()) for word, k in seen.items()}
