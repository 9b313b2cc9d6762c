# expect: passed
# style: a class of its own that groups counts by context; the functions only ask it
import math
from dataclasses import dataclass, field


@dataclass
class Model:
    table: dict = field(default_factory=dict)

    @classmethod
    def of(cls, counts):
        model = cls()
        for gram, count in counts.items():
            model.table.setdefault(gram[:-1], {})[gram[-1]] = count
        return model

    def after(self, context):
        return self.table.get(context, {})

    def share(self, context, word, alpha, vocabulary):
        row = self.after(context)
        denominator = sum(row.values()) + alpha * len(vocabulary)
        if word not in vocabulary or denominator == 0:
            return 0.0
        return (row.get(word, 0) + alpha) / denominator


def count_ngrams(words, n):
    grams = [tuple(words[i:i + n]) for i in range(len(words)) if i + n <= len(words)]
    return {gram: grams.count(gram) for gram in set(grams)}


def next_word_probabilities(counts, context):
    row = Model.of(counts).after(context)
    return {word: count / sum(row.values()) for word, count in row.items()}


def smoothed_probability(counts, context, word, vocabulary, alpha):
    return Model.of(counts).share(context, word, alpha, vocabulary)


def perplexity(words, counts, n, vocabulary, alpha):
    model = Model.of(counts)
    bits = 0.0
    for gram in (tuple(words[i:i + n]) for i in range(len(words) - n + 1)):
        p = model.share(gram[:-1], gram[-1], alpha, vocabulary)
        bits += -math.log2(p) if p > 0 else math.inf
    predicted = len(words) - n + 1
    return 2 ** (bits / predicted) if predicted > 0 else 1.0


def most_likely_next(counts, context):
    row = Model.of(counts).after(context)
    return sorted(row, key=lambda word: (-row[word], word))[0] if row else ""


def sample_next(counts, context, rng):
    row = Model.of(counts).after(context)
    if not row:
        return ""
    left = rng.random_sample() * sum(row.values())
    for word in sorted(row):
        left -= row[word]
        if left < 0:
            return word
    return max(row)
