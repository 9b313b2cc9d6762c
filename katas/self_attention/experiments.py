"""What a position fetches from all others at once, how sharply, and what that costs."""

from time import perf_counter

import numpy as np

from kata_runner import Table, control, experiment, figure, probe

WRITE = "What you write"


# --- softmax


def rows_of(impl, cases):
    """The weights of each case's scores, a row a case."""
    return Table.stack(Table.of(weights=impl.softmax(scores)) for scores in cases)


@probe(points=5, lesson=WRITE, inputs=lambda rng: rng.normal(size=(3, 3, 4)))
def softmax_of_rows(impl, cases):
    """softmax turns each row into weights: exp of each score, over the sum of its row."""
    return rows_of(impl, cases)


def far_apart(rng):
    """Rows around 1000, around -1000 and around 0 in one array, in any order; then rows that reach
    from 3000 down to -3000.
    """
    for _ in range(3):
        yield rng.normal(size=(3, 4)) + rng.permutation([1000.0, 0.0, -1000.0])[:, np.newaxis]
    yield np.array([rng.permutation([3000.0, 2999.0, 0.0, -3000.0]) for _ in range(3)])


@probe(points=4, needs=[softmax_of_rows], lesson="Scores become weights", inputs=far_apart)
def softmax_of_large_scores(impl, cases):
    """softmax does not overflow: only how far a score is below its row's largest matters."""
    return rows_of(impl, cases)


def with_holes(rng):
    """Scores of which one in each row is minus infinity."""
    for _ in range(2):
        scores = rng.normal(size=(3, 4))
        scores[np.arange(3), rng.randint(4, size=3)] = -np.inf
        yield scores


@probe(points=2, needs=[softmax_of_large_scores], lesson=WRITE, inputs=with_holes)
def softmax_of_minus_infinity(impl, cases):
    """softmax gives a score of minus infinity the weight 0, and shares 1 among the others."""
    return rows_of(impl, cases)


@probe(
    points=1,
    needs=[softmax_of_rows],
    inputs=lambda rng: {f"{n}x{m}": rng.normal(size=(n, m)) for n, m in [(1, 1), (1, 5), (4, 2)]},
)
def softmax_of_any_size(impl, cases):
    """softmax takes any number of rows and columns."""
    return Table.of(**{name: impl.softmax(scores) for name, scores in cases.items()})


# --- attention_weights


def looks(rng, queries=2, keys=3, width=4, scale=1.0):
    """Random queries and keys."""
    return scale * rng.normal(size=(queries, width)), rng.normal(size=(keys, width))


def some_mask(rng, queries, keys):
    """A random mask that lets each query see something, and hides something from each."""
    rows = [rng.permutation(keys) < rng.randint(1, keys) for _ in range(queries)]
    return np.array(rows)


def weights_table(impl, cases):
    """The weights of each case, a row a case."""
    return Table.stack(Table.of(weights=impl.attention_weights(*case)) for case in cases)


@probe(
    points=5,
    needs=[softmax_of_rows],
    lesson=WRITE,
    inputs=lambda rng: [looks(rng, queries=5, width=1, scale=2.0) for _ in range(3)],
)
def weights_compare_queries_with_keys(impl, cases):
    """attention_weights has a row for each query and a column for each key: here width is 1."""
    return weights_table(impl, cases)


@probe(
    points=6,
    needs=[weights_compare_queries_with_keys],
    lesson="Why the square root",
    inputs=lambda rng: [looks(rng, width=width) for width in (2, 4, 9)],
)
def weights_are_scaled(impl, cases):
    """attention_weights divides each score by the square root of the width of the keys."""
    return weights_table(impl, cases)


def masked_looks(rng):
    """Queries and keys with a mask."""
    return [(*looks(rng, keys=4), some_mask(rng, 2, 4)) for _ in range(3)]


@probe(points=6, needs=[weights_are_scaled], lesson="What may be seen", inputs=masked_looks)
def weights_behind_a_mask(impl, cases):
    """What the mask hides has the weight 0, and what it shows shares all of 1."""
    return weights_table(impl, cases)


def hidden_giants(rng):
    """The key that is hidden from a query is by far the one that fits it best: it fits very well, or
    all others very badly.
    """
    for _ in range(2):
        queries, keys = np.ones((2, 1)), rng.normal(size=(4, 1))
        best = rng.randint(4)
        keys[best] = 2000.0
        mask = np.ones((2, 4), dtype=bool)
        mask[rng.randint(2), best] = False
        yield queries, keys, mask
        others = rng.permutation(4) - 9000.0
        yield queries, np.where(keys == 2000.0, 0.0, others[:, np.newaxis]), mask


