"""What counting words can guess, and how soon there is nothing left to count."""

from collections.abc import Callable, Iterable, Sequence
from itertools import product
from typing import Any

import numpy as np

from kata_runner import Table, data, experiment, probe

Gram = tuple[str, ...]
Counts = dict[Gram, int]
Row = list[Any]
Random = np.random.RandomState

WORDS = ("ant", "bee", "cat", "dog", "elk", "fox")
PLACES = 1 << 53  # rng.random_sample() is one of the multiples of 1 / PLACES: counts that add up to it hit it exactly
ALPHAS = [1.0, 0.1, 0.01, 0.0]


# --- Texts and counts made at random ----------------------------------------------------------------------------------


def random_text(rng: Random, size: int, words: Sequence[str] = WORDS) -> list[str]:
    """So many of these words, in any order."""
    return [words[number] for number in rng.randint(len(words), size=size)]


def random_counts(rng: Random, contexts: Sequence[Gram], words: Sequence[str]) -> Counts:
    """Counts of n-grams in no order: each context is followed by all of these words but one."""
    grams = [(*context, word) for context in contexts for word in words]
    unseen = rng.randint(len(words), size=len(contexts)) + len(words) * np.arange(len(contexts))
    numbers = rng.randint(1, 10, size=len(grams)).tolist()
    return {grams[place]: numbers[place] for place in rng.permutation(len(grams)).tolist() if place not in unseen}


def contexts(n: int, words: Sequence[str]) -> list[Gram]:
    """All contexts of an n-gram over these words."""
    return list(product(words, repeat=n - 1))


def unseen_contexts(rng: Random) -> list[tuple[str, Counts, Gram]]:
    """A name, counts, and a context that is not among them, several times."""
    counts = random_counts(rng, contexts(2, WORDS[:2]), WORDS[:3])
    cases = [(counts, ("owl",)), (counts, ("cat",)), ({}, ("ant",)), ({}, ())]
    return [(f"{tell(context)} of {len(given)} n-grams", dict(given), context) for given, context in cases]


def walk(rng: Random, counts: Counts, size: int) -> list[str]:
    """A text in which every pair of neighbours was counted."""
    text = ["ant"]
    while len(text) < size:
        followers = sorted(gram[1] for gram in counts if gram[0] == text[-1])
        text.append(followers[rng.randint(len(followers))])
    return text


def tell(gram: object) -> str:
    """A tuple of words as Python shows it, without the quotes; anything else as it is."""
    if not isinstance(gram, tuple):
        return str(gram)
    return f"({', '.join(map(str, gram))}{',' * (len(gram) == 1)})"


def remaining(before: Counts, counts: Counts) -> list[Row]:
    """A row for each n-gram that was counted: its count before and its count now; and how many n-grams there are."""
    rows = [[tell(gram), count, counts.get(gram, 0)] for gram, count in sorted(before.items())]
    return [*rows, ["all n-grams", len(before), len(counts)]]


# --- count_ngrams -----------------------------------------------------------------------------------------------------


def sort_of(key: object) -> str:
    """What kind of key it is."""
    return f"{type(key).__name__} of {len(key)}" if isinstance(key, tuple) else type(key).__name__


@probe(points=3)
def keys_are_tuples(impl: Any, rng: Random) -> Table:
    """The keys of count_ngrams are tuples of n words, also for n = 1."""
    words = random_text(rng, 9)
    rows = []
    for n in (1, 2, 3, 4):
        rows.append([n, ", ".join(sorted({sort_of(key) for key in impl.count_ngrams(list(words), n)}))])
    return Table(["n", "keys"], rows)


@probe(points=6, needs=[keys_are_tuples])
def how_often_each_occurs(impl: Any, rng: Random) -> Table:
    """count_ngrams counts how often each run of n neighbouring words occurs, from the first word to the last."""
    rows = []
    for n, words in [(1, WORDS[:4]), (2, WORDS[:3]), (3, WORDS[:3])]:
        once = [WORDS[0], words[-1], WORDS[1]]  # only in this order, so that no other order will do
        text = [*random_text(rng, 7, words[:-1]), *once, *random_text(rng, 7, words[:-1])]
        counts = impl.count_ngrams(text, n)
        rows += [[tell(gram), counts.get(gram, 0)] for gram in product(words, repeat=n)]
    return Table(["n-gram", "count"], rows)


