# kata: 6.1
# must not: wherever
# base: n_grams/right/dictionaries_of_tuples.py


def next_word_probabilities(counts, context):
    seen = {g[-1]: c for g, c in counts.items() if g[:-1] == context}
    total = sum(seen.values())
    return {w: round(c / total, 6) for w, c in seen.items()}
