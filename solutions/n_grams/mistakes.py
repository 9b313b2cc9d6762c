"""What people get wrong about n-grams, and what to tell them.

Where the ideas come from: the counts of shorter n-grams that many formulas divide by, other ways to
smooth, the three bases of logarithm, the padding and the end marks of other libraries, Python's own
slices, keys and defaults.
"""

# ruff: noqa: D103  # what each of them does wrong stands in the sentence over it

import math
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

from kata_runner import mistake

Gram = tuple[str, ...]
Counts = dict[Gram, int]
Random = np.random.RandomState


def grams(words: Sequence[str], n: int) -> list[Gram]:
    """All n-grams of a text, in their order."""
    return [tuple(words[i : i + n]) for i in range(len(words) - n + 1)]


def after(counts: Counts, context: Gram) -> dict[str, int]:
    """How often each word followed the context."""
    return {gram[-1]: count for gram, count in counts.items() if gram[:-1] == context}


def shares(numbers: Mapping[str, float]) -> dict[str, float]:
    """Each number over their sum."""
    return {word: number / sum(numbers.values()) for word, number in numbers.items()}


def share(above: float, below: float, *, known: bool = True) -> float:
    """A fraction that is 0.0 where it is 0 / 0, or where the word is not known."""
    return above / below if below and known else 0.0


def smooth(counts: Counts, context: Gram, word: str, vocabulary: set[str], alpha: float) -> float:
    """The right smoothed probability."""
    below = sum(after(counts, context).values()) + alpha * len(vocabulary)
    return share(counts.get((*context, word), 0) + alpha, below, known=word in vocabulary)


def predicted(
    words: Sequence[str], counts: Counts, n: int, vocabulary: set[str], alpha: float
) -> list[float]:
    """The right probabilities of all words that are predicted."""
    return [smooth(counts, gram[:-1], gram[-1], vocabulary, alpha) for gram in grams(words, n)]


def surprise(probabilities: Sequence[float]) -> float:
    """The sum of -log p, infinite where one p is 0."""
    return sum(-math.log(p) if p else math.inf for p in probabilities)


def drawn(words: Sequence[str], numbers: Sequence[float], draw: float) -> str:
    """The first of the words at which the sum of their shares exceeds the draw."""
    reached = np.cumsum(numbers) / np.sum(numbers) if words else []
    return next(
        (word for word, place in zip(words, reached, strict=True) if place > draw),
        words[-1] if words else "",
    )


def backed_off(counts: Counts, context: Gram) -> Gram:
    """The context, or as much of its end as is needed for one that was seen, one word at least."""
    for size in range(len(context), 1, -1):
        if any(gram[:-1][-size:] == context[-size:] for gram in counts):
            return context[-size:]
    return context[-1:]


def after_the_end(counts: Counts, context: Gram) -> dict[str, int]:
    """How often each word followed the context, or else as much of its end as was seen."""
    end, numbers = backed_off(counts, context), Counter[str]()
    for gram, count in counts.items():
        if gram[len(gram) - 1 - len(end) : -1] == end:
            numbers[gram[-1]] += count
    return dict(numbers)


# --- count_ngrams


@mistake(
    "count_ngrams",
    "Every call fills and returns the same dictionary, so that earlier answers change: make a "
    "new one.",
)
def one_dictionary_for_all_texts(
    words: Sequence[str],
    n: int,
    answer: Counts = {},  # noqa: B006
) -> Counts:
    answer.clear()
    answer.update(Counter(grams(words, n)))
    return answer


@mistake(
    "count_ngrams",
    "The last n-gram is missing: a text of m words has m - n + 1 n-grams, so the range ends there.",
)
def one_too_few(words: Sequence[str], n: int) -> dict[Gram, int]:
    return Counter(grams(words, n)[:-1])


@mistake(
    "count_ngrams",
    "At the end of the text the slices become shorter than n: stop at len(words) - n.",
)
def ragged_end(words: Sequence[str], n: int) -> dict[Gram, int]:
    return Counter(tuple(words[i : i + n]) for i in range(len(words)))


@mistake(
    "count_ngrams", "n-grams overlap: the next begins one word further on, not n words further on."
)
def side_by_side(words: Sequence[str], n: int) -> dict[Gram, int]:
    return Counter(grams(words, n)[::n])


@mistake(
    "count_ngrams",
    "An n-gram is a tuple of words, not one text with spaces in it: leave the words apart.",
)
def joined_keys(words: Sequence[str], n: int) -> dict[str, int]:
    return Counter(" ".join(gram) for gram in grams(words, n))


@mistake(
    "count_ngrams",
    "For n = 1 the keys are bare words: a tuple of one word is wanted there too, as in (word,).",
)
def bare_words(words: Sequence[str], n: int) -> dict[Gram, int] | dict[str, int]:
    return Counter(words) if n == 1 else Counter(grams(words, n))


@mistake("count_ngrams", "Every count is 1: an n-gram that comes again must add to its count.")
def set_of_ngrams(words: Sequence[str], n: int) -> dict[Gram, int]:
    return dict.fromkeys(grams(words, n), 1)


@mistake(
    "count_ngrams",
    "Every count is one too small: the first time an n-gram is seen its count becomes 1, not 0.",
)
def starts_at_zero(words: Sequence[str], n: int) -> dict[Gram, int]:
    return {gram: count - 1 for gram, count in Counter(grams(words, n)).items()}


@mistake(
    "count_ngrams",
    "The words of an n-gram are sorted: leave them in their order, because (a, b) and (b, a) are "
    "different n-grams.",
)
def unordered(words: Sequence[str], n: int) -> dict[Gram, int]:
    return Counter(tuple(sorted(gram)) for gram in grams(words, n))


@mistake(
    "count_ngrams",
    "The words of each n-gram stand in reverse: put the one that comes first in the text first.",
)
def reversed_keys(words: Sequence[str], n: int) -> dict[Gram, int]:
    return Counter(gram[::-1] for gram in grams(words, n))


@mistake("count_ngrams", "Only pairs are counted, whatever n is: take n words each time.")
def always_pairs(words: Sequence[str], n: int) -> dict[Gram, int]:
    return Counter(grams(words, 2))


@mistake(
    "count_ngrams", "All n-grams up to n are counted: only those of exactly n words belong in here."
)
def all_up_to_n(words: Sequence[str], n: int) -> dict[Gram, int]:
    return Counter(gram for size in range(1, n + 1) for gram in grams(words, size))


@mistake("count_ngrams", "The text is read as a ring: do not go on from its end to its beginning.")
def wraps_around(words: Sequence[str], n: int) -> dict[Gram, int]:
    return Counter(grams([*words, *words[: n - 1]], n))


@mistake(
    "count_ngrams",
    "Marks were put before and after the text: count the words of the text and nothing else.",
)
def padded(words: Sequence[str], n: int) -> dict[Gram, int]:
    return Counter(grams(["<s>"] * (n - 1) + list(words) + ["</s>"], n))


@mistake(
    "count_ngrams",
    "You return shares: return how often each n-gram occurs, as whole numbers.",
)
def frequencies(words: Sequence[str], n: int) -> dict[Gram, float]:
    return {gram: count / len(grams(words, n)) for gram, count in Counter(grams(words, n)).items()}


@mistake(
    "count_ngrams", "Words in between are left out: an n-gram is n words that stand side by side."
)
def skips_words(words: Sequence[str], n: int) -> dict[Gram, int]:
    return Counter(tuple(words[i : i + 2 * n - 1 : 2]) for i in range(len(words) - 2 * n + 2))


