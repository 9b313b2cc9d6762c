# expect: failed
# because: A draw for each word.
# in: sample_next
# cause: draws_for_each_word
# base: n_grams/right/counters.py


def sample_next(counts, context, rng):
    probs = next_word_probabilities(counts, context)
    reached, word = 0, ""
    for word in sorted(probs):
        reached += probs[word]
        if rng.random_sample() < reached:
            break
    return word