@probe(points=2, needs=[keys_are_tuples, how_often_each_occurs])
def runs_that_overlap(impl: Any, rng: Random) -> Table:
    """One word again and again: each of these n-grams begins before the one before it has ended."""
    size, word = int(rng.randint(5, 9)), WORDS[rng.randint(len(WORDS))]
    rows = [[n, impl.count_ngrams([word] * size, n).get((word,) * n, 0)] for n in (1, 2, 3, 4)]
    return Table(["n", "count"], rows)


@probe(points=3, needs=[keys_are_tuples, how_often_each_occurs])
def texts_too_short(impl: Any, rng: Random) -> Table:
    """A text of n words has one n-gram, a shorter text has none, and what does not occur is not in the dictionary."""
    sizes = [(0, 1), (0, 2), (1, 1), (1, 2), (2, 2), (2, 3), (2, 5), (3, 3), (4, 4), (5, 4)]
    rows = [[f"{size} words, n = {n}", len(impl.count_ngrams(list(WORDS[:size]), n))] for size, n in sizes]
    return Table(["text", "entries"], rows)


@probe(points=2, needs=[keys_are_tuples, how_often_each_occurs, texts_too_short])
def counting_leaves_no_trace(impl: Any, rng: Random) -> Table:
    """count_ngrams leaves the words as they are, begins each count at zero and keeps earlier answers as they were."""
    words, others = random_text(rng, 8, WORDS[:2]), random_text(rng, 8, WORDS[:3])
    before = list(words)
    first = impl.count_ngrams(words, 2)
    impl.count_ngrams(others, 2)
    again = impl.count_ngrams(before, 2)
    rows = [[tell(gram), first.get(gram, 0), again.get(gram, 0)] for gram in product(WORDS[:3], repeat=2)]
    entries = ["all n-grams", len(first), len(again)]
    return Table(["of", "first", "again"], [*rows, entries, ["the words", " ".join(words), len(words)]])


# --- next_word_probabilities ------------------------------------------------------------------------------------------


def shares(impl: Any, rng: Random, n: int, before: Sequence[str], words: Sequence[str]) -> list[Row]:
    """The probability of each word after each context, a row each."""
    counts = random_counts(rng, contexts(n, before), words)
    rows = []
    for context in contexts(n, before):
        found = impl.next_word_probabilities(dict(counts), context)
        rows += [[f"{word} after {tell(context)}", found.get(word, 0.0)] for word in words]
    return rows


@probe(points=5)
def shares_after_a_word(impl: Any, rng: Random) -> Table:
    """next_word_probabilities gives every word its share of all that followed the context, here one word."""
    return Table(["word", "probability"], shares(impl, rng, 2, WORDS[:4], WORDS[:4]))


@probe(points=3, needs=[shares_after_a_word])
def shares_after_other_contexts(impl: Any, rng: Random) -> Table:
    """The context is all of an n-gram but its last word: no word at all for n = 1, two for n = 3, three for n = 4."""
    rows = shares(impl, rng, 1, WORDS[:2], WORDS) + shares(impl, rng, 3, WORDS[:2], WORDS[:3])
    return Table(["word", "probability"], rows + shares(impl, rng, 4, WORDS[:2], WORDS[:3]))


@probe(points=4, needs=[shares_after_a_word])
def only_what_followed(impl: Any, rng: Random) -> Table:
    """Only words that followed the context are in the dictionary, and after an unseen context it is empty."""
    counts = random_counts(rng, contexts(2, WORDS[:3]), WORDS[:4])
    rows = []
    for context in [("ant",), ("bee",), ("cat",), ("dog",), ("owl",)]:
        words = impl.next_word_probabilities(dict(counts), context)
        rows.append([tell(context), ", ".join(sorted(map(str, words)))])
    return Table(["context", "words"], [*rows, ["no counts", ", ".join(impl.next_word_probabilities({}, ("ant",)))]])


