# kata: 6.1
# must: slice|context|before|behind
# base: n_grams/right/learners_names.py


def followers(counts, context):
    found = {}
    for gram, number in counts.items():
        if gram[1:] == context:
            found[gram[0]] = number
    return found