@probe(
    points=2,
    needs=[weights_behind_a_mask, softmax_of_large_scores],
    lesson="What may be seen",
    inputs=hidden_giants,
)
def weights_behind_a_mask_of_giants(impl, cases):
    """However well a hidden key fits, it takes nothing away from those that are seen."""
    return weights_table(impl, cases)


def look_shapes(rng):
    """Other numbers of queries and keys, by the name of their column."""
    sizes = [(1, 1, 1), (1, 5, 2), (4, 2, 3), (3, 3, 5)]
    return {f"{n}x{m} of {d}": looks(rng, n, m, d) for n, m, d in sizes}


@probe(points=1, needs=[weights_are_scaled], inputs=look_shapes)
def weights_of_any_size(impl, cases):
    """attention_weights takes any number of queries and keys of any width."""
    return Table.of(**{name: impl.attention_weights(*case) for name, case in cases.items()})


# --- attend


def reads(rng, queries=2, keys=3, width=4, size=2):
    """Random queries, keys and values, which are of another size."""
    return *looks(rng, queries, keys, width), rng.normal(size=(keys, size))


def outputs_table(impl, cases):
    """What is fetched in each case, a row a case."""
    return Table.stack(Table.of(output=impl.attend(*case)) for case in cases)


@probe(
    points=6,
    needs=[weights_are_scaled],
    lesson="Worked example",
    inputs=lambda rng: [reads(rng) for _ in range(3)],
)
def attend_mixes_values(impl, cases):
    """attend fetches for each query the mean of all values, by the weights of their keys."""
    return outputs_table(impl, cases)


@probe(
    points=3,
    needs=[attend_mixes_values, weights_behind_a_mask],
    lesson="What may be seen",
    inputs=lambda rng: [(*reads(rng, keys=4), some_mask(rng, 2, 4)) for _ in range(3)],
)
def attend_behind_a_mask(impl, cases):
    """attend fetches nothing of what the mask hides."""
    return outputs_table(impl, cases)


def read_shapes(rng):
    """Other numbers and sizes, by the name of their column."""
    sizes = [(1, 1, 1, 1), (1, 4, 2, 3), (3, 2, 1, 4)]
    return {f"{n}x{m} of {d}, {s}": reads(rng, n, m, d, s) for n, m, d, s in sizes}


@probe(points=1, needs=[attend_mixes_values], inputs=read_shapes)
def attend_of_any_size(impl, cases):
    """attend takes any number of queries, and of keys with their values."""
    return Table.of(**{name: impl.attend(*case) for name, case in cases.items()})


# --- causal_mask


def mask_rows(impl, length):
    """A row for each position: a 1 where it may look, and a 0 where it may not."""
    mask = impl.causal_mask(length)
    rows = [[number, *map(float, row)] for number, row in enumerate(mask)]
    return Table(["position", *(f"sees {other}" for other in range(length))], rows)


@probe(points=3, lesson="What may be seen", inputs=lambda rng: int(rng.randint(4, 7)))
def mask_hides_what_comes_later(impl, length):
    """causal_mask lets a position see itself and all before it, and nothing after it."""
    return mask_rows(impl, length)


@probe(points=1, needs=[mask_hides_what_comes_later], lesson="What may be seen")
def mask_of_one(impl, rng):
    """A single position sees itself."""
    return mask_rows(impl, 1)


# --- entropy


def shares(rng, rows, columns):
    """Random rows that add up to 1."""
    return rng.dirichlet(np.ones(columns), size=rows)


@probe(
    points=5,
    lesson="How sharp a look is",
    inputs=lambda rng: [shares(rng, 3, 4) for _ in range(2)],
)
def entropy_of_rows(impl, cases):
    """entropy is minus the sum of w log w of each row, with the natural logarithm."""
    return Table.stack(Table.of(entropy=impl.entropy(weights)) for weights in cases)


def with_zeros(rng):
    """Weights with zeros among them, all on one place at last, and all alike."""
    some = shares(rng, 4, 5)
    some[:, rng.permutation(5)[:2]] = 0.0
    some /= some.sum(axis=1, keepdims=True)
    some[0], some[1] = np.eye(5)[rng.randint(5)], 0.2
    return some