@probe(points=2, needs=[shares_after_a_word])
def shares_leave_no_trace(impl: Any, rng: Random) -> Table:
    """next_word_probabilities leaves the counts as they are, and uses the counts it is given, not earlier ones."""
    counts, others = (random_counts(rng, contexts(2, WORDS[:2]), WORDS[:3]) for _ in range(2))
    before = dict(counts)
    first = impl.next_word_probabilities(counts, ("ant",))
    impl.next_word_probabilities(others, ("ant",))
    again = impl.next_word_probabilities(dict(before), ("ant",))
    rows = [[word, first.get(word, 0.0), again.get(word, 0.0)] for word in WORDS[:3]]
    return Table(["of", "first", "again"], [*rows, *remaining(before, counts)])


SHARES = [shares_after_a_word, shares_after_other_contexts, only_what_followed, shares_leave_no_trace]


# --- smoothed_probability ---------------------------------------------------------------------------------------------


def smoothed(impl: Any, rng: Random, alphas: Sequence[float], n: int = 2, after: Sequence[Gram] = ()) -> Table:
    """The smoothed probability of every word, whatever was counted: a row for each, context and alpha."""
    counts = random_counts(rng, contexts(n, WORDS[:2]), WORDS[:5])
    rows = []
    for alpha in alphas:
        for context in after or contexts(n, WORDS[:2]):
            for word in WORDS:
                p = impl.smoothed_probability(dict(counts), context, word, set(WORDS), alpha)
                rows.append([f"{word} after {tell(context)}, alpha = {alpha:g}", p])
    return Table(["word", "probability"], rows)


@probe(points=5)
def smoothing_adds_one(impl: Any, rng: Random) -> Table:
    """With alpha = 1 every word of the vocabulary counts once more than it was counted, and the shares add up to 1."""
    return smoothed(impl, rng, [1.0])


@probe(points=4, needs=[smoothing_adds_one])
def smoothing_adds_alpha(impl: Any, rng: Random) -> Table:
    """Any alpha is added: to the count of the word, and once for every word of the vocabulary to the sum below."""
    return smoothed(impl, rng, [0.5, 0.01, float(rng.uniform(2, 20))])


@probe(points=3, needs=[smoothing_adds_alpha])
def no_smoothing(impl: Any, rng: Random) -> Table:
    """With alpha = 0 nothing is added: the share as it was counted, and 0.0 for a word that never followed."""
    return smoothed(impl, rng, [0.0])


@probe(points=2, needs=[smoothing_adds_alpha])
def smoothing_after_other_contexts(impl: Any, rng: Random) -> Table:
    """Smoothing is the same for n-grams of any n: after no word at all for n = 1, after two words for n = 3."""
    return Table.stack(smoothed(impl, rng, [0.5], n) for n in (1, 3))


@probe(points=3, needs=[smoothing_adds_alpha])
def smoothing_where_nothing_was_seen(impl: Any, rng: Random) -> Table:
    """After a context that was never seen all words of the vocabulary are equally probable, for every alpha above 0."""
    return smoothed(impl, rng, [1.0, 0.1], after=[("dog",), ("owl",)])


@probe(points=2, needs=[no_smoothing, smoothing_where_nothing_was_seen])
def nothing_seen_and_no_smoothing(impl: Any, rng: Random) -> Table:
    """After a context that was never seen, and with alpha = 0, there is 0 / 0: the probability is 0.0."""
    return smoothed(impl, rng, [0.0], after=[("dog",)])


@probe(points=2, needs=[smoothing_adds_one])
def words_outside_the_vocabulary(impl: Any, rng: Random) -> Table:
    """The vocabulary shares all of the probability among its own words: any other word gets 0.0."""
    counts = random_counts(rng, contexts(2, WORDS[:2]), WORDS[:4])
    rows = []
    for context, alpha in product([("ant",), ("bee",), ("owl",)], [1.0, 0.1]):
        p = impl.smoothed_probability(dict(counts), context, "owl", set(WORDS), alpha)
        rows.append([f"owl after {tell(context)}, alpha = {alpha:g}", p])
    return Table(["word", "probability"], rows)


