# kata: 6.1
def sample_next(counts, context, rng):
    seen = {gram[-1]: count for gram, count in counts.items() if gram[:-1] == context}
    rng.seed(0)
    draw = rng.random_sample() * sum(seen.values())
    for word in sorted(seen):
        draw -= seen[word]
        if draw < 0:
            return word
    return ""
