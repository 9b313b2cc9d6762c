# kata: 6.1
# must: alphabet|last|equal
# base: n_grams/right/learners_names.py


def most_likely_next(counts, context):
    found = followers(counts, context)
    best = ""
    for word in sorted(found):
        if best == "" or found[word] >= found[best]:
            best = word
    return best
