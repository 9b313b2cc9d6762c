"""What counting words can guess, and how soon there is nothing left to count."""

from collections.abc import Callable, Iterable, Sequence
from itertools import product
from typing import Any

import numpy as np

from kata_runner import Table, data, experiment, figure, probe

Gram = tuple[str, ...]
Counts = dict[Gram, int]
Row = list[Any]
Random = np.random.RandomState

# Words as texts have them. Of the first, which stand in different orders in different alphabets,
# two each differ in nothing but a capital letter, an apostrophe, a hyphen, a full stop, an accent,
# a letter that is no ASCII, or a digit: they are there to be counted. The last stand in one order
# in all alphabets.
PAIRS = (
    "The",
    "the",
    "ain't",
    "aint",
    "well-read",
    "wellread",
    "Mr.",
    "Mr",
    "café",
    "cafe",
    "naïve",
    "nave",
    "b2",
    "b",
)
TEXT = ("The", "the", ".", "ain't", "aint", "well-read")
WORDS = ("Ain't", ".", "well-read", "naïve", "b2", "fox")
# rng.random_sample() is one of the multiples of 1 / PLACES: counts that add up to it hit it exactly
PLACES = 1 << 53
ALPHAS = [1.0, 0.1, 0.01, 0.0]


# --- Texts and counts made at random


def random_text(rng: Random, size: int, words: Sequence[str] = TEXT) -> list[str]:
    """So many of these words, in any order."""
    return [words[number] for number in rng.randint(len(words), size=size)]


def random_counts(rng: Random, contexts: Sequence[Gram], words: Sequence[str]) -> Counts:
    """Counts of n-grams in no order: each context is followed by all of these words but one."""
    grams = [(*context, word) for context in contexts for word in words]
    unseen = rng.randint(len(words), size=len(contexts)) + len(words) * np.arange(len(contexts))
    numbers = rng.randint(1, 10, size=len(grams)).tolist()
    return {
        grams[place]: numbers[place]
        for place in rng.permutation(len(grams)).tolist()
        if place not in unseen
    }


def contexts(n: int, words: Sequence[str]) -> list[Gram]:
    """All contexts of an n-gram over these words."""
    return list(product(words, repeat=n - 1))


def contexts_with_a_stranger(n: int, word: str) -> list[Gram]:
    """Contexts of an n-gram that repeat a word, but for "owl" at one place, each place in turn."""
    return [
        (*[word] * place, "owl", *[word] * (n - 2 - place)) for place in range(n - 1)
    ]


def unseen_contexts(rng: Random) -> list[tuple[str, Counts, Gram]]:
    """A name, counts, and a context that is not among them, several times."""
    counts = random_counts(rng, contexts(2, WORDS[:2]), WORDS[:3])
    cases = [(counts, ("owl",)), (counts, (WORDS[2],)), ({}, (WORDS[0],)), ({}, ())]
    for n in (3, 4):
        longer = random_counts(rng, contexts(n, WORDS[:2]), WORDS[:3])
        cases += [(longer, context) for context in contexts_with_a_stranger(n, WORDS[0])]
    return [
        (f"{tell(context)} of {len(given)} n-grams", dict(given), context)
        for given, context in cases
    ]


def walk(rng: Random, counts: Counts, size: int) -> list[str]:
    """A text in which every pair of neighbours was counted."""
    text = [TEXT[0]]
    while len(text) < size:
        followers = sorted(gram[1] for gram in counts if gram[0] == text[-1])
        text.append(followers[rng.randint(len(followers))])
    return text


def tell(gram: object) -> str:
    """A tuple of words as Python shows it, without the quotes; anything else as it is."""
    if not isinstance(gram, tuple):
        return str(gram)
    return f"({', '.join(map(str, gram))}{',' * (len(gram) == 1)})"


# --- count_ngrams


@probe(points=3, lesson="Sliding along")
def keys_are_tuples(impl: Any, rng: Random) -> Table:
    """The keys of count_ngrams are tuples of n words, also for n = 1: so many of the text's n-grams
    are among them.
    """
    words = random_text(rng, 9, ("elk", "fox", "owl"))
    rows = []
    for n in (1, 2, 3, 4):
        grams = {tuple(words[place : place + n]) for place in range(len(words) - n + 1)}
        counts = impl.count_ngrams(list(words), n)
        rows.append([n, len(grams), sum(gram in counts for gram in grams)])
    return Table(["n", "n-grams", "among the keys"], rows)