@probe(points=1, needs=[smoothing_adds_alpha, smoothing_where_nothing_was_seen])
def vocabularies_of_one_word(impl: Any, rng: Random) -> Table:
    """In a vocabulary of one word that word is certain, seen or not."""
    rows = []
    for count, alpha in product([0, 1, int(rng.randint(2, 10))], [1.0, 0.5]):
        counts = {("ant", "ant"): count} if count else {}
        p = impl.smoothed_probability(counts, ("ant",), "ant", {"ant"}, alpha)
        rows.append([f"seen {count} times, alpha = {alpha:g}", p])
    return Table(["word", "probability"], rows)


@probe(points=2, needs=[smoothing_adds_alpha])
def smoothing_leaves_no_trace(impl: Any, rng: Random) -> Table:
    """smoothed_probability leaves counts and vocabulary as they are, and uses those it is given, not earlier ones."""
    counts, others = (random_counts(rng, contexts(2, WORDS[:2]), WORDS[:3]) for _ in range(2))
    before, vocabulary = dict(counts), set(WORDS)
    answers = []
    for given, known in [(counts, vocabulary), (others, {"ant", "bee"}), (dict(before), set(WORDS))]:
        answers.append(impl.smoothed_probability(given, ("ant",), "bee", known, 1.0))
        impl.smoothed_probability(given, ("owl",), "bee", known, 1.0)
    rows = [["bee after (ant,)", answers[0], answers[2]], *remaining(before, counts)]
    return Table(["of", "first", "again"], [*rows, ["the vocabulary", ", ".join(sorted(vocabulary)), len(vocabulary)]])


SMOOTHING = [
    smoothing_adds_alpha,
    smoothing_after_other_contexts,
    smoothing_where_nothing_was_seen,
    smoothing_leaves_no_trace,
]


# --- perplexity -------------------------------------------------------------------------------------------------------


def perplexities(impl: Any, rng: Random, n: int, texts: Iterable[Sequence[str]], alpha: float = 0.5) -> list[Row]:
    """The perplexity of every text by the same random counts, a row each."""
    counts = random_counts(rng, contexts(n, WORDS[:3]), WORDS[:4])
    return [[f"{' '.join(text[:6]) or 'no words'}{' ...' * (len(text) > 6)}, n = {n}",
             impl.perplexity(list(text), dict(counts), n, set(WORDS), alpha)] for text in texts]  # fmt: skip


@probe(points=2)
def nothing_to_predict(impl: Any, rng: Random) -> Table:
    """Where no word has n - 1 words before it nothing is predicted, and the perplexity is 1.0."""
    rows = []
    for n in (1, 2, 3):
        rows += perplexities(impl, rng, n, [random_text(rng, size) for size in range(n)])
    return Table(["text", "perplexity"], rows)


@probe(points=3, needs=SMOOTHING)
def one_predicted_word(impl: Any, rng: Random) -> Table:
    """The perplexity of one predicted word is 1 over its smoothed probability."""
    return Table(["text", "perplexity"], perplexities(impl, rng, 1, [[word] for word in WORDS]))


@probe(points=4, needs=[one_predicted_word, *SMOOTHING])
def several_predicted_words(impl: Any, rng: Random) -> Table:
    """The perplexity of several words is the geometric mean of those of each: exp of minus the mean of log p."""
    return Table(["text", "perplexity"], perplexities(impl, rng, 1, [random_text(rng, size) for size in (2, 3, 5, 8)]))


@probe(points=4, needs=[several_predicted_words, *SMOOTHING])
def words_that_are_predicted(impl: Any, rng: Random) -> Table:
    """Every word that has n - 1 words before it is predicted from these; the first n - 1 are not, and do not count."""
    rows = perplexities(impl, rng, 2, [random_text(rng, size) for size in (2, 3, 7)])
    return Table(["text", "perplexity"], rows + perplexities(impl, rng, 3, [random_text(rng, size) for size in (3, 6)]))