@probe(points=3, needs=[entropy_of_rows], lesson="How sharp a look is", inputs=with_zeros)
def entropy_of_zeros(impl, weights):
    """A weight of 0 adds nothing to the entropy: 0 log 0 counts as 0, and is not nan."""
    return Table.of(entropy=impl.entropy(weights))


@probe(
    points=1,
    needs=[entropy_of_rows],
    inputs=lambda rng: {f"{n}x{m}": shares(rng, n, m) for n, m in [(1, 1), (1, 6), (5, 2)]},
)
def entropy_of_any_size(impl, cases):
    """entropy takes any number of rows and columns."""
    return Table.of(**{name: impl.entropy(weights) for name, weights in cases.items()})


# --- multi_head


def self_case(rng, length=3, width=4, heads=1):
    """Random positions, matrices and a number of heads, as multi_head takes them."""
    x = rng.normal(size=(length, width))
    return (x, *rng.normal(scale=0.7, size=(4, width, width)), heads)


def without_w_o(rng):
    """One head whose last matrix changes nothing."""
    for _ in range(3):
        x, w_q, w_k, w_v, w_o, heads = self_case(rng)
        yield x, w_q, w_k, w_v, np.eye(len(w_o)), heads


def heads_table(impl, cases):
    """The output of each case, a row a case."""
    return Table.stack(Table.of(output=impl.multi_head(*case)) for case in cases)


@probe(points=4, needs=[attend_mixes_values], lesson="Several heads", inputs=without_w_o)
def one_head_attends(impl, cases):
    """multi_head with one head is attend of x w_q, x w_k and x w_v: here w_o changes nothing."""
    return heads_table(impl, cases)


@probe(
    points=3,
    needs=[one_head_attends],
    lesson="Several heads",
    inputs=lambda rng: [self_case(rng) for _ in range(2)],
)
def one_head_is_projected(impl, cases):
    """multi_head multiplies what was fetched by w_o."""
    return heads_table(impl, cases)


def heads_apart(rng):
    """Two and three heads whose last matrix changes nothing."""
    for width, heads in [(4, 2), (6, 3), (6, 2)]:
        x, w_q, w_k, w_v, w_o, _ = self_case(rng, width=width)
        yield f"{heads} heads of {width}", (x, w_q, w_k, w_v, np.eye(len(w_o)), heads)


@probe(points=8, needs=[one_head_attends], lesson="Several heads", inputs=heads_apart)
def heads_stand_side_by_side(impl, cases):
    """Each head has columns that are neighbours, and what it fetches stands in the same ones."""
    return Table.of(**{name: impl.multi_head(*case) for name, case in cases})


def all_of_it(rng):
    """Several heads, and a last matrix that mixes them."""
    return {
        f"{heads} heads of {width}": self_case(rng, length, width, heads)
        for length, width, heads in [(3, 4, 2), (2, 6, 3), (4, 3, 3), (1, 2, 2), (3, 1, 1)]
    }


@probe(
    points=3,
    needs=[heads_stand_side_by_side, one_head_is_projected],
    lesson="Several heads",
    inputs=all_of_it,
)
def heads_are_projected(impl, cases):
    """w_o mixes what the heads have fetched; lengths, widths and heads may be any that fit."""
    return Table.of(**{name: impl.multi_head(*case) for name, case in cases.items()})


def masked_heads(rng):
    """Two heads behind a mask, random and causal."""
    for mask in (some_mask(rng, 4, 4), np.tri(4, dtype=bool)):
        yield (*self_case(rng, length=4, heads=2), mask)


@probe(
    points=3,
    needs=[heads_are_projected, attend_behind_a_mask],
    lesson="Several heads",
    inputs=masked_heads,
)
def heads_behind_a_mask(impl, cases):
    """The mask holds for every head."""
    return heads_table(impl, cases)


# --- multi_head_ops


def sizes(rng):
    """Lengths and widths."""
    return [(1, 1), (1, 5), (5, 1), *rng.randint(2, 300, size=(6, 2)).tolist()]


@probe(points=4, lesson="What it costs", inputs=sizes)
def operations_are_counted(impl, pairs):
    """multi_head_ops counts four products with matrices, the scores and the weighted means."""
    rows = [(f"length {n}, width {d}", impl.multi_head_ops(n, d)) for n, d in pairs]
    return Table(["sizes", "operations"], rows)


# --- The demo: four words, whose kinds and matrices are set by hand, so that everything is seen

