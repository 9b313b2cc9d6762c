# expect: failed
# because: most_common keeps the order of the dictionary, and there is none after an unseen context.
# in: most_likely_next
# cause: first_seen_wins, first_of_none
# base: n_grams/right/counters.py


def most_likely_next(counts, context):
    follow = Counter({g[-1]: c for g, c in counts.items() if g[:-1] == context})
    return follow.most_common(1)[0][0]