@probe(points=4, needs=[words_that_are_predicted, nothing_seen_and_no_smoothing, words_outside_the_vocabulary])
def unseen_is_infinite(impl: Any, rng: Random) -> Table:
    """One word of probability zero, unseen without smoothing or outside the vocabulary, makes perplexity infinite."""
    counts = random_counts(rng, contexts(2, WORDS[:4]), WORDS[:4])
    seen = walk(rng, counts, 7)
    texts = {
        "all pairs seen": seen,
        "last pair unseen": [*seen, "fox"],
        "first pair unseen": ["fox", *seen],
        "all pairs unseen": ["fox", "elk", "fox"],
        "last word unknown": [*seen, "owl"],
    }
    rows = []
    for (name, text), alpha in product(texts.items(), [0.0, 0.5]):
        p = impl.perplexity(list(text), dict(counts), 2, set(WORDS), alpha)
        rows.append([f"{name}, alpha = {alpha:g}", p])
    return Table(["text", "perplexity"], rows)


@probe(points=3, needs=[several_predicted_words, *SMOOTHING])
def long_texts(impl: Any, rng: Random) -> Table:
    """However long the text, its perplexity is a number of ordinary size: nothing underflows on the way."""
    texts = [random_text(rng, 60), [*random_text(rng, 20, WORDS[:4]), *random_text(rng, 60, WORDS[4:])]]
    return Table(["text", "perplexity"], perplexities(impl, rng, 1, texts, alpha=1e-8))


@probe(points=2, needs=[words_that_are_predicted, *SMOOTHING])
def perplexity_leaves_no_trace(impl: Any, rng: Random) -> Table:
    """perplexity leaves words, counts and vocabulary as they are, and uses those it is given, not earlier ones."""
    counts, others = (random_counts(rng, contexts(2, WORDS[:2]), WORDS[:3]) for _ in range(2))
    words, before, vocabulary = random_text(rng, 5, WORDS[:3]), dict(counts), set(WORDS)
    copy, unseen = list(words), ["ant", "fox"]
    impl.perplexity(unseen, counts, 2, vocabulary, 0.0)  # infinite, and that ends it early
    first = impl.perplexity(words, counts, 2, vocabulary, 0.5)
    impl.perplexity(list(copy), others, 2, set(WORDS[:3]), 0.25)
    again = impl.perplexity(list(copy), dict(before), 2, set(WORDS), 0.5)
    rows = [["perplexity", first, again], *remaining(before, counts)]
    rows += [["the words", " ".join(words), len(words)], ["the unseen words", " ".join(unseen), len(unseen)]]
    return Table(["of", "first", "again"], [*rows, ["the vocabulary", ", ".join(sorted(vocabulary)), len(vocabulary)]])


# --- most_likely_next -------------------------------------------------------------------------------------------------


@probe(points=2, needs=SHARES)
def nothing_to_choose(impl: Any, rng: Random) -> Table:
    """After a context that was never seen most_likely_next returns the empty text."""
    return Table(["context", "word"], [[name, impl.most_likely_next(counts, context)]
                                       for name, counts, context in unseen_contexts(rng)])  # fmt: skip


@probe(points=4, needs=SHARES)
def clear_favourites(impl: Any, rng: Random) -> Table:
    """most_likely_next returns the word that followed most often, wherever it stands, and if only by one."""
    counts = random_counts(rng, contexts(2, WORDS[:5]), WORDS[:5])
    favourites: Counts = {(context, word): int(rng.randint(10, 20))
                  for context, word in zip(WORDS, rng.permutation(WORDS[:5]).tolist(), strict=False)}  # fmt: skip
    counts |= favourites
    many = int(rng.randint(1000, 2000))
    counts |= {("fox", "ant"): many, ("fox", "bee"): many + 1, ("fox", "cat"): many - 1}
    return Table(["context", "word"], [[tell((word,)), impl.most_likely_next(dict(counts), (word,))]
                                       for word in WORDS])  # fmt: skip


@probe(points=3, needs=[clear_favourites, *SHARES])
def ties(impl: Any, rng: Random) -> Table:
    """Of words that followed equally often, and more often than any other, the alphabetically first is returned."""
    most = int(rng.randint(4, 10))
    rows = []
    for numbers in [(most, most, 1), (1, most, most), (most, 2, most), (most, most, most)]:
        words = sorted(rng.permutation(WORDS)[:3].tolist())
        entries = [(("owl", word), number) for word, number in zip(words, numbers, strict=True)]
        for order in (entries, entries[::-1]):
            counted = ", ".join(f"{word} {number}" for (_, word), number in order)
            rows.append([counted, impl.most_likely_next(dict(order), ("owl",))])
    return Table(["counted", "word"], rows)