SENTENCE = ["cats", "chase", "small", "mice"]
OTHER = ["mice", "chase", "small", "cats"]
#                      noun verb adjective
KINDS = {"cats": [1.0, 0.0, 0.0], "chase": [0.0, 1.0, 0.0],
         "small": [0.0, 0.0, 1.0], "mice": [1.0, 0.0, 0.0]}  # fmt: skip
# What a word of each kind looks for: a noun for a verb, a verb and an adjective for a noun.
LOOKS_FOR = np.array([[0.0, 1.0, 0.0], [1.0, 0.0, 0.0], [1.0, 0.0, 0.0]])
FIT = 3.0  # the score of a key that fits; of all others it is 0
TEMPERATURES = [0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0]
SCORES = [2.0, 1.0, 0.0, -1.0]


def kinds():
    """The kind of each word of the sentence, (4, 3)."""
    return np.array([KINDS[word] for word in SENTENCE])


def looking_for_kinds():
    """Queries and keys by kind alone."""
    x = kinds()
    return FIT * np.sqrt(x.shape[1]) * x @ LOOKS_FOR, x


def floats(rows):
    """Rows as an array, whatever an attempt returned them in."""
    return np.array([[*map(float, row)] for row in rows])


def field_rows(weights):
    """A row for each pair of words, as a heatmap takes them."""
    return [
        [word, seen, weight]
        for word, row in zip(SENTENCE, weights, strict=True)
        for seen, weight in zip(SENTENCE, row, strict=True)
    ]


@experiment(
    points=2,
    needs=[weights_of_any_size],
    title="Who looks at whom",
    lesson="Who looks at whom",
    figure=figure.heatmap(x="looks at", y="word", value="weight"),
)
def who_looks_at_whom(impl):
    """A noun looks for a verb, a verb and an adjective for a noun: either noun will do for them."""
    weights = impl.attention_weights(*looking_for_kinds())
    return Table(["word", "looks at", "weight"], field_rows(weights), formats={"weight": ".3f"})


@experiment(
    points=2,
    needs=[weights_behind_a_mask, mask_of_one],
    title="The same, and nobody sees the future",
    lesson="What may be seen",
    figure=figure.heatmap(x="looks at", y="word", value="weight"),
)
def who_looks_back_at_whom(impl):
    """Behind a causal mask the first word has only itself, and each row still adds up to 1."""
    mask = np.array([[bool(may) for may in row] for row in impl.causal_mask(len(SENTENCE))])
    weights = impl.attention_weights(*looking_for_kinds(), mask)
    return Table(["word", "looks at", "weight"], field_rows(weights), formats={"weight": ".3f"})


def two_heads():
    """The sentence with kinds and places, and matrices for two heads of width 4.

    The first looks for kinds, the second for the next place. A word's value is its place in either
    head, so that what a head fetches are its own weights.
    """
    x = np.hstack([kinds(), np.zeros((4, 1)), np.eye(4)])  # (4, 8)
    w_q, w_k, w_v = np.zeros((3, 8, 8))
    w_q[:3, :3] = 2 * FIT * LOOKS_FOR
    w_q[4:, 4:] = 2 * FIT * np.eye(4, k=1)
    w_k += np.eye(8)
    w_v[4:, :4] = w_v[4:, 4:] = np.eye(4)
    return x, w_q, w_k, w_v, np.eye(8), 2


@experiment(
    points=2,
    needs=[heads_are_projected],
    title="Two heads look for different things",
    lesson="Several heads",
    figure=figure.heatmap(x="looks at", y="word", value="weight"),
)
def two_heads_look(impl):
    """One head goes by kinds, the other by places: only the second knows which noun is small."""
    outputs = floats(impl.multi_head(*two_heads()))
    rows = []
    for head, weights in (("kind", outputs[:, :4]), ("next", outputs[:, 4:])):
        rows += [[f"{word}, {head}", seen, weight] for word, seen, weight in field_rows(weights)]
    return Table(["word", "looks at", "weight"], rows, formats={"weight": ".3f"})


def waves(rows, columns, scale, begin=0.4):
    """A matrix that looks random and is the same everywhere: sin(1.7 (i columns + j) + begin)."""
    return np.sin(1.7 * np.arange(rows * columns).reshape(rows, columns) + begin) * scale


WIDTH = 4
PLACES = np.array([[np.sin(p), np.cos(p), np.sin(p / 100), np.cos(p / 100)] for p in range(4)])