@mistake(
    "count_ngrams",
    "Counts of earlier calls are still in there: begin with an empty dictionary inside the "
    "function.",
)
def one_counter_for_all(
    words: Sequence[str],
    n: int,
    counts: Counter[Gram] = Counter(),  # noqa: B006
) -> dict[Gram, int]:
    counts.update(grams(words, n))
    return counts


@mistake(
    "count_ngrams", "The words were taken out of the list while counting: leave the list as it was."
)
def eats_the_words(words: list[str], n: int) -> dict[Gram, int]:
    counts = Counter(grams(words, n))
    words.clear()
    return counts


@mistake(
    "count_ngrams", "The first n-gram is missing: it begins at the first word, whose index is 0."
)
def misses_the_first(words: Sequence[str], n: int) -> dict[Gram, int]:
    return Counter(grams(words, n)[1:])


@mistake("count_ngrams", "What occurs only once is left out: count it too.")
def prunes_the_rare(words: Sequence[str], n: int) -> dict[Gram, int]:
    return {gram: count for gram, count in Counter(grams(words, n)).items() if count > 1}


@mistake(
    "count_ngrams",
    "str.count finds no n-grams that overlap: go from word to word, and add one for each.",
)
def counts_in_one_text(words: Sequence[str], n: int) -> dict[Gram, int]:
    return {gram: " ".join(words).count(" ".join(gram)) for gram in grams(words, n)}


@mistake(
    "count_ngrams",
    "These are letters of the text joined together: take the words, words[i : i + n].",
)
def runs_of_letters(words: Sequence[str], n: int) -> dict[Gram, int]:
    text = " ".join(words)
    return Counter(tuple(text[i : i + n]) for i in range(len(text) - n + 1))


@mistake("count_ngrams", "A slice of a list is a list, which cannot be a key: make a tuple of it.")
def lists_as_keys(words: Sequence[str], n: int) -> dict[Gram, int]:
    return Counter([*words[i : i + n]] for i in range(len(words) - n + 1))  # type: ignore[misc]  # the mistake


@mistake(
    "count_ngrams",
    "Every count is one too large: the first time an n-gram is seen its count becomes 1.",
)
def starts_at_one(words: Sequence[str], n: int) -> dict[Gram, int]:
    return {gram: count + 1 for gram, count in Counter(grams(words, n)).items()}


@mistake(
    "count_ngrams",
    "Words are lower-cased, and The and the are two words: count them as they stand in the list.",
)
def lower_cases(words: Sequence[str], n: int) -> Counts:
    return Counter(grams([word.lower() for word in words], n))


@mistake(
    "count_ngrams",
    "Full stops are left out, and a full stop is a word of its own: count everything that "
    "stands in the list.",
)
def leaves_out_full_stops(words: Sequence[str], n: int) -> Counts:
    return Counter(grams([word for word in words if word != "."], n))


@mistake(
    "count_ngrams",
    "Words are lower-cased and full stops left out: count everything as it stands in the list.",
)
def lower_cases_and_leaves_out_full_stops(words: Sequence[str], n: int) -> Counts:
    return Counter(grams([word.lower() for word in words if word != "."], n))


@mistake(
    "count_ngrams",
    "Apostrophes or hyphens are taken out of words, which makes other words of them: count "
    "them as they stand.",
)
def takes_out_apostrophes(words: Sequence[str], n: int) -> Counts:
    return Counter(grams([word.replace("'", "") for word in words], n))


@mistake(
    "count_ngrams",
    "Apostrophes or hyphens are taken out of words, which makes other words of them: count "
    "them as they stand.",
)
def takes_out_hyphens(words: Sequence[str], n: int) -> Counts:
    return Counter(grams([word.replace("-", "") for word in words], n))


@mistake(
    "count_ngrams",
    "Apostrophes or hyphens are taken out of words, which makes other words of them: count "
    "them as they stand.",
)
def keeps_only_letters(words: Sequence[str], n: int) -> Counts:
    return Counter(grams(["".join(filter(str.isalpha, word)) for word in words], n))


# --- next_word_probabilities


@mistake(
    "next_word_probabilities",
    "You divide by all counts: divide by the counts of what followed this context only.",
)
def share_of_everything(counts: Counts, context: Gram) -> dict[str, float]:
    return {word: count / sum(counts.values()) for word, count in after(counts, context).items()}


@mistake(
    "next_word_probabilities",
    "You return counts: divide them by their sum, so that they add up to 1.",
)
def plain_counts(counts: Counts, context: Gram) -> dict[str, int]:
    return after(counts, context)


@mistake(
    "next_word_probabilities",
    "All followers are equally probable here: weigh each by its count.",
)
def all_alike(counts: Counts, context: Gram) -> dict[str, float]:
    return {word: 1 / len(after(counts, context)) for word in after(counts, context)}


@mistake(
    "next_word_probabilities",
    "You divide by the number of different followers: divide by the sum of their counts.",
)
def over_the_followers(counts: Counts, context: Gram) -> dict[str, float]:
    return {
        word: count / len(after(counts, context)) for word, count in after(counts, context).items()
    }


@mistake(
    "next_word_probabilities",
    "You divide by the largest count: divide by the sum of the counts.",
)
def over_the_largest(counts: Counts, context: Gram) -> dict[str, float]:
    return {
        word: count / max(after(counts, context).values())
        for word, count in after(counts, context).items()
    }


@mistake(
    "next_word_probabilities",
    "You divide by how often the context ends an n-gram: divide by how often it begins one, which "
    "is the sum of what follows it.",
)
def over_what_ends_in_it(counts: Counts, context: Gram) -> dict[str, float]:
    total = sum(count for gram, count in counts.items() if gram[1:] == context)
    return {word: share(count, total) for word, count in after(counts, context).items()}


@mistake(
    "next_word_probabilities",
    "The context is looked for at the end of the n-grams: it is all but their last word.",
)
def what_came_before(counts: Counts, context: Gram) -> dict[str, float]:
    return shares({gram[0]: count for gram, count in counts.items() if gram[1:] == context})


@mistake(
    "next_word_probabilities",
    "The context is not looked at: take only the n-grams that begin with it.",
)
def any_context(counts: Counts, context: Gram) -> dict[str, float]:
    numbers: Counter[str] = Counter()
    for gram, count in counts.items():
        numbers[gram[-1]] += count
    return shares(numbers)


@mistake(
    "next_word_probabilities",
    "Only the last word of the context is compared: compare all n - 1 of its words.",
)
def last_word_of_context(counts: Counts, context: Gram) -> dict[str, float]:
    numbers: Counter[str] = Counter()
    for gram, count in counts.items():
        numbers[gram[-1]] += count * (gram[:-1][-1:] == context[-1:])
    return shares(+numbers)


@mistake(
    "next_word_probabilities",
    "Only the first word of the context is compared: compare all n - 1 of its words.",
)
def first_word_of_context(counts: Counts, context: Gram) -> dict[str, float]:
    numbers: Counter[str] = Counter()
    for gram, count in counts.items():
        numbers[gram[-1]] += count * (gram[:-1][:1] == context[:1])
    return shares(+numbers)


@mistake(
    "next_word_probabilities",
    "The keys are whole n-grams: return the word that follows, without its context.",
)
def whole_ngrams(counts: Counts, context: Gram) -> dict[Gram, float]:
    return {(*context, word): p for word, p in shares(after(counts, context)).items()}