@probe(points=6, needs=[keys_are_tuples], lesson="Sliding along")
def how_often_each_occurs(impl: Any, rng: Random) -> Table:
    """count_ngrams counts how often each run of n neighbouring words occurs, from the first word to
    the last.
    """
    every = [".", *PAIRS]
    counts = impl.count_ngrams(rng.permutation([*every, *PAIRS[::2]]).tolist(), 1)
    rows = [[tell((word,)), counts.get((word,), 0)] for word in every]
    for n, words in [(2, TEXT[:4]), (3, TEXT[:3])]:
        once = [TEXT[0], words[-1], TEXT[1]]  # only in this order, so that no other order will do
        text = [*random_text(rng, 7, words[:-1]), *once, *random_text(rng, 7, words[:-1])]
        counts = impl.count_ngrams(text, n)
        rows += [[tell(gram), counts.get(gram, 0)] for gram in product(words, repeat=n)]
    return Table(["n-gram", "count"], rows)


@probe(points=2, needs=[keys_are_tuples, how_often_each_occurs], lesson="Sliding along")
def runs_that_overlap(impl: Any, rng: Random) -> Table:
    """One word again and again: each of these n-grams begins before the one before it has ended."""
    size, word = int(rng.randint(5, 9)), TEXT[rng.randint(len(TEXT))]
    rows = [[n, impl.count_ngrams([word] * size, n).get((word,) * n, 0)] for n in (1, 2, 3, 4)]
    return Table(["n", "count"], rows)


@probe(points=3, needs=[keys_are_tuples, how_often_each_occurs], lesson="Sliding along")
def texts_too_short(impl: Any, rng: Random) -> Table:
    """A text of n words has one n-gram, a shorter text has none, and what does not occur is not in
    the dictionary.
    """
    sizes = [(0, 1), (0, 2), (1, 1), (1, 2), (2, 2), (2, 3), (2, 5), (3, 3), (4, 4), (5, 4)]
    rows = [
        [f"{size} words, n = {n}", len(impl.count_ngrams(list(TEXT[:size]), n))]
        for size, n in sizes
    ]
    return Table(["text", "entries"], rows)


@probe(
    points=1,
    needs=[keys_are_tuples, how_often_each_occurs, texts_too_short],
    lesson="Sliding along",
)
def counts_begin_anew(impl: Any, rng: Random) -> Table:
    """count_ngrams begins each count at zero and keeps earlier answers as they were."""
    words, others = random_text(rng, 8, TEXT[:2]), [*random_text(rng, 7, TEXT[:3]), TEXT[2]]
    grams = list(product(TEXT[:3], repeat=2))
    first = impl.count_ngrams(list(words), 2)
    impl.count_ngrams(others, 2)
    # read now: the words once more would make a dictionary that is shared what it was at first
    kept = [first.get(gram, 0) for gram in grams], len(first)
    again = impl.count_ngrams(words, 2)
    rows = [[tell(gram), k, again.get(gram, 0)] for gram, k in zip(grams, kept[0], strict=True)]
    return Table(["of", "first", "again"], [*rows, ["all n-grams", kept[1], len(again)]])


# --- next_word_probabilities


def shares(
    impl: Any, rng: Random, n: int, before: Sequence[str], words: Sequence[str]
) -> list[Row]:
    """The probability of each word after each context, a row each."""
    counts = random_counts(rng, contexts(n, before), words)
    rows = []
    for context in contexts(n, before):
        found = impl.next_word_probabilities(dict(counts), context)
        rows += [[f"{word} after {tell(context)}", found.get(word, 0.0)] for word in words]
    return rows


def pairs_apart(rng: Random, words: Sequence[str]) -> Counts:
    """Counts in which each of PAIRS is followed by two of these words, and by others than the word
    it differs from.
    """
    numbers = rng.permutation(np.arange(1, 2 * len(PAIRS) + 1)).tolist()
    counts: Counts = {}
    for place, context in enumerate(PAIRS):
        for more in (0, 1):
            counts[context, words[(2 * place + more) % len(words)]] = numbers[2 * place + more]
    return counts


@probe(points=5, lesson="The problem")
def shares_after_a_word(impl: Any, rng: Random) -> Table:
    """next_word_probabilities gives every word its share of all that followed the context, here one
    word.
    """
    rows, counts = shares(impl, rng, 2, TEXT[:4], TEXT), pairs_apart(rng, PAIRS)
    for context, word in counts:
        found = impl.next_word_probabilities(dict(counts), (context,))
        rows.append([f"{word} after ({context},) of all", found.get(word, 0.0)])
    return Table(["word", "probability"], rows)


