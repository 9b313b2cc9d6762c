# kata: 6.1
# must: sorted(dist,
# must not: dist = next
# base: n_grams/right/dictionaries_of_tuples.py


def sample_next(counts, context, rng):
    dist = next_word_probabilities(counts, context)
    u = rng.random_sample()
    running = 0.0
    for word in sorted(dist, key=dist.get, reverse=True):
        running = running + dist[word]
        if running > u:
            return word
    return ""
