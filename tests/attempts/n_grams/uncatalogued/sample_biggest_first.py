# expect: failed
# because: The most probable words come first.
# in: sample_next
# cause: most_probable_first
# base: n_grams/right/while_loops.py


def sample_next(counts, context, rng):
    found = followers(counts, context)
    if len(found) == 0:
        return ""
    rest = rng.random_sample() * sum(found.values())
    for word in sorted(sorted(found), key=lambda w: found[w], reverse=True):
        rest -= found[word]
        if rest < 0:
            return word
    return min(found)