@probe(points=3, needs=[shares_after_a_word], lesson="The problem")
def shares_after_other_contexts(impl: Any, rng: Random) -> Table:
    """The context is all of an n-gram but its last word: no word at all for n = 1, two for n = 3,
    three for n = 4.
    """
    rows = shares(impl, rng, 1, TEXT[:2], TEXT) + shares(impl, rng, 3, TEXT[:2], TEXT[:3])
    return Table(["word", "probability"], rows + shares(impl, rng, 4, TEXT[:2], TEXT[:3]))


@probe(points=4, needs=[shares_after_a_word], lesson="The problem")
def only_what_followed(impl: Any, rng: Random) -> Table:
    """Only words that followed the context are in the dictionary, and after an unseen context it is
    empty.
    """
    counts = random_counts(rng, contexts(2, TEXT[:3]), TEXT[:4])
    rows = []
    for context in [*contexts(2, TEXT[:4]), ("THE",)]:
        words = impl.next_word_probabilities(dict(counts), context)
        rows.append([tell(context), ", ".join(sorted(map(str, words)))])
    for n in (3, 4):
        longer = random_counts(rng, contexts(n, TEXT[:2]), TEXT[:3])
        for context in contexts_with_a_stranger(n, TEXT[0]):
            words = impl.next_word_probabilities(dict(longer), context)
            rows.append([tell(context), ", ".join(sorted(map(str, words)))])
    return Table(
        ["context", "words"],
        [*rows, ["no counts", ", ".join(impl.next_word_probabilities({}, (TEXT[0],)))]],
    )


@probe(points=1, needs=[shares_after_a_word], lesson="The problem")
def shares_of_these_counts(impl: Any, rng: Random) -> Table:
    """next_word_probabilities uses the counts it is given, not earlier ones."""
    counts = random_counts(rng, contexts(2, TEXT[:2]), TEXT[:3])
    others = random_counts(rng, contexts(2, TEXT[:2]), TEXT[2:5])
    context = TEXT[:1]
    first = impl.next_word_probabilities(dict(counts), context)
    impl.next_word_probabilities(others, context)
    # read now: the counts once more would make a dictionary that is shared what it was at first
    kept = [first.get(word, 0.0) for word in TEXT[:3]]
    again = impl.next_word_probabilities(counts, context)
    return Table(
        ["of", "first", "again"],
        [[word, p, again.get(word, 0.0)] for word, p in zip(TEXT[:3], kept, strict=True)],
    )


SHARES = [
    shares_after_a_word,
    shares_after_other_contexts,
    only_what_followed,
    shares_of_these_counts,
]


# --- smoothed_probability


def smoothed(
    impl: Any, rng: Random, alphas: Sequence[float], n: int = 2, after: Sequence[Gram] = ()
) -> Table:
    """The smoothed probability of every word, whatever was counted: a row for each, context and
    alpha.
    """
    counts = random_counts(rng, contexts(n, TEXT[:2]), TEXT[:5])
    rows = []
    for alpha in alphas:
        for context in after or contexts(n, TEXT[:2]):
            for word in TEXT:
                p = impl.smoothed_probability(dict(counts), context, word, set(TEXT), alpha)
                rows.append([f"{word} after {tell(context)}, alpha = {alpha:g}", p])
    return Table(["word", "probability"], rows)


@probe(points=5, lesson="Smoothing")
def smoothing_adds_one(impl: Any, rng: Random) -> Table:
    """With alpha = 1 every word of the vocabulary counts once more than it was counted, and the
    shares add up to 1.
    """
    counts, rows = pairs_apart(rng, PAIRS), []
    for context, word in counts:
        p = impl.smoothed_probability(dict(counts), (context,), word, set(PAIRS), 1.0)
        rows.append([f"{word} after ({context},) of all", p])
    return Table.stack([smoothed(impl, rng, [1.0]), Table(["word", "probability"], rows)])


@probe(points=4, needs=[smoothing_adds_one], lesson="Smoothing")
def smoothing_adds_alpha(impl: Any, rng: Random) -> Table:
    """Any alpha is added: to the count of the word, and once for every word of the vocabulary to
    the sum below.
    """
    return smoothed(impl, rng, [0.5, 0.01, float(rng.uniform(2, 20))])


@probe(points=3, needs=[smoothing_adds_alpha], lesson="Smoothing")
def no_smoothing(impl: Any, rng: Random) -> Table:
    """With alpha = 0 nothing is added: the share as it was counted, and 0.0 for a word that never
    followed.
    """
    return smoothed(impl, rng, [0.0])


