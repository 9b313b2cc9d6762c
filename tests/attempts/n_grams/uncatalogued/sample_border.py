# expect: failed
# because: The sum need only reach the draw.
# in: sample_next
# cause: border_to_the_left
# base: n_grams/right/counters.py


def sample_next(counts, context, rng):
    probs = next_word_probabilities(counts, context)
    draw, reached, word = rng.random_sample(), 0, ""
    for word in sorted(probs):
        reached += probs[word]
        if reached >= draw:
            break
    return word
