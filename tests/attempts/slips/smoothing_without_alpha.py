# kata: 6.1
# must: alpha
# base: n_grams/right/learners_names.py


def smoothed_probability(counts, context, word, vocabulary, alpha):
    if word not in vocabulary:
        return 0.0
    below = sum(followers(counts, context).values()) + len(vocabulary)
    if below == 0:
        return 0.0
    return (counts.get(context + (word,), 0) + alpha) / below
