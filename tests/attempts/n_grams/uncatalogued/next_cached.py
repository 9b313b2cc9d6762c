# expect: failed
# because: A cache by the context alone.
# in: next_word_probabilities
# cause: remembers_the_context
# base: n_grams/right/counters.py
CACHE = {}


def next_word_probabilities(counts, context):
    if context not in CACHE:
        follow = {g[-1]: c for g, c in counts.items() if g[:-1] == context}
        CACHE[context] = {w: c / sum(follow.values()) for w, c in follow.items()}
    return dict(CACHE[context])