@probe(points=2, needs=[clear_favourites, ties, *SHARES])
def favourites_after_other_contexts(impl: Any, rng: Random) -> Table:
    """most_likely_next works for every n, after no word at all too, and leaves the counts as they are."""
    rows = []
    for n in (1, 3):
        for _ in range(2):
            counts = random_counts(rng, contexts(n, WORDS[:2]), WORDS[:4])
            before = dict(counts)
            rows += [[f"what follows {tell(context)}", impl.most_likely_next(counts, context), 0]
                     for context in contexts(n, WORDS[:2])]  # fmt: skip
            rows += [[name, "counted", now] for name, _, now in remaining(before, counts)]
    return Table(["of", "word", "count"], rows)


# --- sample_next ------------------------------------------------------------------------------------------------------


def first_draw(rng: Random, seed: int) -> float:
    """The number that rng draws next, and rng as if it had not been drawn."""
    rng.seed(seed)
    draw = rng.random_sample()
    rng.seed(seed)
    return float(draw)


@probe(points=2, needs=SHARES)
def nothing_to_draw(impl: Any, rng: Random) -> Table:
    """After a context that was never seen sample_next returns the empty text."""
    return Table(["context", "word"], [[name, impl.sample_next(counts, context, rng)]
                                       for name, counts, context in unseen_contexts(rng)])  # fmt: skip


@probe(points=5, needs=SHARES)
def where_a_draw_falls(impl: Any, rng: Random) -> Table:
    """sample_next adds up probabilities by the alphabet and returns the word at which the sum exceeds the draw."""
    counts = random_counts(rng, contexts(2, WORDS[:3]), WORDS)
    rows = []
    for number, seed in enumerate(rng.randint(1 << 30, size=12).tolist()):
        context = WORDS[number % 3]
        draw = first_draw(rng, seed)
        rows.append([f"{draw:.4f} after ({context},)", impl.sample_next(dict(counts), (context,), rng)])
    return Table(["draw", "word"], rows)


@probe(points=2, needs=[where_a_draw_falls, *SHARES])
def draws_on_the_border(impl: Any, rng: Random) -> Table:
    """The sum must exceed the draw: where it only reaches it, the next word is returned."""
    rows = []
    for seed in rng.randint(1 << 30, size=2).tolist():
        for more in (0, 1):
            border = int(first_draw(rng, seed) * PLACES) + more
            word = impl.sample_next({("owl", "bee"): PLACES - border, ("owl", "ant"): border}, ("owl",), rng)
            rows.append([f"{'just below' if more else 'on'} the border of ant and bee", word])
    return Table(["draw", "word"], rows)


@probe(points=2, needs=[where_a_draw_falls, *SHARES])
def one_draw_a_word(impl: Any, rng: Random) -> Table:
    """sample_next draws once, from the rng it is given: what this rng draws afterwards follows that one draw."""
    counts = random_counts(rng, contexts(2, WORDS[:1]), WORDS)
    rows = []
    for number in range(1, 6):
        word = impl.sample_next(dict(counts), ("ant",), rng)
        rows.append([number, word, rng.random_sample()])
    return Table(["word number", "word", "next draw"], rows)


@probe(points=2, needs=[where_a_draw_falls, one_draw_a_word, *SHARES])
def draws_after_other_contexts(impl: Any, rng: Random) -> Table:
    """sample_next works for every n, after no word at all too, and leaves the counts as they are."""
    rows = []
    for n in (1, 3):
        counts = random_counts(rng, contexts(n, WORDS[:2]), WORDS[:4])
        before = dict(counts)
        rows += [[f"what follows {tell(context)}", impl.sample_next(counts, context, rng), 0]
                 for context in contexts(n, WORDS[:2])]  # fmt: skip
        rows += [[name, "counted", now] for name, _, now in remaining(before, counts)]
    return Table(["of", "word", "count"], rows)


# --- The demo ---------------------------------------------------------------------------------------------------------


def words_of(name: str) -> list[str]:
    """A text as words in lower case; a full stop is a word of its own, commas are left out."""
    return data(name).lower().replace(",", " ").replace(".", " . ").split()