@probe(points=2, needs=[smoothing_adds_alpha], lesson="Smoothing")
def smoothing_after_other_contexts(impl: Any, rng: Random) -> Table:
    """Smoothing is the same for n-grams of any n: after no word at all for n = 1, after two words
    for n = 3.
    """
    return Table.stack(smoothed(impl, rng, [0.5], n) for n in (1, 3))


@probe(points=3, needs=[smoothing_adds_alpha], lesson="Smoothing")
def smoothing_where_nothing_was_seen(impl: Any, rng: Random) -> Table:
    """After a context that was never seen all words of the vocabulary are equally probable, for
    every alpha above 0.
    """
    return Table.stack(
        [
            smoothed(impl, rng, [1.0, 0.1], after=[("ain't",), ("owl",)]),
            *(
                smoothed(impl, rng, [0.5], n, contexts_with_a_stranger(n, TEXT[0]))
                for n in (3, 4)
            ),
        ]
    )


@probe(points=2, needs=[no_smoothing, smoothing_where_nothing_was_seen], lesson="Smoothing")
def nothing_seen_and_no_smoothing(impl: Any, rng: Random) -> Table:
    """After a context that was never seen, and with alpha = 0, there is 0 / 0: the probability is
    0.0.
    """
    return smoothed(impl, rng, [0.0], after=[("ain't",)])


@probe(points=2, needs=[smoothing_adds_one], lesson="Smoothing")
def words_outside_the_vocabulary(impl: Any, rng: Random) -> Table:
    """The vocabulary shares all of the probability among its own words: any other word gets 0.0."""
    counts = random_counts(rng, contexts(2, TEXT[:2]), TEXT[:4])
    rows = []
    for word, context, alpha in product(
        ["owl", "THE"], [*contexts(2, TEXT[:2]), ("owl",)], [1.0, 0.1]
    ):
        p = impl.smoothed_probability(dict(counts), context, word, set(TEXT), alpha)
        rows.append([f"{word} after {tell(context)}, alpha = {alpha:g}", p])
    for known, unknown in zip(
        (*PAIRS[::2], *PAIRS[1::2]), (*PAIRS[1::2], *PAIRS[::2]), strict=True
    ):
        p = impl.smoothed_probability({(known, known): 2}, (known,), unknown, {known}, 1.0)
        rows.append([f"{unknown} where only {known} is known", p])
    return Table(["word", "probability"], rows)


@probe(points=1, needs=[smoothing_adds_alpha, smoothing_where_nothing_was_seen], lesson="Smoothing")
def vocabularies_of_one_word(impl: Any, rng: Random) -> Table:
    """In a vocabulary of one word that word is certain, seen or not."""
    rows = []
    for count, alpha in product([0, 1, int(rng.randint(2, 10))], [1.0, 0.5]):
        counts = {("The", "The"): count} if count else {}
        p = impl.smoothed_probability(counts, ("The",), "The", {"The"}, alpha)
        rows.append([f"seen {count} times, alpha = {alpha:g}", p])
    return Table(["word", "probability"], rows)


@probe(points=1, needs=[smoothing_adds_alpha], lesson="Smoothing")
def smoothing_of_these_counts(impl: Any, rng: Random) -> Table:
    """smoothed_probability uses the counts and the vocabulary it is given, not earlier ones."""
    counts, others = (random_counts(rng, contexts(2, TEXT[:2]), TEXT[:3]) for _ in range(2))
    answers = []
    for given, known in [
        (dict(counts), set(TEXT)),
        (others, set(TEXT[:2])),
        (dict(counts), set(TEXT)),
    ]:
        answers.append(impl.smoothed_probability(given, TEXT[:1], TEXT[1], known, 1.0))
        impl.smoothed_probability(given, ("owl",), TEXT[1], known, 1.0)
    return Table(
        ["of", "first", "again"], [[f"{TEXT[1]} after {tell(TEXT[:1])}", answers[0], answers[2]]]
    )


SMOOTHING = [
    smoothing_adds_alpha,
    smoothing_after_other_contexts,
    smoothing_where_nothing_was_seen,
    smoothing_of_these_counts,
]


# --- perplexity


def perplexities(
    impl: Any, rng: Random, n: int, texts: Iterable[Sequence[str]], alpha: float = 0.5
) -> list[Row]:
    """The perplexity of every text by the same random counts, a row each."""
    counts = random_counts(rng, contexts(n, TEXT[:3]), TEXT[:4])
    return [
        [
            f"{' '.join(text[:6]) or 'no words'}{' ...' * (len(text) > 6)}, n = {n}",
            impl.perplexity(list(text), dict(counts), n, set(TEXT), alpha),
        ]
        for text in texts
    ]


