# kata: 6.1
def most_likely_next(counts, context):
    seen = sorted((-count, gram[-1]) for gram, count in counts.items() if gram[:-1] == context)
    return seen[0][1]