@mistake(
    "next_word_probabilities",
    "Words that never followed the context are in there: leave out what has count 0.",
)
def zeros_too(counts: Counts, context: Gram) -> dict[str, float]:
    total = sum(after(counts, context).values())
    return {gram[-1]: share(counts.get((*context, gram[-1]), 0), total) for gram in counts}


@mistake(
    "next_word_probabilities",
    "After an unseen context nothing is known: return {}, and do not make up shares.",
)
def even_shares_when_unseen(counts: Counts, context: Gram) -> dict[str, float]:
    return shares(after(counts, context)) or {
        gram[-1]: 1 / len({g[-1] for g in counts}) for gram in counts
    }


@mistake(
    "next_word_probabilities",
    "The shares are rounded: return them as they come out of the division.",
)
def rounded_shares(counts: Counts, context: Gram) -> dict[str, float]:
    return {word: round(p, 2) for word, p in shares(after(counts, context)).items()}


@mistake(
    "next_word_probabilities",
    "Integer division makes every share 0 or 1: divide with / instead of //.",
)
def integer_division(counts: Counts, context: Gram) -> dict[str, int]:
    return {
        word: count // sum(after(counts, context).values())
        for word, count in after(counts, context).items()
    }


@mistake("next_word_probabilities", "You return logarithms: return the probabilities themselves.")
def log_shares(counts: Counts, context: Gram) -> dict[str, float]:
    return {word: math.log(p) for word, p in shares(after(counts, context)).items()}


@mistake(
    "next_word_probabilities",
    "The shares were written into the counts: make a new dictionary for them.",
)
def divides_in_place(counts: dict[Gram, float], context: Gram) -> dict[str, float]:
    chosen = [gram for gram in counts if gram[:-1] == context]
    total = sum(counts[gram] for gram in chosen)
    counts.update({gram: counts[gram] / total for gram in chosen})
    return {gram[-1]: counts[gram] for gram in chosen}


@mistake(
    "next_word_probabilities",
    "The answer for a context is kept and given again for other counts: compute it anew.",
)
def remembers_the_context(
    counts: Counts, context: Gram, known: dict[Gram, dict[str, float]] = {}  # noqa: B006
) -> dict[str, float]:  # fmt: skip
    return known.setdefault(context, shares(after(counts, context)))


@mistake(
    "next_word_probabilities",
    "Every call fills and returns the same dictionary, so that earlier answers change: make a "
    "new one.",
)
def one_dictionary_for_all_contexts(
    counts: Counts,
    context: Gram,
    answer: dict[str, float] = {},  # noqa: B006
) -> dict[str, float]:
    answer.clear()
    answer.update(shares(after(counts, context)))
    return answer


@mistake(
    "next_word_probabilities",
    "After an unseen context its end alone is looked up: all n - 1 words must agree, so return {}.",
)
def shares_after_the_end(counts: Counts, context: Gram) -> dict[str, float]:
    return shares(after_the_end(counts, context))


@mistake(
    "next_word_probabilities",
    "You return percentages: return probabilities, which add up to 1 and not to 100.",
)
def percentages(counts: Counts, context: Gram) -> dict[str, float]:
    return {word: 100 * p for word, p in shares(after(counts, context)).items()}


@mistake(
    "next_word_probabilities",
    "You take softmax of the counts: divide the counts themselves by their sum.",
)
def softmax_of_counts(counts: Counts, context: Gram) -> dict[str, float]:
    return shares({word: math.exp(count) for word, count in after(counts, context).items()})


@mistake(
    "next_word_probabilities",
    "One is added to the sum: divide by the sum as it is, and look for an empty one first.",
)
def one_more_below(counts: Counts, context: Gram) -> dict[str, float]:
    found = after(counts, context)
    return {word: count / (sum(found.values()) + 1) for word, count in found.items()}


@mistake(
    "next_word_probabilities",
    "One is added to every count: leave that to smoothing, which has its own function.",
)
def laplace_already(counts: Counts, context: Gram) -> dict[str, float]:
    return shares({word: count + 1 for word, count in after(counts, context).items()})


@mistake(
    "next_word_probabilities",
    "You return a list of pairs: return a dictionary, {word: probability}.",
)
def pairs(counts: Counts, context: Gram) -> list[tuple[str, float]]:
    return sorted(shares(after(counts, context)).items())


@mistake(
    "next_word_probabilities",
    "After an unseen context the sum is 0, and nothing can be divided by it: return {} there.",
)
def divides_by_nothing(counts: Counts, context: Gram) -> dict[str, float]:
    scale = 1 / sum(after(counts, context).values())
    return {word: count * scale for word, count in after(counts, context).items()}


@mistake(
    "next_word_probabilities",
    "After an unseen context you return None: return an empty dictionary.",
)
def none_for_unseen(counts: Counts, context: Gram) -> dict[str, float] | None:
    return shares(after(counts, context)) or None


@mistake(
    "next_word_probabilities",
    "Only one word is compared, with context[0]: compare all of the context, which is empty for n "
    "= 1.",
)
def context_of_one_word(counts: Counts, context: Gram) -> dict[str, float]:
    return shares({gram[-1]: count for gram, count in counts.items() if gram[0] == context[0]})


# --- smoothed_probability


@mistake(
    "smoothed_probability",
    "alpha is not used: add it to the count, and |V| times to the sum below the fraction bar.",
)
def not_smoothed(
    counts: Counts, context: Gram, word: str, vocabulary: set[str], alpha: float
) -> float:
    return smooth(counts, context, word, vocabulary, 0)


@mistake(
    "smoothed_probability",
    "1 is added whatever alpha is: add alpha, as Lidstone's rule does.",
)
def always_one(
    counts: Counts, context: Gram, word: str, vocabulary: set[str], alpha: float
) -> float:
    return smooth(counts, context, word, vocabulary, 1)


@mistake(
    "smoothed_probability",
    "Below the fraction bar |V| is added: add alpha |V|, because every word of V was given alpha.",
)
def size_without_alpha(
    counts: Counts, context: Gram, word: str, vocabulary: set[str], alpha: float
) -> float:
    below = sum(after(counts, context).values()) + len(vocabulary)
    return share(counts.get((*context, word), 0) + alpha, below, known=word in vocabulary)


@mistake(
    "smoothed_probability",
    "Below the fraction bar alpha is added only once: add alpha |V|, because each of the |V| "
    "words was given it.",
)
def alpha_once_below(
    counts: Counts, context: Gram, word: str, vocabulary: set[str], alpha: float
) -> float:
    below = sum(after(counts, context).values()) + alpha
    return share(counts.get((*context, word), 0) + alpha, below, known=word in vocabulary)


@mistake(
    "smoothed_probability",
    "alpha is added above the fraction bar only: add alpha |V| below it, or the probabilities "
    "exceed 1.",
)
def nothing_below(
    counts: Counts, context: Gram, word: str, vocabulary: set[str], alpha: float
) -> float:
    below = sum(after(counts, context).values()) or alpha * len(vocabulary)
    return share(counts.get((*context, word), 0) + alpha, below, known=word in vocabulary)


@mistake(
    "smoothed_probability",
    "alpha is added below the fraction bar only: add it above, too, or an unseen word has "
    "probability 0.",
)
def nothing_above(
    counts: Counts, context: Gram, word: str, vocabulary: set[str], alpha: float
) -> float:
    below = sum(after(counts, context).values()) + alpha * len(vocabulary)
    return share(counts.get((*context, word), 0), below, known=word in vocabulary)


