# expect: failed
# because: After an unseen context its last words are looked up alone, down to one word.
# in: sample_next
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


def sample_next(counts, context, rng):
    seen = backed_off(counts, context)
    if not seen:
        return ""
    u, reached = rng.random_sample(), 0.0
    for word in sorted(seen):
        reached += seen[word] / sum(seen.values())
        if reached > u:
            return word
    return word
