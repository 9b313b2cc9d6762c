"""How letters become tokens."""

from itertools import product

from kata_runner import Table, experiment, probe

TEXT = (
    "low low low low low lower lower newest newest newest newest newest newest widest widest widest"
)


def random_words(rng, letters="abc", size=8):
    """Words of two to six letters, with their counts."""
    words = {}
    for _ in range(size):
        word = tuple(rng.choice(list(letters), size=rng.randint(2, 7)).tolist())
        words[word] = int(rng.randint(1, 9))
    return words


def random_text(rng, letters="abc", size=12):
    """Words with one space or more, and line ends, between them."""
    words = ["".join(word) for word in random_words(rng, letters, size)]
    return "".join(word + rng.choice([" ", "  ", "\n"]) for word in words)


def pair_rows(merges):
    """A row for each merge."""
    return [[number, left, right] for number, (left, right) in enumerate(merges, start=1)]


@probe(points=3, lesson="Neighbours")
def pairs_of_a_text(impl, rng):
    """How often each pair occurs, and nothing that does not occur is in the dictionary."""
    counts = impl.count_pairs(random_words(rng))
    rows = [[*pair, counts.get(pair, 0)] for pair in product("abc", repeat=2)]
    return Table(["left", "right", "count"], [*rows, ["all", "pairs", len(counts)]])


@probe(points=2, needs=[pairs_of_a_text], lesson="Neighbours")
def pairs_of_long_symbols(impl, rng):
    """Symbols of several letters are one symbol each, and a word of one symbol has no pairs."""
    words = {("ab", "c"): 2, ("a", "bc"): int(rng.randint(3, 9)), ("abc",): 4, ("c", "ab", "c"): 1}
    counts = impl.count_pairs(words)
    rows = [
        [*pair, counts.get(pair, 0)]
        for pair in [("ab", "c"), ("a", "bc"), ("c", "ab"), ("a", "b"), ("abc", "abc")]
    ]
    return Table(["left", "right", "count"], rows)


@probe(points=3, lesson="Merging")
def merging(impl, rng):
    """Each occurrence of the pair becomes one symbol, and all else stays in its place."""
    rows = []
    for _ in range(6):
        word = tuple(rng.choice(list("abc"), size=9).tolist())
        first = rng.randint(8)
        rows.append([" ".join(word), " ".join(impl.merge_pair(word, word[first : first + 2]))])
    return Table(["symbols", "merged"], rows)


@probe(points=2, needs=[merging], lesson="Merging")
def merging_equal_symbols(impl, rng):
    """Of a run of equal symbols the merge takes two at a time, from the left."""
    words = [("a",) * size for size in range(7)] + [
        ("b", "a", "a", "a", "b", "a", "a"),
        ("aa", "a", "a", "aa"),
    ]
    return Table(
        ["symbols", "merged"],
        [[" ".join(word), " ".join(impl.merge_pair(word, ("a", "a")))] for word in words],
    )


@probe(points=1, needs=[merging], lesson="Merging")
def merging_long_symbols(impl, rng):
    """A pair is merged where both its symbols stand, not where their letters do."""
    words = [("a", "bc"), ("ab", "c"), ("x", "ab", "c", "ab", "c"), ("a", "b", "c"), ("abc",)]
    return Table(
        ["symbols", "merged"],
        [[" ".join(word), " ".join(impl.merge_pair(word, ("ab", "c")))] for word in words],
    )


@experiment(
    points=2, needs=[pairs_of_a_text, merging], title="What is learned first", lesson="Learning"
)
def first_merges(impl):
    """Eight merges of a small text."""
    return Table(["merge", "left", "right"], pair_rows(impl.learn_merges(TEXT, 8)))


@probe(points=4, needs=[pairs_of_a_text, merging], lesson="Learning")
def merges_of_any_text(impl, rng):
    """The merges of a text, whose words stand apart by any space."""
    return Table(["merge", "left", "right"], pair_rows(impl.learn_merges(random_text(rng), 6)))


@probe(points=2, needs=[merges_of_any_text], lesson="Learning")
def equally_often(impl, rng):
    """Of pairs that occur equally often the first in Python's order is merged."""
    letters = rng.permutation(list("abcdefgh"))
    text = " ".join(left + right for left, right in zip(letters[::2], letters[1::2]))
    return Table(["merge", "left", "right"], pair_rows(impl.learn_merges(text, 4)))


@probe(points=1, needs=[merges_of_any_text], lesson="Learning")
def any_space(impl, rng):
    """Words stand apart by spaces, tabs and line ends, and no pair reaches across them."""
    x, y, z = rng.permutation(list("xyz"))
    text = f"{x}\n{y} {x}\t{y}  {x}\n\n{y} {z}{y}\n{z}{y} "
    return Table(["merge", "left", "right"], pair_rows(impl.learn_merges(text, 3)))


@probe(points=1, needs=[merges_of_any_text], lesson="Learning")
def nothing_left_to_merge(impl, rng):
    """Learning ends when no pair is left, which may be at once."""
    words = ["".join(rng.permutation(list("abc"))) for _ in range(2)]
    texts = [" ".join(words), "a b a", "", "ab"]
    return Table(
        ["text", "merges"], [[text, len(list(impl.learn_merges(text, 50)))] for text in texts]
    )


@probe(points=1, needs=[merges_of_any_text], lesson="Learning")
def no_merge_at_all(impl, rng):
    """No merge is learned where none is asked for."""
    return Table(
        ["merges", "learned"],
        [[count, len(list(impl.learn_merges("abc abc", count)))] for count in (0, 1, 2)],
    )


@probe(points=3, needs=[merging, merging_equal_symbols], lesson="Using it")
def encoding(impl, rng):
    """Known and unknown words, with merges in the order in which they were learned."""
    merges = [
        ("b", "c"),
        ("a", "b"),
        ("bc", "bc"),
        ("a", "bc"),
        ("ab", "ab"),
        ("a", "a"),
        ("c", "abc"),
    ]
    words = ["abc", "ababab", "bcbcbc", "cabca", "aaa", "xyz", "a", ""]
    words += ["".join(rng.choice(list("abcd"), size=10)) for _ in range(4)]
    rows = [[word, " ".join(impl.encode(word, list(merges)))] for word in words]
    rows += [[word, " ".join(impl.encode(word, merges[:2]))] for word in ("abc", "bcabc", "cabab")]
    return Table(["word", "tokens"], rows)


@probe(points=2, lesson="Using it")
def all_tokens(impl, rng):
    """The vocabulary holds letters and what merges make, each once, and no space."""
    text = random_text(rng, "abcd") + "\n\t ab"
    found = impl.vocabulary(text, [("a", "b"), ("ab", "ab"), ("c", "d")])
    return Table(["token"], [[token] for token in sorted(found)])


@experiment(
    points=1, needs=[first_merges, encoding], title="A word that was never seen", lesson="Using it"
)
def an_unseen_word(impl):
    """The more merges, the fewer tokens."""
    merges = [tuple(pair) for pair in impl.learn_merges(TEXT, 12)]
    rows = []
    for count in (0, 2, 4, 8, 12):
        tokens = list(impl.encode("lowest", merges[:count]))
        rows.append([count, len(tokens), " ".join(tokens)])
    return Table(["merges", "tokens", "which"], rows)