@mistake(
    "smoothed_probability",
    "The words seen after the context are counted as |V|: take the size of the whole vocabulary.",
)
def followers_as_vocabulary(
    counts: Counts, context: Gram, word: str, vocabulary: set[str], alpha: float
) -> float:
    below = sum(after(counts, context).values()) + alpha * len(after(counts, context))
    return share(counts.get((*context, word), 0) + alpha, below, known=word in vocabulary)


@mistake(
    "smoothed_probability",
    "The different n-grams are counted as |V|: take the number of words in V.",
)
def ngrams_as_vocabulary(
    counts: Counts, context: Gram, word: str, vocabulary: set[str], alpha: float
) -> float:
    below = sum(after(counts, context).values()) + alpha * len(counts)
    return share(counts.get((*context, word), 0) + alpha, below, known=word in vocabulary)


@mistake(
    "smoothed_probability",
    "The size of the vocabulary is one too small: it is len(vocabulary), the word itself included.",
)
def one_word_less(
    counts: Counts, context: Gram, word: str, vocabulary: set[str], alpha: float
) -> float:
    below = sum(after(counts, context).values()) + alpha * (len(vocabulary) - 1)
    return share(counts.get((*context, word), 0) + alpha, below, known=word in vocabulary)


@mistake(
    "smoothed_probability",
    "You divide by all counts: take the sum over what followed this context only.",
)
def smoothed_over_everything(
    counts: Counts, context: Gram, word: str, vocabulary: set[str], alpha: float
) -> float:
    below = sum(counts.values()) + alpha * len(vocabulary)
    return share(counts.get((*context, word), 0) + alpha, below, known=word in vocabulary)


@mistake(
    "smoothed_probability",
    "Below the fraction bar stand all counts and one alpha: add up the counts of what followed this "
    "context only, and alpha |V|.",
)
def all_counts_and_alpha_below(
    counts: Counts, context: Gram, word: str, vocabulary: set[str], alpha: float
) -> float:
    below = sum(counts.values()) + alpha
    return share(counts.get((*context, word), 0) + alpha, below, known=word in vocabulary)


@mistake(
    "smoothed_probability",
    "The sum after a context is kept and used again for other counts: compute it anew in each call.",
)
def remembers_the_sum(
    counts: Counts,
    context: Gram,
    word: str,
    vocabulary: set[str],
    alpha: float,
    sums: dict[Gram, int] = {},  # noqa: B006
) -> float:
    seen = sums.setdefault(context, sum(after(counts, context).values()))
    above = counts.get((*context, word), 0) + alpha
    return share(above, seen + alpha * len(vocabulary), known=word in vocabulary)


@mistake(
    "smoothed_probability",
    "alpha is added after dividing: add it to the count and to the sum, before you divide.",
)
def alpha_after_dividing(
    counts: Counts, context: Gram, word: str, vocabulary: set[str], alpha: float
) -> float:
    return smooth(counts, context, word, vocabulary, 0) + alpha * (word in vocabulary)


@mistake(
    "smoothed_probability",
    "Only unseen words get alpha: give it to seen words too, so that all add up to 1.",
)
def only_unseen_smoothed(
    counts: Counts, context: Gram, word: str, vocabulary: set[str], alpha: float
) -> float:
    below = sum(after(counts, context).values()) + alpha * len(vocabulary)
    return share(counts.get((*context, word), alpha), below, known=word in vocabulary)


@mistake(
    "smoothed_probability",
    "You mix the share with an even one, alpha to 1 - alpha: here alpha is a count, so add it to "
    "the counts.",
)
def mixes_with_even_share(
    counts: Counts, context: Gram, word: str, vocabulary: set[str], alpha: float
) -> float:
    even = 1 / len(vocabulary) if word in vocabulary else 0.0
    return (1 - alpha) * smooth(counts, context, word, vocabulary, 0) + alpha * even


@mistake(
    "smoothed_probability",
    "An unseen context gives 0: all words have count 0 there, so each gets alpha / (alpha |V|).",
)
def unseen_context_is_zero(
    counts: Counts, context: Gram, word: str, vocabulary: set[str], alpha: float
) -> float:
    return smooth(counts, context, word, vocabulary, alpha) if after(counts, context) else 0.0


@mistake(
    "smoothed_probability",
    "With alpha = 0 after an unseen context the formula is 0 / 0: look before dividing.",
)
def divides_by_zero(
    counts: Counts, context: Gram, word: str, vocabulary: set[str], alpha: float
) -> float:
    above = (counts.get((*context, word), 0) + alpha) * (word in vocabulary)
    return above / (sum(after(counts, context).values()) + alpha * len(vocabulary))


@mistake(
    "smoothed_probability",
    "Where the formula is 0 / 0 you return an even share: return 0.0, because nothing is smoothed "
    "there.",
)
def even_share_for_zero_by_zero(
    counts: Counts, context: Gram, word: str, vocabulary: set[str], alpha: float
) -> float:
    if not alpha and not after(counts, context):
        return 1 / len(vocabulary)
    return smooth(counts, context, word, vocabulary, alpha)


@mistake(
    "smoothed_probability",
    "alpha = 0 is taken for no alpha at all, and 1 is added: add 0, because zero is a value like "
    "any other.",
)
def zero_means_default(
    counts: Counts, context: Gram, word: str, vocabulary: set[str], alpha: float
) -> float:
    return smooth(counts, context, word, vocabulary, alpha or 1.0)


@mistake(
    "smoothed_probability",
    "A word outside the vocabulary gets a share: return 0.0, because all of the probability is "
    "V's own.",
)
def share_for_strangers(
    counts: Counts, context: Gram, word: str, vocabulary: set[str], alpha: float
) -> float:
    return smooth(counts, context, word, {*vocabulary, word}, alpha)


@mistake(
    "smoothed_probability",
    "A word outside the vocabulary gets alpha like the others: return 0.0 for it.",
)
def alpha_for_strangers(
    counts: Counts, context: Gram, word: str, vocabulary: set[str], alpha: float
) -> float:
    below = sum(after(counts, context).values()) + alpha * len(vocabulary)
    return share(counts.get((*context, word), 0) + alpha, below)


@mistake(
    "smoothed_probability",
    "The word was added to the vocabulary that was given: leave the set as it is.",
)
def vocabulary_grows(
    counts: Counts, context: Gram, word: str, vocabulary: set[str], alpha: float
) -> float:
    p = smooth(counts, context, word, vocabulary, alpha)
    vocabulary.update(context)
    return p


@mistake(
    "smoothed_probability",
    "Looking up what was never counted put it into the counts: use get, which leaves them.",
)
def counts_grow(
    counts: Counts, context: Gram, word: str, vocabulary: set[str], alpha: float
) -> float:
    p = smooth(counts, context, word, vocabulary, alpha)
    counts.setdefault((*context, word), 0)
    return p


@mistake(
    "smoothed_probability",
    "What was never counted is looked up as if it had been: take 0 for it, with get(..., 0).",
)
def looks_up_the_unseen(
    counts: Counts, context: Gram, word: str, vocabulary: set[str], alpha: float
) -> float:
    if word not in vocabulary:
        return 0.0
    return (counts[*context, word] + alpha) / (
        sum(after(counts, context).values()) + alpha * len(vocabulary)
    )


@mistake(
    "smoothed_probability",
    "Counts are raised to alpha at least: add alpha to every count, small or large.",
)
def at_least_alpha(
    counts: Counts, context: Gram, word: str, vocabulary: set[str], alpha: float
) -> float:
    raised = {v: max(counts.get((*context, v), 0), alpha) for v in vocabulary}
    return share(raised.get(word, 0), sum(raised.values()))