@probe(points=2, lesson="Perplexity")
def nothing_to_predict(impl: Any, rng: Random) -> Table:
    """Where no word has n - 1 words before it nothing is predicted, and the perplexity is 1.0."""
    rows = []
    for n in (1, 2, 3):
        texts = [random_text(rng, size) for size in range(n)]
        rows += perplexities(impl, rng, n, texts) + perplexities(impl, rng, n, texts, alpha=0.0)
    return Table(["text", "perplexity"], rows)


@probe(points=3, needs=SMOOTHING, lesson="Perplexity")
def one_predicted_word(impl: Any, rng: Random) -> Table:
    """The perplexity of one predicted word is 1 over its smoothed probability."""
    rows, counts = perplexities(impl, rng, 1, [[word] for word in TEXT]), pairs_apart(rng, PAIRS)
    rows += [
        [f"{' '.join(pair)}, n = 2", impl.perplexity(list(pair), dict(counts), 2, set(PAIRS), 0.5)]
        for pair in counts
    ]
    return Table(["text", "perplexity"], rows)


@probe(points=4, needs=[one_predicted_word, *SMOOTHING], lesson="Perplexity")
def several_predicted_words(impl: Any, rng: Random) -> Table:
    """The perplexity of several words is the geometric mean of those of each: exp of minus the mean
    of log p.
    """
    return Table(
        ["text", "perplexity"],
        perplexities(impl, rng, 1, [random_text(rng, size) for size in (2, 3, 5, 8)]),
    )


@probe(points=4, needs=[several_predicted_words, *SMOOTHING], lesson="Perplexity")
def words_that_are_predicted(impl: Any, rng: Random) -> Table:
    """Every word that has n - 1 words before it is predicted from these; the first n - 1 are not,
    and do not count.
    """
    rows = perplexities(impl, rng, 2, [random_text(rng, size) for size in (2, 3, 7)])
    rows += perplexities(impl, rng, 3, [random_text(rng, size) for size in (3, 6)])
    for n in (2, 3):  # of an unknown word no probability is asked for here
        rows += perplexities(impl, rng, n, [["owl"] * (n - 1) + random_text(rng, 3)])
        p = impl.perplexity(random_text(rng, n), {}, n, set(TEXT), 0.5)
        rows.append([f"{n} words and no counts, n = {n}", p])
    return Table(["text", "perplexity"], rows)


@probe(
    points=4,
    needs=[words_that_are_predicted, nothing_seen_and_no_smoothing, words_outside_the_vocabulary],
    lesson="Perplexity",
)
def unseen_is_infinite(impl: Any, rng: Random) -> Table:
    """One word of probability zero, unseen without smoothing or outside the vocabulary, makes
    perplexity infinite.
    """
    counts = random_counts(rng, contexts(2, TEXT[:4]), TEXT[:4])
    seen, (never, nor) = walk(rng, counts, 7), TEXT[4:]
    texts = {
        "all pairs seen": seen,
        "last pair unseen": [*seen, never],
        "first pair unseen": [never, *seen],
        "all pairs unseen": [never, nor, never],
        "last word unknown but for its case": [*seen, "THE"],
        "last word unknown": [*seen, "owl"],
    }
    rows = []
    for (name, text), alpha in product(texts.items(), [0.0, 0.5]):
        p = impl.perplexity(list(text), dict(counts), 2, set(TEXT), alpha)
        rows.append([f"{name}, alpha = {alpha:g}", p])
    return Table(["text", "perplexity"], rows)


@probe(points=3, needs=[several_predicted_words, *SMOOTHING], lesson="Perplexity")
def long_texts(impl: Any, rng: Random) -> Table:
    """However long the text, its perplexity is a number of ordinary size: nothing underflows on the
    way.
    """
    texts = [
        random_text(rng, 60),
        [*random_text(rng, 20, TEXT[:4]), *random_text(rng, 60, TEXT[4:])],
    ]
    return Table(["text", "perplexity"], perplexities(impl, rng, 1, texts, alpha=1e-8))


