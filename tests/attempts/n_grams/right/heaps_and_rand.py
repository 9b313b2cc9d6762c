# expect: passed
# style: heapq for the favourite, rng.rand for the draw (the same stream), logarithms to base 10
import heapq
import math


def count_ngrams(words, n):
    heap = [tuple(words[i:i + n]) for i in range(len(words) - n + 1)]
    heapq.heapify(heap)
    counts = {}
    while heap:
        gram = heapq.heappop(heap)
        counts[gram] = 1 + (counts[gram] if gram in counts else 0)
    return counts


def next_word_probabilities(counts, context):
    chosen = {g[len(context)]: k for g, k in counts.items() if g[:len(context)] == context and len(g) == len(context) + 1}
    return {w: k / math.fsum(chosen.values()) for w, k in chosen.items()}


def smoothed_probability(counts, context, word, vocabulary, alpha):
    p = next_word_probabilities(counts, context).get(word, 0.0)
    seen = sum(k for g, k in counts.items() if g[:-1] == context)
    if word not in vocabulary:
        return 0.0
    if seen == 0:
        return 1 / len(vocabulary) if alpha > 0 else 0.0
    weight = seen / (seen + alpha * len(vocabulary))
    return weight * p + (1 - weight) / len(vocabulary)


def perplexity(words, counts, n, vocabulary, alpha):
    surprises = []
    for end in range(n, len(words) + 1):
        gram = tuple(words[end - n:end])
        p = smoothed_probability(counts, gram[:-1], gram[-1], vocabulary, alpha)
        if p == 0.0:
            return math.inf
        surprises.append(math.log10(1 / p))
    return 10 ** (math.fsum(surprises) / len(surprises)) if surprises else 1.0


def most_likely_next(counts, context):
    heap = [(-k, g[-1]) for g, k in counts.items() if g[:-1] == context]
    heapq.heapify(heap)
    return heapq.heappop(heap)[1] if heap else ""


def sample_next(counts, context, rng):
    shares = sorted(next_word_probabilities(counts, context).items())
    u = rng.rand() if shares else 0
    total = 0
    answer = ""
    for word, share in shares:
        if total <= u:
            answer = word
        total += share
    return answer
