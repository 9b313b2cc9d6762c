# kata: 6.1
# must: counts|all|everything
# base: n_grams/right/learners_names.py


def next_word_probabilities(counts, context):
    found = followers(counts, context)
    whole = sum(counts.values())
    return {word: number / whole for word, number in found.items()}