@mistake(
    "smoothed_probability",
    "One word too many is given alpha: add alpha len(vocabulary), with no room for other words.",
)
def room_for_strangers(
    counts: Counts, context: Gram, word: str, vocabulary: set[str], alpha: float
) -> float:
    below = sum(after(counts, context).values()) + alpha * (len(vocabulary) + 1)
    return share(counts.get((*context, word), 0) + alpha, below, known=word in vocabulary)


@mistake(
    "smoothed_probability",
    "Words that were seen keep all they had: they must give some to the others, or the sum "
    "exceeds 1.",
)
def the_seen_keep_theirs(
    counts: Counts, context: Gram, word: str, vocabulary: set[str], alpha: float
) -> float:
    seen = after(counts, context)
    return (
        share(seen[word], sum(seen.values()))
        if word in seen
        else smooth(counts, context, word, vocabulary, alpha)
    )


@mistake("smoothed_probability", "The counts are multiplied by alpha: add alpha to them.")
def times_alpha(
    counts: Counts, context: Gram, word: str, vocabulary: set[str], alpha: float
) -> float:
    below = sum(after(counts, context).values()) + alpha * len(vocabulary)
    return share(counts.get((*context, word), 0) * alpha, below, known=word in vocabulary)


@mistake(
    "smoothed_probability",
    "Below the fraction bar alpha is counted for the words that followed only: add alpha |V|, "
    "because all of V was given it.",
)
def alpha_for_followers(
    counts: Counts, context: Gram, word: str, vocabulary: set[str], alpha: float
) -> float:
    found = after(counts, context)
    below = sum(found.values()) + alpha * len(found) or alpha * len(vocabulary)
    return share(found.get(word, 0) + alpha, below, known=word in vocabulary)


@mistake(
    "smoothed_probability",
    "You divide before the sum is complete: put the whole sum below the fraction bar in brackets.",
)
def no_brackets(
    counts: Counts, context: Gram, word: str, vocabulary: set[str], alpha: float
) -> float:
    total = sum(after(counts, context).values())
    return share(
        counts.get((*context, word), 0) + alpha, total, known=word in vocabulary
    ) + alpha * len(vocabulary)


@mistake(
    "smoothed_probability",
    "After an unseen context its end alone is looked up: all n - 1 words must agree, or the "
    "context was not seen.",
)
def smoothed_after_the_end(
    counts: Counts, context: Gram, word: str, vocabulary: set[str], alpha: float
) -> float:
    seen = after_the_end(counts, context)
    below = sum(seen.values()) + alpha * len(vocabulary)
    return share(seen.get(word, 0) + alpha, below, known=word in vocabulary)


# --- perplexity


@mistake(
    "perplexity",
    "A word outside the vocabulary makes it infinite where it is not predicted, too: leave out "
    "the first n - 1 words.",
)
def infinite_for_what_is_not_predicted(
    words: Sequence[str], counts: Counts, n: int, vocabulary: set[str], alpha: float
) -> float:
    ps = predicted(words, counts, n, vocabulary, alpha) if vocabulary >= set(words) else [0.0]
    return math.exp(surprise(ps) / max(len(ps), 1))


@mistake(
    "perplexity",
    "Where nothing was counted you return 1.0: with alpha every word of the text has a "
    "probability, so go on as always.",
)
def one_for_no_counts(
    words: Sequence[str], counts: Counts, n: int, vocabulary: set[str], alpha: float
) -> float:
    ps = predicted(words, counts, n, vocabulary, alpha) if counts else []
    return math.exp(surprise(ps) / max(len(ps), 1))


@mistake("perplexity", "You read n off the counts, and there may be none: use the parameter n.")
def n_of_the_counts(
    words: Sequence[str], counts: Counts, n: int, vocabulary: set[str], alpha: float
) -> float:
    n = len(next(iter(counts)))
    ps = predicted(words, counts, n, vocabulary, alpha)
    return math.exp(surprise(ps) / max(len(ps), 1))


@mistake(
    "perplexity",
    "Without smoothing a text too short to predict is infinite here: return 1.0, because no "
    "probability is 0.",
)
def infinite_for_nothing_unsmoothed(
    words: Sequence[str], counts: Counts, n: int, vocabulary: set[str], alpha: float
) -> float:
    ps = predicted(words, counts, n, vocabulary, alpha) or [0.0 if alpha == 0 else 1.0]
    return math.exp(surprise(ps) / len(ps))


@mistake("perplexity", "You return the cross-entropy: take exp of it, which is the perplexity.")
def cross_entropy(
    words: Sequence[str], counts: Counts, n: int, vocabulary: set[str], alpha: float
) -> float:
    ps = predicted(words, counts, n, vocabulary, alpha)
    return surprise(ps) / len(ps) if ps else 1.0


@mistake(
    "perplexity",
    "The minus is missing: take exp of minus the mean of log p, which is never below 1.",
)
def no_minus(
    words: Sequence[str], counts: Counts, n: int, vocabulary: set[str], alpha: float
) -> float:
    ps = predicted(words, counts, n, vocabulary, alpha)
    return math.exp(-surprise(ps) / len(ps)) if ps else 1.0


@mistake(
    "perplexity",
    "exp is taken of logarithms to base 2: raise 2 to that power, or use natural logarithms.",
)
def two_bases(
    words: Sequence[str], counts: Counts, n: int, vocabulary: set[str], alpha: float
) -> float:
    ps = predicted(words, counts, n, vocabulary, alpha)
    return math.exp(surprise(ps) / math.log(2) / len(ps)) if ps else 1.0


@mistake(
    "perplexity",
    "2 is raised to a mean of natural logarithms: take exp of it, or use logarithms to base 2.",
)
def two_to_the_nats(
    words: Sequence[str], counts: Counts, n: int, vocabulary: set[str], alpha: float
) -> float:
    ps = predicted(words, counts, n, vocabulary, alpha)
    return float(2 ** (surprise(ps) / len(ps))) if ps else 1.0


@mistake(
    "perplexity",
    "exp is taken of logarithms to base 10: raise 10 to that power, or use natural logarithms.",
)
def ten_and_e(
    words: Sequence[str], counts: Counts, n: int, vocabulary: set[str], alpha: float
) -> float:
    ps = predicted(words, counts, n, vocabulary, alpha)
    return math.exp(surprise(ps) / math.log(10) / len(ps)) if ps else 1.0


@mistake(
    "perplexity",
    "You divide by the number of all words of the text: divide by that of the predicted ones, "
    "which is n - 1 less.",
)
def over_all_words(
    words: Sequence[str], counts: Counts, n: int, vocabulary: set[str], alpha: float
) -> float:
    ps = predicted(words, counts, n, vocabulary, alpha)
    return math.exp(surprise(ps) / len(words)) if ps else 1.0


@mistake(
    "perplexity",
    "The sum of the logarithms is not divided: take their mean, or longer texts look worse.",
)
def sum_instead_of_mean(
    words: Sequence[str], counts: Counts, n: int, vocabulary: set[str], alpha: float
) -> float:
    total = surprise(predicted(words, counts, n, vocabulary, alpha))
    return math.exp(total) if total < 700 else math.inf


@mistake(
    "perplexity",
    "This is 1 over the mean probability: take the geometric mean, by the mean of the logarithms.",
)
def arithmetic_mean(
    words: Sequence[str], counts: Counts, n: int, vocabulary: set[str], alpha: float
) -> float:
    ps = predicted(words, counts, n, vocabulary, alpha)
    return share(len(ps), sum(ps)) or (math.inf if ps else 1.0)