@probe(points=1, needs=[words_that_are_predicted, *SMOOTHING], lesson="Perplexity")
def perplexity_of_these_counts(impl: Any, rng: Random) -> Table:
    """perplexity uses the words, counts and vocabulary it is given, not earlier ones."""
    counts, others = (random_counts(rng, contexts(2, TEXT[:2]), TEXT[:3]) for _ in range(2))
    words = random_text(rng, 5, TEXT[:3])
    impl.perplexity(
        [TEXT[0], TEXT[5]], dict(counts), 2, set(TEXT), 0.0
    )  # infinite, and that ends it early
    first = impl.perplexity(list(words), dict(counts), 2, set(TEXT), 0.5)
    impl.perplexity(list(words), others, 2, set(TEXT[:3]), 0.25)
    again = impl.perplexity(words, counts, 2, set(TEXT), 0.5)
    return Table(["of", "first", "again"], [["perplexity", first, again]])


# --- most_likely_next


@probe(points=2, needs=SHARES, lesson="Guessing on")
def nothing_to_choose(impl: Any, rng: Random) -> Table:
    """After a context that was never seen most_likely_next returns the empty text."""
    return Table(
        ["context", "word"],
        [
            [name, impl.most_likely_next(counts, context)]
            for name, counts, context in unseen_contexts(rng)
        ],
    )


@probe(points=4, needs=SHARES, lesson="Guessing on")
def clear_favourites(impl: Any, rng: Random) -> Table:
    """most_likely_next returns the word that followed most often, wherever it stands, and if only
    by one.
    """
    counts = random_counts(rng, contexts(2, TEXT[:5]), WORDS[:5])
    favourites: Counts = {
        (context, word): int(rng.randint(10, 20))
        for context, word in zip(TEXT, rng.permutation(WORDS[:5]).tolist(), strict=False)
    }
    counts |= favourites
    many = int(rng.randint(1000, 2000))
    counts |= {
        (TEXT[5], WORDS[0]): many,
        (TEXT[5], WORDS[3]): many + 1,
        (TEXT[5], WORDS[2]): many - 1,
    }
    rows = [
        [tell(context), impl.most_likely_next(dict(counts), context)]
        for context in contexts(2, TEXT)
    ]
    apart = pairs_apart(rng, WORDS)
    rows += [[f"({word},) of all", impl.most_likely_next(dict(apart), (word,))] for word in PAIRS]
    rows += [
        [f"nothing but {word}", impl.most_likely_next({("owl", word): 3}, ("owl",))]
        for word in PAIRS
    ]
    return Table(["context", "word"], rows)


@probe(points=3, needs=[clear_favourites, *SHARES], lesson="Guessing on")
def ties(impl: Any, rng: Random) -> Table:
    """Of words that followed equally often, and more often than any other, the alphabetically first
    is returned.
    """
    most = int(rng.randint(4, 10))
    rows = []
    for numbers in [(most, most, 1), (1, most, most), (most, 2, most), (most, most, most)]:
        words = sorted(rng.permutation(WORDS)[:3].tolist())
        entries = [(("owl", word), number) for word, number in zip(words, numbers, strict=True)]
        for order in (entries, entries[::-1]):
            counted = ", ".join(f"{word} {number}" for (_, word), number in order)
            rows.append([counted, impl.most_likely_next(dict(order), ("owl",))])
    for pair in (("Zoo", "apple"), ("apple", "Zoo")):  # sorted() has capital letters first
        counts = {("owl", word): most for word in pair}
        rows.append([f"{' and '.join(pair)} {most}", impl.most_likely_next(counts, ("owl",))])
    return Table(["counted", "word"], rows)


@probe(points=2, needs=[clear_favourites, ties, *SHARES], lesson="Guessing on")
def favourites_after_other_contexts(impl: Any, rng: Random) -> Table:
    """most_likely_next works for every n, after no word at all too."""
    rows = []
    for n in (1, 3):
        for _ in range(2):
            counts = random_counts(rng, contexts(n, TEXT[:2]), WORDS[:4])
            rows += [[f"what follows {tell(context)}", impl.most_likely_next(dict(counts), context)]
                     for context in contexts(n, TEXT[:2])]  # fmt: skip
    return Table(["of", "word"], rows)


# --- sample_next


def first_draw(rng: Random, seed: int) -> float:
    """The number that rng draws next, and rng as if it had not been drawn."""
    rng.seed(seed)
    draw = rng.random_sample()
    rng.seed(seed)
    return float(draw)


@probe(points=2, needs=SHARES, lesson="Guessing on")
def nothing_to_draw(impl: Any, rng: Random) -> Table:
    """After a context that was never seen sample_next returns the empty text."""
    return Table(
        ["context", "word"],
        [
            [name, impl.sample_next(counts, context, rng)]
            for name, counts, context in unseen_contexts(rng)
        ],
    )


