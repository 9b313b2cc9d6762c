# expect: failed
# because: The generator is seeded in the function.
# in: sample_next
# cause: seeds_again
# base: n_grams/right/counters.py


def sample_next(counts, context, rng):
    rng.seed(0)
    probs = next_word_probabilities(counts, context)
    draw, reached, word = rng.random_sample(), 0, ""
    for word in sorted(probs):
        reached += probs[word]
        if reached > draw:
            break
    return word