@mistake(
    "perplexity",
    "This is the mean of 1 / p: take the geometric mean, by the mean of the logarithms.",
)
def mean_of_inverses(
    words: Sequence[str], counts: Counts, n: int, vocabulary: set[str], alpha: float
) -> float:
    ps = predicted(words, counts, n, vocabulary, alpha)
    return sum(1 / p if p else math.inf for p in ps) / len(ps) if ps else 1.0


@mistake("perplexity", "Words of probability 0 are left out: return infinity where there is one.")
def skips_unseen(
    words: Sequence[str], counts: Counts, n: int, vocabulary: set[str], alpha: float
) -> float:
    ps = [p for p in predicted(words, counts, n, vocabulary, alpha) if p]
    return math.exp(surprise(ps) / len(ps)) if ps else 1.0


@mistake(
    "perplexity",
    "A tiny number stands in for probability 0, and the perplexity becomes large: return infinity.",
)
def tiny_instead_of_zero(
    words: Sequence[str], counts: Counts, n: int, vocabulary: set[str], alpha: float
) -> float:
    ps = [max(p, 1e-12) for p in predicted(words, counts, n, vocabulary, alpha)]
    return math.exp(surprise(ps) / len(ps)) if ps else 1.0


@mistake(
    "perplexity",
    "The logarithm of 0 is an error in Python: look whether p is 0 first, and return infinity.",
)
def log_of_zero(
    words: Sequence[str], counts: Counts, n: int, vocabulary: set[str], alpha: float
) -> float:
    ps = predicted(words, counts, n, vocabulary, alpha)
    return math.exp(-sum(map(math.log, ps)) / len(ps)) if ps else 1.0


@mistake(
    "perplexity", "The product of many small numbers underflows to 0: add up logarithms instead."
)
def product_underflows(
    words: Sequence[str], counts: Counts, n: int, vocabulary: set[str], alpha: float
) -> float:
    product = math.prod(ps := predicted(words, counts, n, vocabulary, alpha))
    return float(product ** (-1 / len(ps))) if product and ps else math.inf if ps else 1.0


@mistake(
    "perplexity",
    "The last word of the text is not predicted: predict every word that has n - 1 words before "
    "it.",
)
def leaves_out_the_last(
    words: Sequence[str], counts: Counts, n: int, vocabulary: set[str], alpha: float
) -> float:
    ps = predicted(words, counts, n, vocabulary, alpha)[:-1]
    return math.exp(surprise(ps) / len(ps)) if ps else 1.0


@mistake("perplexity", "An n-gram that comes twice counts once here: count every word of the text.")
def each_ngram_once(
    words: Sequence[str], counts: Counts, n: int, vocabulary: set[str], alpha: float
) -> float:
    ps = [
        smooth(counts, gram[:-1], gram[-1], vocabulary, alpha)
        for gram in sorted(set(grams(words, n)))
    ]
    return math.exp(surprise(ps) / len(ps)) if ps else 1.0


@mistake(
    "perplexity", "The n-grams of the text overlap: go on word by word, not n words at a time."
)
def steps_of_n(
    words: Sequence[str], counts: Counts, n: int, vocabulary: set[str], alpha: float
) -> float:
    ps = predicted(words, counts, n, vocabulary, alpha)[::n]
    return math.exp(surprise(ps) / len(ps)) if ps else 1.0


@mistake(
    "perplexity",
    "The context is the n words before a word: take only the n - 1 words before it.",
)
def context_of_n_words(
    words: Sequence[str], counts: Counts, n: int, vocabulary: set[str], alpha: float
) -> float:
    ps = [
        smooth(counts, tuple(words[max(i - n, 0) : i]), words[i], vocabulary, alpha)
        for i in range(n - 1, len(words))
    ]
    return math.exp(surprise(ps) / len(ps)) if ps else 1.0


@mistake(
    "perplexity",
    "The first n - 1 words are predicted too, from too short a context: leave them out.",
)
def predicts_the_beginning(
    words: Sequence[str], counts: Counts, n: int, vocabulary: set[str], alpha: float
) -> float:
    ps = [
        smooth(counts, tuple(words[max(i - n + 1, 0) : i]), words[i], vocabulary, alpha)
        for i in range(len(words))
    ]
    return math.exp(surprise(ps) / len(ps)) if len(words) >= n else 1.0


@mistake(
    "perplexity",
    "Where nothing is predicted the mean is 0 / 0: return 1.0 before you divide.",
)
def mean_of_nothing(
    words: Sequence[str], counts: Counts, n: int, vocabulary: set[str], alpha: float
) -> float:
    ps = predicted(words, counts, n, vocabulary, alpha)
    return math.exp(surprise(ps) / len(ps))


@mistake(
    "perplexity",
    "Where nothing is predicted nothing is surprising: return 1.0 there, not infinity and not 0.",
)
def infinite_for_nothing(
    words: Sequence[str], counts: Counts, n: int, vocabulary: set[str], alpha: float
) -> float:
    ps = predicted(words, counts, n, vocabulary, alpha)
    return math.exp(surprise(ps) / len(ps)) if ps else math.inf


@mistake(
    "perplexity",
    "The text itself was counted into the model: judge it by the counts of other texts alone.",
)
def learns_the_text(
    words: Sequence[str], counts: Counts, n: int, vocabulary: set[str], alpha: float
) -> float:
    ps = predicted(words, Counter(counts) + Counter(grams(words, n)), n, vocabulary, alpha)
    return math.exp(surprise(ps) / len(ps)) if ps else 1.0


@mistake("perplexity", "alpha is not passed on, and 1 is added whatever alpha is: pass it on.")
def alpha_is_one(
    words: Sequence[str], counts: Counts, n: int, vocabulary: set[str], alpha: float
) -> float:
    ps = predicted(words, counts, n, vocabulary, 1.0)
    return math.exp(surprise(ps) / len(ps)) if ps else 1.0


@mistake(
    "perplexity",
    "The context is taken from behind each word: take the n - 1 words before it.",
)
def looks_ahead(
    words: Sequence[str], counts: Counts, n: int, vocabulary: set[str], alpha: float
) -> float:
    ps = [smooth(counts, gram[1:], gram[0], vocabulary, alpha) for gram in grams(words, n)]
    return math.exp(surprise(ps) / len(ps)) if ps else 1.0