@probe(points=5, needs=SHARES, lesson="Guessing on")
def where_a_draw_falls(impl: Any, rng: Random) -> Table:
    """sample_next adds up probabilities by the alphabet and returns the word at which the sum
    exceeds the draw.
    """
    counts = random_counts(rng, contexts(2, TEXT[:3]), WORDS)
    rows = []
    for number, seed in enumerate(rng.randint(1 << 30, size=12).tolist()):
        context = TEXT[number % 3]
        draw = first_draw(rng, seed)
        rows.append(
            [f"{draw:.4f} after ({context},)", impl.sample_next(dict(counts), (context,), rng)]
        )
    apart = pairs_apart(rng, WORDS)
    for word in PAIRS:
        rows.append([f"after ({word},) of all", impl.sample_next(dict(apart), (word,), rng)])
        rows.append([f"nothing but {word}", impl.sample_next({("owl", word): 3}, ("owl",), rng)])
    for words in (("Zoo", "apple"), ("apple", "Zoo")):  # sorted() has capital letters first
        counts = {("owl", word): 1 for word in words}
        rows.append([f"{' or '.join(words)}", impl.sample_next(counts, ("owl",), rng)])
    return Table(["draw", "word"], rows)


@probe(points=2, needs=[where_a_draw_falls, *SHARES], lesson="Guessing on")
def draws_on_the_border(impl: Any, rng: Random) -> Table:
    """The sum must exceed the draw: where it only reaches it, the next word is returned."""
    rows = []
    for seed in rng.randint(1 << 30, size=2).tolist():
        for more in (0, 1):
            border = int(first_draw(rng, seed) * PLACES) + more
            counts = {("owl", "fox"): PLACES - border, ("owl", "Ain't"): border}
            word = impl.sample_next(counts, ("owl",), rng)
            rows.append([f"{'just below' if more else 'on'} the border of Ain't and fox", word])
    return Table(["draw", "word"], rows)


@probe(points=2, needs=[where_a_draw_falls, *SHARES], lesson="Guessing on")
def one_draw_a_word(impl: Any, rng: Random) -> Table:
    """sample_next draws once, from the rng it is given: what this rng draws afterwards follows that
    one draw.
    """
    counts = random_counts(rng, contexts(2, TEXT[:1]), WORDS)
    rows = []
    for number in range(1, 6):
        word = impl.sample_next(dict(counts), TEXT[:1], rng)
        rows.append([number, word, rng.random_sample()])
    return Table(["word number", "word", "next draw"], rows)


@probe(points=2, needs=[where_a_draw_falls, one_draw_a_word, *SHARES], lesson="Guessing on")
def draws_after_other_contexts(impl: Any, rng: Random) -> Table:
    """sample_next works for every n, after no word at all too."""
    rows = []
    for n in (1, 3):
        counts = random_counts(rng, contexts(n, TEXT[:2]), WORDS[:4])
        rows += [[f"what follows {tell(context)}", impl.sample_next(dict(counts), context, rng)]
                 for context in contexts(n, TEXT[:2])]  # fmt: skip
    return Table(["of", "word"], rows)


# --- The demo


def words_of(name: str) -> list[str]:
    """A text as words in lower case; a full stop is a word of its own, commas are left out."""
    return data(name).lower().replace(",", " ").replace(".", " . ").split()


@experiment(title="What comes next")
def after_a_few_contexts(impl: Any) -> Table:
    """The most probable words after four contexts in the fables of corpus.txt, by counting
    alone.
    """
    words = words_of("corpus.txt")
    counts = {n: impl.count_ngrams(words, n) for n in (2, 3)}
    rows = []
    for context in [("looked",), ("old",), ("to", "the"), ("said", "the")]:
        found = impl.next_word_probabilities(counts[len(context) + 1], context)
        best = sorted((-round(float(p), 9), str(word)) for word, p in found.items())[:3]
        rows += [[f"{' '.join(context)} ...", word, -p] for p, word in best]
    return Table(["context", "next word", "probability"], rows, formats={"probability": ".3f"})


@experiment(
    title="How soon there is nothing left to count",
    figure=figure.lines(x="n", y=["possible", "observed"], log=True, label="n-grams"),
)
def sparsity(impl: Any) -> Table:
    """All n-grams that the vocabulary could make, and how few of them the text has, for longer and
    longer n.
    """
    words = words_of("corpus.txt")
    known = len(set(words))
    rows = []
    for n in range(1, 6):
        counts = impl.count_ngrams(words, n)
        once = sum(count == 1 for count in counts.values())
        rows.append([n, known**n, len(counts), len(counts) / known**n, once / max(len(counts), 1)])
    return Table(
        ["n", "possible", "observed", "share", "seen once"],
        rows,
        formats={"share": ".2g", "seen once": ".0%"},
        notes=[
            f"A text of {len(words)} words, {known} different ones. What was seen once may as "
            f"well not have been."
        ],
    )


