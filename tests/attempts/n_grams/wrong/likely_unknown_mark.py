# expect: failed
# because: A mark for the unknown word is returned after an unseen context.
# in: most_likely_next
# base: n_grams/right/slices_and_sums.py


def most_likely_next(counts, context):
    p = next_word_probabilities(counts, context)
    return max(sorted(p), key=p.get) if p else "<unk>"
