# kata: 6.1
def most_likely_next(counts, context):
    seen = {gram[-1]: count for gram, count in counts.items() if gram[:-1] == context}
    return max(seen, key=seen.get)