@experiment(title="What comes next")
def after_a_few_contexts(impl: Any) -> Table:
    """The most probable words after four contexts in the fables of corpus.txt, by counting alone."""
    words = words_of("corpus.txt")
    counts = {n: impl.count_ngrams(words, n) for n in (2, 3)}
    rows = []
    for context in [("looked",), ("old",), ("to", "the"), ("said", "the")]:
        found = impl.next_word_probabilities(counts[len(context) + 1], context)
        best = sorted((-round(float(p), 9), str(word)) for word, p in found.items())[:3]
        rows += [[f"{' '.join(context)} ...", word, -p] for p, word in best]
    return Table(["context", "next word", "probability"], rows, formats={"probability": ".3f"})


@experiment(title="How soon there is nothing left to count")
def sparsity(impl: Any) -> Table:
    """All n-grams that the vocabulary could make, and how few of them the text has, for longer and longer n."""
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
        notes=[f"A text of {len(words)} words, {known} different ones. What was seen once may as well not have been."],
    )


@experiment(title="What smoothing takes and gives")
def smoothing_moves_probability(impl: Any) -> Table:
    """After "said the": how much of the probability the words that followed it keep, and what all others get."""
    words, context = words_of("corpus.txt"), ("said", "the")
    vocabulary, counts = set(words), impl.count_ngrams(words, 3)
    seen = sorted({gram[-1] for gram in counts if gram[:-1] == context})
    never = min(vocabulary.difference(seen))
    rows = []
    for alpha in sorted(ALPHAS):
        kept = {word: impl.smoothed_probability(counts, context, word, vocabulary, alpha) for word in seen}
        other = impl.smoothed_probability(counts, context, never, vocabulary, alpha)
        given = other * (len(vocabulary) - len(seen))
        rows.append([f"{alpha:g}", max(kept.values()), sum(kept.values()), other, given])
    return Table(
        ["alpha", "likeliest", "all seen", "one unseen", "all unseen"],
        rows,
        formats={"likeliest": ".4f", "all seen": ".4f", "one unseen": ".5f", "all unseen": ".4f"},
        notes=[f"{len(seen)} words followed it, {len(vocabulary) - len(seen)} did not. Each row of all adds up to 1."],
    )


@experiment(title="Perplexity on fables that were not counted")
def heldout_perplexity(impl: Any) -> Table:
    """How many words the model wavers between in heldout.txt, all of whose words are in corpus.txt."""
    words, heldout = words_of("corpus.txt"), words_of("heldout.txt")
    vocabulary, columns = set(words), {f"n = {n}": n for n in (1, 2, 3, 4)}
    counts = {n: impl.count_ngrams(words, n) for n in columns.values()}
    rows = [[f"{alpha:g}", *(impl.perplexity(heldout, counts[n], n, vocabulary, alpha) for n in columns.values())]
            for alpha in ALPHAS]  # fmt: skip
    return Table(
        ["alpha", *columns],
        rows,
        formats=dict.fromkeys(columns, ".1f"),
        notes=[f"Pure guessing among {len(vocabulary)} words has perplexity {len(vocabulary)}. Infinite: "
               "a single n-gram of the text was never seen, and nothing was set aside for it."],
    )  # fmt: skip


@experiment(title="Told by counts")
def tales(impl: Any) -> Table:
    """One and the same beginning, carried on for ten words: drawn at random, and always with the likeliest word."""
    words, rng = words_of("corpus.txt"), np.random.RandomState(61)
    counts = {n: impl.count_ngrams(words, n) for n in (1, 2, 3, 4)}

    def told(n: int, choose: Callable[[Counts, Gram], str]) -> str:
        text = ["one", "morning", "the"]
        while len(text) < 13:
            text.append(choose(counts[n], tuple(text[len(text) - n + 1 :])))
        return " ".join(text[3:]).replace(" .", ".")

    rows = [[n, "drawn", told(n, lambda counts, context: impl.sample_next(counts, context, rng))] for n in counts]
    rows += [[n, "likeliest", told(n, impl.most_likely_next)] for n in counts]
    return Table(["n", "word", "one morning the ..."], rows)
