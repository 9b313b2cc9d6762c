# kata: 6.1
# must: len|how many|different|types
# base: n_grams/right/learners_names.py


def next_word_probabilities(counts, context):
    found = followers(counts, context)
    whole = len(found)
    return {word: number / whole for word, number in found.items()}
