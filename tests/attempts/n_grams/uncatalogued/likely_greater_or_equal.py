# expect: failed
# because: >= lets later words win.
# in: most_likely_next
# cause: alphabetically_last
# base: n_grams/right/while_loops.py


def most_likely_next(counts, context):
    best_word = ""
    best_count = 0
    found = followers(counts, context)
    for word in sorted(found):
        if found[word] >= best_count:
            best_word = word
            best_count = found[word]
    return best_word