def outputs_by_word(impl, words, places):
    """What multi_head gives for each word of a sentence, with `places` added to the words."""
    vectors = dict(zip(SENTENCE, waves(4, WIDTH, 1.0), strict=True))
    x = np.array([vectors[word] for word in words]) + places
    matrices = [waves(WIDTH, WIDTH, 1.5, begin) for begin in range(4)]
    outputs = impl.multi_head(x, *matrices, 2)
    return {word: np.array([*map(float, row)]) for word, row in zip(words, outputs, strict=True)}


@experiment(
    points=3,
    needs=[heads_are_projected],
    title="Who chases whom?",
    lesson="Order is not seen",
    figure=figure.bars(x="word", y=["without places", "with places"], label="how far it moves"),
)
def order_is_not_seen(impl):
    """How far a word's output moves from "cats chase small mice" to "mice chase small cats"."""
    columns = ["without places", "with places"]
    moves = []
    for places in (0 * PLACES, PLACES):
        before, after = (outputs_by_word(impl, words, places) for words in (SENTENCE, OTHER))
        moves.append([np.linalg.norm(after[word] - before[word]) for word in SENTENCE])
    return Table(
        ["word", *columns],
        zip(SENTENCE, *moves, strict=True),
        formats=dict.fromkeys(columns, ".4f"),
        notes=["Without places every word fetches the same whatever the order."],
    )


@experiment(
    points=2,
    needs=[weights_of_any_size, entropy_of_zeros],
    title="Why the square root",
    lesson="Why the square root",
    figure=figure.lines(x="width", y=["divided", "not divided"], log="x", label="mean entropy"),
)
def why_the_square_root(impl):
    """Random queries and 16 random keys of growing width: undivided, their weights get sharper."""
    rng = np.random.RandomState(0)
    rows = []
    for width in (1, 4, 16, 64, 256):
        queries, keys = rng.normal(size=(32, width)), rng.normal(size=(16, width))
        looked = [impl.attention_weights(q, keys) for q in (queries, queries * np.sqrt(width))]
        rows.append([width, *(np.mean([*map(float, impl.entropy(floats(w)))]) for w in looked)])
    return Table(
        ["width", "divided", "not divided"],
        rows,
        formats={"divided": ".3f", "not divided": ".3f"},
        notes=[f"Looking at all 16 alike would be log 16 = {np.log(16):.3f}."],
    )


@experiment(
    points=1,
    needs=[weights_compare_queries_with_keys, entropy_of_zeros],
    title="Four scores at a temperature",
    lesson="How sharp a look is",
    figure=figure.bars(x="score", y="weight"),
    control=control(temperature=(0.1, 10.0)),
)
def weights_at_a_temperature(impl, temperature: float = 1.0):
    """The scores 2, 1, 0 and -1, divided by a temperature: cold is sharp, hot is alike."""
    keys = np.array(SCORES)[:, np.newaxis]
    weights = floats(impl.attention_weights(np.ones((1, 1)) / temperature, keys))
    [spread] = impl.entropy(weights)
    return Table(
        ["score", "weight", "entropy of all"],
        [[score, weight, spread] for score, weight in zip(SCORES, weights[0], strict=True)],
        formats={"weight": ".4f", "entropy of all": ".4f"},
    )


@experiment(
    points=1,
    needs=[weights_compare_queries_with_keys, entropy_of_zeros],
    title="From one place to all alike",
    lesson="How sharp a look is",
    figure=figure.lines(
        x="temperature", y=["entropy", "largest weight"], log="x", label="nats, and share"
    ),
)
def entropy_by_temperature(impl):
    """The same four scores at seven temperatures: the entropy goes from 0 towards log 4."""
    keys = np.array(SCORES)[:, np.newaxis]
    rows = []
    for temperature in TEMPERATURES:
        weights = floats(impl.attention_weights(np.ones((1, 1)) / temperature, keys))
        [spread] = impl.entropy(weights)
        rows.append([temperature, spread, weights.max()])
    columns = ["entropy", "largest weight"]
    return Table(["temperature", *columns], rows, formats=dict.fromkeys(columns, ".4f"))


# --- The experiment of kata 6.3: a signal, blanks, and what is left of the signal

BLANKS = [10, 20, 50, 100, 200, 500, 1000]
SIGNAL = np.array([0.5, 0.5, -0.5, 0.5])  # of length 1