@experiment(title="The square of all pairs", figure=figure.scatter(x="first", y="second"))
def square_of_bigrams(impl: Any) -> Table:
    """A dot for each pair of words that the text has, the commonest words at the left and at the
    bottom: nearly all of the square is empty.
    """
    words = words_of("corpus.txt")
    singles, pairs = impl.count_ngrams(words, 1), impl.count_ngrams(words, 2)
    common = sorted(set(words), key=lambda word: (-singles[(word,)], word))
    rank = {word: place for place, word in enumerate(common, 1)}
    rows = sorted((rank[first], rank[second]) for first, second in pairs)
    return Table(
        ["first", "second"],
        rows,
        notes=[f"{len(rows)} of {len(rank) ** 2} pairs, by the rank of either word."],
    )


@experiment(
    title="What smoothing takes and gives",
    figure=figure.bars(x="alpha", y=["all seen", "all unseen"], label="probability"),
)
def smoothing_moves_probability(impl: Any) -> Table:
    """After "said the": how much of the probability the words that followed it keep, and what all
    others get.
    """
    words, context = words_of("corpus.txt"), ("said", "the")
    vocabulary, counts = set(words), impl.count_ngrams(words, 3)
    seen = sorted({gram[-1] for gram in counts if gram[:-1] == context})
    never = min(vocabulary.difference(seen))
    rows = []
    for alpha in sorted(ALPHAS):
        kept = {
            word: impl.smoothed_probability(counts, context, word, vocabulary, alpha)
            for word in seen
        }
        other = impl.smoothed_probability(counts, context, never, vocabulary, alpha)
        given = other * (len(vocabulary) - len(seen))
        rows.append([f"{alpha:g}", max(kept.values()), sum(kept.values()), other, given])
    return Table(
        ["alpha", "likeliest", "all seen", "one unseen", "all unseen"],
        rows,
        formats={"likeliest": ".4f", "all seen": ".4f", "one unseen": ".5f", "all unseen": ".4f"},
        notes=[
            f"{len(seen)} words followed it, {len(vocabulary) - len(seen)} did not. Each row "
            f"of all adds up to 1."
        ],
    )


@experiment(
    title="Perplexity on fables that were not counted",
    figure=figure.lines(
        x="alpha", y=["n = 1", "n = 2", "n = 3", "n = 4"], log=True, label="perplexity"
    ),
)
def heldout_perplexity(impl: Any) -> Table:
    """How many words the model wavers between in heldout.txt, all of whose words are in
    corpus.txt.
    """
    words, heldout = words_of("corpus.txt"), words_of("heldout.txt")
    vocabulary, columns = set(words), {f"n = {n}": n for n in (1, 2, 3, 4)}
    counts = {n: impl.count_ngrams(words, n) for n in columns.values()}
    rows = [
        [
            f"{alpha:g}",
            *(impl.perplexity(heldout, counts[n], n, vocabulary, alpha) for n in columns.values()),
        ]
        for alpha in ALPHAS
    ]
    return Table(
        ["alpha", *columns],
        rows,
        formats=dict.fromkeys(columns, ".1f"),
        notes=[f"Pure guessing among {len(vocabulary)} words has perplexity {len(vocabulary)}. "
               f"Infinite: "
               "a single n-gram of the text was never seen, and nothing was set aside for it."],
    )  # fmt: skip


@experiment(title="Told by counts")
def tales(impl: Any) -> Table:
    """One and the same beginning, carried on for ten words: drawn at random, and always with the
    likeliest word.
    """
    words, rng = words_of("corpus.txt"), np.random.RandomState(61)
    counts = {n: impl.count_ngrams(words, n) for n in (1, 2, 3, 4)}

    def told(n: int, choose: Callable[[Counts, Gram], str]) -> str:
        text = ["one", "morning", "the"]
        while len(text) < 13:
            text.append(choose(counts[n], tuple(text[len(text) - n + 1 :])))
        return " ".join(text[3:]).replace(" .", ".")

    rows = [
        [n, "drawn", told(n, lambda counts, context: impl.sample_next(counts, context, rng))]
        for n in counts
    ]
    rows += [[n, "likeliest", told(n, impl.most_likely_next)] for n in counts]
    return Table(["n", "word", "one morning the ..."], rows)