@mistake(
    "perplexity",
    "You take the median: take the geometric mean, by the mean of the logarithms.",
)
def median(
    words: Sequence[str], counts: Counts, n: int, vocabulary: set[str], alpha: float
) -> float:
    ps = sorted(predicted(words, counts, n, vocabulary, alpha))
    return (1 / ps[len(ps) // 2] if ps[0] else math.inf) if ps else 1.0


@mistake("perplexity", "You divide by one too few: a text of m words has m - n + 1 predicted ones.")
def over_one_too_few(
    words: Sequence[str], counts: Counts, n: int, vocabulary: set[str], alpha: float
) -> float:
    ps = predicted(words, counts, n, vocabulary, alpha)
    return math.exp(surprise(ps) / max(len(ps) - 1, 1)) if ps else 1.0


@mistake(
    "perplexity",
    "You divide by one too many: take the mean over the predicted words and no other.",
)
def over_one_too_many(
    words: Sequence[str], counts: Counts, n: int, vocabulary: set[str], alpha: float
) -> float:
    ps = predicted(words, counts, n, vocabulary, alpha)
    return math.exp(surprise(ps) / (len(ps) + 1))


@mistake(
    "perplexity",
    "Where nothing is predicted you return 0: return 1.0, because no model is better than certain.",
)
def zero_for_nothing(
    words: Sequence[str], counts: Counts, n: int, vocabulary: set[str], alpha: float
) -> float:
    ps = predicted(words, counts, n, vocabulary, alpha)
    return math.exp(surprise(ps) / len(ps)) if ps else 0.0


@mistake("perplexity", "A large number stands for infinity: return math.inf.")
def large_for_infinite(
    words: Sequence[str], counts: Counts, n: int, vocabulary: set[str], alpha: float
) -> float:
    ps = predicted(words, counts, n, vocabulary, alpha)
    return (math.exp(surprise(ps) / len(ps)) if all(ps) else 1e308) if ps else 1.0


@mistake(
    "perplexity",
    "Where a word has probability 0 you return 0: return infinity, because that is as bad as can "
    "be.",
)
def zero_for_infinite(
    words: Sequence[str], counts: Counts, n: int, vocabulary: set[str], alpha: float
) -> float:
    ps = predicted(words, counts, n, vocabulary, alpha)
    return (math.exp(surprise(ps) / len(ps)) if all(ps) else 0.0) if ps else 1.0


@mistake("perplexity", "The probabilities are not smoothed: pass alpha on.")
def not_smoothed_at_all(
    words: Sequence[str], counts: Counts, n: int, vocabulary: set[str], alpha: float
) -> float:
    ps = predicted(words, counts, n, vocabulary, 0.0)
    return math.exp(surprise(ps) / len(ps)) if ps else 1.0


# --- most_likely_next


@mistake(
    "most_likely_next",
    "Capitals are ignored where words tie: sorted() puts a capital letter before all small ones.",
)
def alphabet_without_capitals(counts: Counts, context: Gram) -> str:
    found = after(counts, context)
    return min(found, key=lambda word: (-found[word], word.lower()), default="")


@mistake(
    "most_likely_next",
    "After an unseen context its end alone is looked up: all n - 1 words must agree, or the "
    "context was not seen.",
)
def likely_after_the_end(counts: Counts, context: Gram) -> str:
    found = after_the_end(counts, context)
    return min(found, key=lambda word: (-found[word], word), default="")


@mistake(
    "most_likely_next",
    "Of words that tie, the first that stood in the dictionary is returned: go by the alphabet.",
)
def first_seen_wins(counts: Counts, context: Gram) -> str:
    return max(found, key=lambda word: found[word]) if (found := after(counts, context)) else ""


@mistake(
    "most_likely_next",
    "Of words that tie, the last that stood in the dictionary is returned: go by the alphabet.",
)
def last_seen_wins(counts: Counts, context: Gram) -> str:
    found = dict(reversed(after(counts, context).items()))
    return max(found, key=lambda word: found[word]) if found else ""


@mistake(
    "most_likely_next",
    "Of words that tie, the alphabetically last is returned: return the first.",
)
def alphabetically_last(counts: Counts, context: Gram) -> str:
    return max((count, word) for word, count in {"": 0, **after(counts, context)}.items())[1]


@mistake("most_likely_next", "You return the least likely word: look for the largest count.")
def least_likely(counts: Counts, context: Gram) -> str:
    return min(((count, word) for word, count in after(counts, context).items()), default=(0, ""))[
        1
    ]


@mistake(
    "most_likely_next",
    "You return the alphabetically first follower, whatever its count: compare the counts first.",
)
def only_the_alphabet(counts: Counts, context: Gram) -> str:
    return min(after(counts, context), default="")


@mistake(
    "most_likely_next",
    "You return the most frequent word anywhere: take only n-grams that begin with the context.",
)
def likely_anywhere(counts: Counts, context: Gram) -> str:
    best = min(counts, key=lambda gram: (-counts[gram], gram), default=("",))
    return best[-1] if after(counts, context) else ""


@mistake("most_likely_next", "You return the whole n-gram: return its last word only.")
def favourite_ngram(counts: Counts, context: Gram) -> Gram | str:
    found = after(counts, context)
    return (*context, min(found, key=lambda word: (-found[word], word))) if found else ""


@mistake("most_likely_next", "You return the probability: return the word that has it.")
def probability_of_it(counts: Counts, context: Gram) -> float | str:
    return max(shares(after(counts, context)).values(), default="")


@mistake(
    "most_likely_next",
    "You return a pair, the word and its probability or count: return the word alone.",
)
def favourite_with_its_number(counts: Counts, context: Gram) -> tuple[str, float] | str:
    found = shares(after(counts, context))
    word = min(found, key=lambda word: (-found[word], word), default="")
    return (word, found[word]) if found else ""


@mistake(
    "most_likely_next",
    "After an unseen context there is nothing to take the maximum of: return the empty text.",
)
def maximum_of_nothing(counts: Counts, context: Gram) -> str:
    found = after(counts, context)
    return min(found, key=lambda word: (-found[word], word))


@mistake(
    "most_likely_next",
    "After an unseen context the most frequent word of all is returned: return the empty text.",
)
def falls_back(counts: Counts, context: Gram) -> str:
    found = after(counts, context) or {gram[-1]: count for gram, count in counts.items()}
    return min(found, key=lambda word: (-found[word], word), default="")


@mistake("most_likely_next", "After an unseen context you return None: return the empty text.")
def none_if_unseen(counts: Counts, context: Gram) -> str | None:
    found = after(counts, context)
    return min(found, key=lambda word: (-found[word], word)) if found else None


@mistake(
    "most_likely_next",
    "Counts are compared as text, so that 9 is more than 10: compare them as numbers.",
)
def compares_text(counts: Counts, context: Gram) -> str:
    found = after(counts, context)
    return max(sorted(found), key=lambda word: str(found[word]), default="")


@mistake("most_likely_next", "The favourite was taken out of the counts: leave them as they were.")
def takes_it_out(counts: Counts, context: Gram) -> str:
    found = after(counts, context)
    best = min(found, key=lambda word: (-found[word], word), default="")
    counts.pop((*context, best), None)
    return best


@mistake(
    "most_likely_next",
    "Probabilities are rounded before they are compared, so that near ones tie: compare them "
    "as they are.",
)
def rounds_first(counts: Counts, context: Gram) -> str:
    found = {word: round(p, 1) for word, p in shares(after(counts, context)).items()}
    return min(found, key=lambda word: (-found[word], word), default="")


@mistake(
    "most_likely_next",
    "After an unseen context you return a mark for the unknown: return the empty text.",
)
def unknown_mark(counts: Counts, context: Gram) -> str:
    found = after(counts, context)
    return min(found, key=lambda word: (-found[word], word), default="<unk>")


# --- sample_next


@mistake(
    "sample_next",
    "Words are laid out without regard to capitals: sorted() puts a capital letter before all "
    "small ones.",
)
def laid_out_without_capitals(counts: Counts, context: Gram, rng: Random) -> str:
    found = after(counts, context)
    words = sorted(found, key=str.lower)
    return drawn(words, [found[word] for word in words], rng.random_sample())


@mistake(
    "sample_next",
    "After an unseen context its end alone is looked up: all n - 1 words must agree, or the "
    "context was not seen.",
)
def draws_after_the_end(counts: Counts, context: Gram, rng: Random) -> str:
    found = dict(sorted(after_the_end(counts, context).items()))
    return drawn(list(found), list(found.values()), rng.random_sample()) if found else ""


@mistake(
    "sample_next",
    "The words are laid out as they stand in the dictionary: lay them out by the alphabet.",
)
def order_of_the_dictionary(counts: Counts, context: Gram, rng: Random) -> str:
    found = after(counts, context)
    return drawn(list(found), list(found.values()), rng.random_sample())


@mistake(
    "sample_next", "The words are laid out from the most probable on: lay them out by the alphabet."
)
def most_probable_first(counts: Counts, context: Gram, rng: Random) -> str:
    found = after(counts, context)
    words = sorted(found, key=lambda word: (-found[word], word))
    return drawn(words, [found[word] for word in words], rng.random_sample())


@mistake(
    "sample_next",
    "The words are laid out from the least probable on: lay them out by the alphabet.",
)
def least_probable_first(counts: Counts, context: Gram, rng: Random) -> str:
    found = after(counts, context)
    words = sorted(found, key=lambda word: (found[word], word))
    return drawn(words, [found[word] for word in words], rng.random_sample())


@mistake(
    "sample_next",
    "The words are laid out from the other end: go up the alphabet, and compare with the draw, "
    "not with 1 minus it.",
)
def alphabet_backwards(counts: Counts, context: Gram, rng: Random) -> str:
    found = dict(sorted(after(counts, context).items(), reverse=True))
    return drawn(list(found), list(found.values()), rng.random_sample())


@mistake(
    "sample_next",
    "All followers are drawn equally often: give each as much room as it is probable.",
)
def evenly(counts: Counts, context: Gram, rng: Random) -> str:
    words = sorted(after(counts, context))
    return drawn(words, [1.0] * len(words), rng.random_sample())


@mistake(
    "sample_next",
    "You return the most likely word always: draw one at random with its probability.",
)
def never_draws(counts: Counts, context: Gram, rng: Random) -> str:
    found = after(counts, context)
    return min(found, key=lambda word: (-found[word], word), default="")


@mistake("sample_next", "The context is not looked at: draw among the words that followed it.")
def draws_from_all(counts: Counts, context: Gram, rng: Random) -> str:
    numbers: Counter[str] = Counter()
    for gram, count in counts.items():
        numbers[gram[-1]] += count
    words = sorted(numbers) if after(counts, context) else []
    return drawn(words, [numbers[word] for word in words], rng.random_sample())


@mistake(
    "sample_next",
    "A new number is drawn for every word: draw once, before the loop over the words.",
)
def draws_for_each_word(counts: Counts, context: Gram, rng: Random) -> str:
    found = dict(sorted(shares(after(counts, context)).items()))
    reached = zip(found, np.cumsum(list(found.values())), strict=True)
    return next(
        (word for word, place in reached if place > rng.random_sample()), max(found, default="")
    )


@mistake(
    "sample_next",
    "The number is drawn from NumPy's own generator: draw it from the rng that is given.",
)
def own_random_numbers(counts: Counts, context: Gram, rng: Random) -> str:
    found = dict(sorted(after(counts, context).items()))
    return drawn(list(found), list(found.values()), np.random.RandomState(0).random_sample())


@mistake(
    "sample_next",
    "Two numbers are drawn and one is used: draw once, so that the next draw is the next number.",
)
def draws_twice(counts: Counts, context: Gram, rng: Random) -> str:
    found = dict(sorted(after(counts, context).items()))
    draw = rng.random_sample()
    rng.random_sample()
    return drawn(list(found), list(found.values()), draw)


@mistake(
    "sample_next",
    "The generator is seeded anew, so that every draw is the same: draw from rng as it comes.",
)
def seeds_again(counts: Counts, context: Gram, rng: Random) -> str:
    found = dict(sorted(after(counts, context).items()))
    rng.seed(0)
    return drawn(list(found), list(found.values()), rng.random_sample())


@mistake(
    "sample_next",
    "The first word that is more probable than the draw is returned: compare the sum so far "
    "with it.",
)
def no_sum(counts: Counts, context: Gram, rng: Random) -> str:
    draw, found = rng.random_sample(), dict(sorted(shares(after(counts, context)).items()))
    return next((word for word, p in found.items() if p > draw), max(found, default=""))


@mistake(
    "sample_next",
    "The sum is compared before the word's own probability is added: add first, then compare.",
)
def one_word_late(counts: Counts, context: Gram, rng: Random) -> str:
    words = sorted(found := after(counts, context))
    word = drawn(words, [found[word] for word in words], rng.random_sample())
    return words[min(words.index(word) + 1, len(words) - 1)] if words else ""


@mistake(
    "sample_next",
    "A draw that is equal to the sum goes to the word itself: let it go to the next, because the "
    "sum must exceed the draw.",
)
def border_to_the_left(counts: Counts, context: Gram, rng: Random) -> str:
    found = dict(sorted(after(counts, context).items()))
    return drawn(list(found), list(found.values()), np.nextafter(rng.random_sample(), 0))


@mistake(
    "sample_next", "After an unseen context there is nothing to draw from: return the empty text."
)
def last_of_nothing(counts: Counts, context: Gram, rng: Random) -> str:
    found = dict(sorted(after(counts, context).items()))
    return drawn(list(found), list(found.values()), rng.random_sample()) or list(found)[-1]


@mistake("sample_next", "What was drawn is taken out of the counts: leave them as they were.")
def without_putting_back(counts: Counts, context: Gram, rng: Random) -> str:
    found = dict(sorted(after(counts, context).items()))
    word = drawn(list(found), list(found.values()), rng.random_sample())
    counts.pop((*context, word), None)
    return word


@mistake(
    "sample_next",
    "The probabilities are not given to the choice: pass them as p, or every word is equally "
    "likely.",
)
def choice_without_p(counts: Counts, context: Gram, rng: Random) -> str:
    words = sorted(after(counts, context))
    return str(rng.choice(words)) if words else ""


@mistake(
    "sample_next", "A whole number was drawn: draw u = rng.random_sample(), a number from 0 to 1."
)
def whole_numbers(counts: Counts, context: Gram, rng: Random) -> str:
    found = dict(sorted(after(counts, context).items()))
    total = sum(found.values())
    return (
        drawn(list(found), list(found.values()), rng.randint(total, dtype=np.int64) / total)
        if found
        else ""
    )


@mistake("sample_next", "You draw a number for each word: draw one number for all of them.")
def noise_on_logarithms(counts: Counts, context: Gram, rng: Random) -> str:
    found = dict(sorted(shares(after(counts, context)).items()))
    noisy = {
        word: math.log(p) - math.log(-math.log(rng.random_sample())) for word, p in found.items()
    }
    return max(noisy, key=lambda word: noisy[word], default="")


@mistake(
    "sample_next",
    "You draw with rng.multinomial, which uses rng in another way: draw u = rng.random_sample() "
    "once.",
)
def multinomial(counts: Counts, context: Gram, rng: Random) -> str:
    found = dict(sorted(shares(after(counts, context)).items()))
    return list(found)[int(rng.multinomial(1, list(found.values())).argmax())] if found else ""


@mistake(
    "sample_next",
    "You return the word before the right one: return the one whose own probability makes the sum "
    "exceed u.",
)
def one_word_early(counts: Counts, context: Gram, rng: Random) -> str:
    words = sorted(found := after(counts, context))
    word = drawn(words, [found[word] for word in words], rng.random_sample())
    return words[max(words.index(word) - 1, 0)] if words else ""


@mistake("sample_next", "After an unseen context you return None: return the empty text.")
def nothing_for_unseen(counts: Counts, context: Gram, rng: Random) -> str | None:
    found = dict(sorted(after(counts, context).items()))
    return drawn(list(found), list(found.values()), rng.random_sample()) if found else None