def rnn_lengths(steps):
    """The length of a plain RNN's state after the signal and each of so many blanks.

    Its w_h turns a state and takes 0.8 of its length along, like the one of kata 6.2.
    """
    w_h = 0.8 * np.roll(np.eye(WIDTH) - 2 / WIDTH, 1, axis=0)
    h = np.tanh(waves(WIDTH, WIDTH, 0.5, 2.0) @ SIGNAL)
    lengths = [np.linalg.norm(h)]
    for _ in range(steps):
        h = np.tanh(w_h @ h)
        lengths.append(np.linalg.norm(h))
    return np.array(lengths)


def lstm_lengths(steps):
    """The length of an LSTM's cell after the signal and each of so many blanks.

    Its forget gate begins open, with a bias of 2; kata 6.3 has the equations.
    """
    weights = [waves(WIDTH, 2 * WIDTH, 0.3, begin) for begin in range(4)]
    h, c, lengths = np.zeros(WIDTH), np.zeros(WIDTH), []
    for x in [SIGNAL] + steps * [np.zeros(WIDTH)]:
        f, i, o, g = (w @ np.concatenate([h, x]) for w in weights)
        c = c / (1 + np.exp(-f - 2)) + np.tanh(g) / (1 + np.exp(-i))
        h = np.tanh(c) / (1 + np.exp(-o))
        lengths.append(np.linalg.norm(c))
    return np.array(lengths)


def fetched_length(impl, blanks, score):
    """The length of what a query fetches that has this score with the signal, and 0 with blanks."""
    xs = np.vstack([SIGNAL, np.zeros((blanks, WIDTH))])  # (blanks + 1, width)
    [fetched] = impl.attend(score * np.sqrt(WIDTH) * SIGNAL[np.newaxis], xs, xs)
    return np.linalg.norm([*map(float, fetched)])


@experiment(
    points=2,
    needs=[attend_of_any_size],
    title="A signal, and then a thousand blanks",
    lesson="The signal of kata 6.3",
    figure=figure.lines(
        x="blanks",
        y=["attention", "half the score", "LSTM", "RNN"],
        log="xy",
        label="left of the signal",
        floor=1e-6,
    ),
    control=control(score=(0.0, 15.0)),
)
def signal_after_blanks(impl, score: float = 8.0):
    """How much of the first input's length is fetched, or is still in the state, at the end."""
    lstm, rnn = lstm_lengths(BLANKS[-1]), rnn_lengths(BLANKS[-1])
    rows = []
    for n in BLANKS:
        fetched = [fetched_length(impl, n, s) for s in (score, score / 2)]
        rows.append([n, *fetched, lstm[n] / lstm[0], rnn[n] / rnn[0]])
    columns = ["attention", "half the score", "LSTM", "RNN"]
    return Table(
        ["blanks", *columns],
        rows,
        formats=dict.fromkeys(columns[:2], ".4f") | dict.fromkeys(columns[2:], ".1e"),
        notes=[f"The query's score with the signal is {score:g}, or half of it; with a blank 0."],
    )


# --- What it costs


@experiment(
    points=2,
    needs=[operations_are_counted],
    title="What it costs, counted",
    lesson="What it costs",
    figure=figure.lines(x="length", y=["attention", "LSTM"], log="xy", label="multiplications"),
)
def cost_counted(impl):
    """A layer of width 64 beside an LSTM of 64 units: which is less work depends on the length."""
    width = 64
    rows = [[n, impl.multi_head_ops(n, width), 8 * n * width**2] for n in (16, 64, 128, 256, 1024)]
    return Table(["length", "attention", "LSTM"], rows)


@experiment(
    title="What it costs, measured",
    lesson="What it costs",
    figure=figure.scatter(x="length", y="milliseconds", log="xy", fit=True),
)
def cost_measured(impl):
    """The time that two heads of width 8 take for sequences of growing length."""
    matrices, lengths = [waves(16, 16, 0.3, begin) for begin in range(4)], [100, 200, 400, 800]
    seconds = []
    for n in lengths:
        x = waves(n, 16, 1.0)
        begin = perf_counter()
        impl.multi_head(x, *matrices, 2)
        seconds.append(perf_counter() - begin)
    return Table(
        ["length", "milliseconds"],
        [[n, 1e3 * s] for n, s in zip(lengths, seconds, strict=True)],
        formats={"milliseconds": ".2f"},
        notes=["Measured on this machine just now, not graded."],
    )
