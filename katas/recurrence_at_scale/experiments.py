"""What a long sequence costs a recurrence, and how a linear one runs in parallel."""

from time import perf_counter

import numpy as np

from kata_runner import Table, Tolerance, control, experiment, figure, probe

WRITE = "What you write"


def steps_of(rng, length=5, hidden=2):
    """Random decays, of either sign and never close to 0 or 1, and inputs."""
    signs = rng.choice([-1.0, 1.0], size=(length, hidden))
    return signs * rng.uniform(0.3, 0.9, size=(length, hidden)), rng.normal(size=(length, hidden))


def by_size(rng, *sizes):
    """A case of each of several lengths and widths, by the name of its column."""
    return {f"{n}x{hidden}": steps_of(rng, n, hidden) for n, hidden in sizes}


def forgetful_steps(rng):
    """Five steps with a decay of 0 in each unit, and five with a product of decays that is 0."""
    decays, inputs = steps_of(rng)
    zeros = np.ones(decays.shape)
    zeros[rng.randint(1, 4, size=2), [0, 1]] = 0.0
    return [(zeros * decays, inputs), (1e-80 * decays, inputs)]


# --- run_linear


def states_table(impl, cases):
    """The states of each case, a row a case."""
    return Table.stack(Table.of(states=impl.run_linear(*case)) for case in cases)


@probe(points=2, lesson=WRITE, inputs=lambda rng: [steps_of(rng, length=1) for _ in range(2)])
def first_state_is_the_first_input(impl, cases):
    """run_linear begins from zeros, so that the first state is the first input."""
    return states_table(impl, cases)


def without_decay(rng):
    """Cases in which all decays are 1."""
    for _ in range(2):
        decays, inputs = steps_of(rng)
        yield np.ones(decays.shape), inputs


@probe(points=3, needs=[first_state_is_the_first_input], lesson=WRITE, inputs=without_decay)
def states_add_up(impl, cases):
    """Where all decays are 1, run_linear adds up the inputs."""
    return states_table(impl, cases)


@probe(
    points=5,
    needs=[first_state_is_the_first_input, states_add_up],
    lesson=WRITE,
    inputs=lambda rng: [*(steps_of(rng) for _ in range(2)), *forgetful_steps(rng)],
)
def states_decay(impl, cases):
    """run_linear multiplies the old state by the decays of each step before it adds the inputs."""
    return states_table(impl, cases)


@probe(
    points=1,
    needs=[states_decay],
    inputs=lambda rng: by_size(rng, (2, 1), (1, 3), (7, 4)),
)
def states_of_any_size(impl, cases):
    """run_linear takes sequences of any length and width."""
    return Table.of(**{name: impl.run_linear(*case) for name, case in cases.items()})


# --- scan_round


def rounds_of(rng, *sizes):
    """Decays and inputs of several lengths, each with a distance."""
    return [(*steps_of(rng, length), distance) for length, distance in sizes]


def round_table(impl, cases, *wanted):
    """One of the two results of a round in each case, or both, a row a distance."""
    tables = []
    for case in cases:
        decays, inputs = impl.scan_round(*case)
        results = {"distance": case[-1], "decays": decays, "inputs": inputs}
        tables.append(Table.of(**{name: results[name] for name in ("distance", *wanted)}))
    return Table.stack(tables)


@probe(points=2, lesson="In rounds", inputs=lambda rng: rounds_of(rng, (3, 3), (3, 5)))
def round_leaves_the_first_alone(impl, cases):
    """scan_round leaves the first `distance` steps as they are: here there are no others."""
    return round_table(impl, cases, "decays", "inputs")


@probe(
    points=5,
    needs=[round_leaves_the_first_alone],
    lesson="In rounds",
    inputs=lambda rng: rounds_of(rng, (5, 1), (5, 2)),
)
def round_joins_inputs(impl, cases):
    """scan_round adds to a step's inputs those of the step `distance` before, times its decays."""
    return round_table(impl, cases, "inputs")


@probe(
    points=4,
    needs=[round_leaves_the_first_alone],
    lesson="In rounds",
    inputs=lambda rng: rounds_of(rng, (5, 1), (5, 2)),
)
def round_joins_decays(impl, cases):
    """scan_round multiplies a step's decays by those of the step `distance` before."""
    return round_table(impl, cases, "decays")


@probe(
    points=1,
    needs=[round_joins_inputs, round_joins_decays],
    inputs=lambda rng: {name: (*case, 1) for name, case in by_size(rng, (2, 1), (6, 3)).items()},
)
def round_of_any_size(impl, cases):
    """scan_round takes sequences of any length and width."""
    parts = {}
    for size, case in cases.items():
        decays, inputs = impl.scan_round(*case)
        parts |= {f"decays of {size}": decays, f"inputs of {size}": inputs}
    return Table.of(**parts)


# --- scan


def scans(impl, cases):
    """The states of each case, by the name of its column."""
    return Table.of(**{name: impl.scan(*case) for name, case in cases.items()})


@probe(
    points=2,
    needs=[round_of_any_size],
    lesson="In rounds",
    inputs=lambda rng: by_size(rng, (1, 2), (2, 2)),
)
def scan_of_one_round(impl, cases):
    """scan of a single step needs no round, and of two steps one."""
    return scans(impl, cases)


@probe(
    points=4,
    needs=[scan_of_one_round, round_of_any_size],
    lesson="In rounds",
    inputs=lambda rng: by_size(rng, (4, 2), (8, 2)),
)
def scan_doubles_the_distance(impl, cases):
    """scan gives the states of run_linear: four steps take two rounds, and eight take three."""
    return scans(impl, cases)


@probe(
    points=4,
    needs=[scan_doubles_the_distance],
    lesson="In rounds",
    inputs=lambda rng: by_size(rng, (3, 1), (5, 2), (6, 1), (9, 1), (13, 2)),
)
def scan_of_any_length(impl, cases):
    """scan takes lengths that are no powers of two as well."""
    return scans(impl, cases)


def forgetful(rng):
    """Decays of which one in each unit is 0, and then some so small that their product is 0."""
    decays, inputs = steps_of(rng, length=6)
    decays[rng.randint(1, 5, size=2), [0, 1]] = 0.0
    yield "a decay of 0", (decays, inputs)
    decays, inputs = steps_of(rng, length=12)
    yield "tiny decays", (1e-40 * decays, inputs)


@probe(points=3, needs=[scan_of_any_length], lesson="In rounds", inputs=forgetful)
def scan_forgets(impl, cases):
    """scan never divides by a decay: one may be 0, and the product of many smaller than any float."""
    return scans(impl, dict(cases))


# --- waiting_steps


def machines(rng):
    """Lengths and cores: few and many, and such that divide nothing evenly."""
    pairs = [(1, 1), (1, 7), (2, 1), (8, 1), (64, 8), (100, 10**6)]
    lengths, cores = rng.randint(3, 300, size=5), rng.randint(2, 99, size=5)
    return [*pairs, *zip(lengths.tolist(), cores.tolist(), strict=True)]


def waiting_table(impl, pairs, which, name):
    """One of the three counts for each machine."""
    rows = [[f"length {n}, cores {c}", impl.waiting_steps(n, c)[which]] for n, c in pairs]
    return Table(["machine", name], rows)


@probe(points=1, lesson="Who waits for whom", inputs=machines)
def recurrence_waits(impl, pairs):
    """Of a recurrence every step waits for the one before, however many cores there are."""
    return waiting_table(impl, pairs, 0, "recurrence")


@probe(points=4, lesson="Who waits for whom", inputs=machines)
def attention_waits(impl, pairs):
    """Attention waits for no other pair, but each core does one pair a step."""
    return waiting_table(impl, pairs, 1, "attention")


@probe(points=5, lesson="Who waits for whom", inputs=machines)
def scan_waits(impl, pairs):
    """A round of a scan waits for the round before, and a core joins two steps at a time."""
    return waiting_table(impl, pairs, 2, "scan")


# --- bptt_bytes


def shapes(rng):
    """Lengths, widths, numbers of layers and of bits."""
    for bits in (16, 32, 64, 8):
        length, width, layers = rng.permutation([*rng.randint(2, 60, size=2), 5]).tolist()
        yield length, width, layers, bits


def memory_table(impl, cases):
    """The bytes in each case."""
    names = ("length", "width", "layers", "bits", "every")
    rows = []
    for case in cases:
        sizes = zip(names[: len(case)], case, strict=True)
        rows.append([", ".join(f"{name} {size}" for name, size in sizes), impl.bptt_bytes(*case)])
    return Table(["network", "bytes"], rows)


@probe(points=4, lesson="What must be kept", inputs=shapes)
def whole_run_is_kept(impl, cases):
    """bptt_bytes counts every state of every layer, the first one of zeros too."""
    return memory_table(impl, cases)


def segments(rng):
    """Networks whose length is a multiple of the distance of checkpoints."""
    for every in (1, 2, 3, 8):
        yield every * int(rng.randint(4, 20)), *rng.randint(1, 30, size=2).tolist(), 32, every


@probe(points=5, needs=[whole_run_is_kept], lesson="Checkpoints", inputs=segments)
def checkpoints_are_kept(impl, cases):
    """With checkpoints there is one state for each segment, and room for the states of one."""
    return memory_table(impl, cases)


def ragged(rng):
    """Lengths that are no multiple of the distance."""
    for every in rng.permutation([3, 7, 10, 12]).tolist():
        yield every * int(rng.randint(2, 9)) + int(rng.randint(1, every)), 4, 2, 16, every


@probe(points=1, needs=[checkpoints_are_kept], lesson="Checkpoints", inputs=ragged)
def last_segment_may_be_short(impl, cases):
    """A shorter last segment has a checkpoint as well."""
    return memory_table(impl, cases)


def too_long(rng):
    """A distance as long as the sequence, and longer ones."""
    for every in (5, *rng.randint(6, 40, size=3).tolist()):
        yield 5, *rng.randint(1, 30, size=2).tolist(), 32, every


@probe(points=1, needs=[checkpoints_are_kept], lesson="Checkpoints", inputs=too_long)
def no_segment_is_longer(impl, cases):
    """A segment is no longer than the sequence: all states are kept then."""
    return memory_table(impl, cases)


# --- input_gradients


def at_the_end(rng, length=5):
    """Decays, and errors of which only the last is not zero."""
    decays, errors = steps_of(rng, length)
    errors[:-1] = 0.0
    return decays, errors


def gradient_table(impl, cases):
    """The gradients of each case, a row a case."""
    return Table.stack(Table.of(gradients=impl.input_gradients(*case)) for case in cases)


@probe(
    points=3,
    lesson="The way back",
    inputs=lambda rng: [at_the_end(rng) for _ in range(2)],
)
def gradient_goes_back(impl, cases):
    """An error at the last step goes back to every input, times all decays on its way."""
    return gradient_table(impl, cases)


@probe(
    points=3,
    needs=[gradient_goes_back],
    lesson="The way back",
    inputs=lambda rng: [*(steps_of(rng) for _ in range(2)), *forgetful_steps(rng)],
)
def errors_join_on_the_way_back(impl, cases):
    """Where every state has an error, each is added as the gradient passes it."""
    return gradient_table(impl, cases)


def windows(rng):
    """Sequences with several windows, the last of them shorter or not, and one with a decay of 0
    within a window.
    """
    for window in (1, 2, 3, 4):
        yield (*steps_of(rng, length=7), window)
    decays, errors = steps_of(rng, length=7)
    decays[rng.randint(1, 4)] = 0.0
    yield decays, errors, 4


@probe(points=5, needs=[errors_join_on_the_way_back], lesson="Cutting it short", inputs=windows)
def window_cuts_the_way_back(impl, cases):
    """Nothing goes back from one window into the one before: windows begin at step 0."""
    return Table.stack(
        Table.of(window=case[-1], gradients=impl.input_gradients(*case)) for case in cases
    )


def gradient_shapes(rng):
    """Other lengths and widths, and windows longer than the sequence."""
    for name, case in by_size(rng, (1, 1), (2, 3), (9, 1)).items():
        yield name, case
        yield f"{name}, window 9", (*case, 9)


@probe(points=1, needs=[window_cuts_the_way_back], inputs=gradient_shapes)
def gradients_of_any_size(impl, cases):
    """input_gradients takes any length, width and window."""
    return Table.of(**{name: impl.input_gradients(*case) for name, case in cases})


# --- fit_readout


def spoken(rng, count, hidden, vocabulary):
    """Random states, and a token for each; every token occurs."""
    tokens = rng.permutation(np.arange(count) % vocabulary)
    return rng.normal(size=(count, hidden)), tokens, vocabulary


def weights_table(impl, cases):
    """The weights of each case, a row a case."""
    return Table.stack(Table.of(weights=impl.fit_readout(*case)) for case in cases)


@probe(
    points=2,
    lesson="Reading it out",
    inputs=lambda rng: [spoken(rng, 6, 1, 3) for _ in range(2)],
)
def readout_of_one_unit(impl, cases):
    """fit_readout of one unit has a weight for each token: the least sum of squares."""
    return weights_table(impl, cases)


@probe(
    points=5,
    needs=[readout_of_one_unit],
    lesson="Reading it out",
    inputs=lambda rng: [spoken(rng, 12, 3, 4) for _ in range(2)],
)
def readout_of_several_units(impl, cases):
    """fit_readout of several units: their weights together come as near as can be."""
    return weights_table(impl, cases)


def few_tokens(rng):
    """Other sizes, and tokens that never occur: before, between and after those that do."""
    states, tokens, _ = spoken(rng, 9, 2, 2)
    return {"2x5": (states, 2 * tokens + 1, 5), "3x2": spoken(rng, 7, 3, 2), "1x1": spoken(rng, 4, 1, 1)}


@probe(points=1, needs=[readout_of_several_units], lesson="Reading it out", inputs=few_tokens)
def readout_of_any_size(impl, cases):
    """fit_readout takes any sizes; a token that never occurs has a column of zeros."""
    return Table.of(**{name: impl.fit_readout(*case) for name, case in cases.items()})


# --- The demo


def floats(rows):
    """Rows as an array, whatever an attempt returned them in."""
    return np.array([[*map(float, row)] for row in rows])


def waves(rows, columns, scale=1.0):
    """A matrix that looks random and is the same everywhere: sin(1.7 (i columns + j) + 0.4)."""
    return np.sin(1.7 * np.arange(rows * columns).reshape(rows, columns) + 0.4) * scale


def milliseconds(function, *arguments):
    """How long a call takes: the shortest of three."""
    times = []
    for _ in range(3):
        begin = perf_counter()
        function(*arguments)
        times.append(perf_counter() - begin)
    return 1e3 * min(times)


@experiment(
    needs=[states_of_any_size, scan_of_any_length],
    title="Time against length, measured",
    lesson="The problem",
    figure=figure.scatter(
        x="length", y=["in turn", "in rounds"], log="xy", fit=True, label="milliseconds"
    ),
)
def time_against_length(impl):
    """The time for 4 units: in turn it grows in proportion to the length, with an exponent of 1."""
    rows = []
    for n in (100, 200, 400, 800, 1600):
        case = np.full((n, 4), 0.9), waves(n, 4)
        rows.append([n, *(milliseconds(run, *case) for run in (impl.run_linear, impl.scan))])
    columns = ["in turn", "in rounds"]
    return Table(
        ["length", *columns],
        rows,
        formats=dict.fromkeys(columns, ".2f"),
        notes=["Milliseconds, the least of three, measured on this machine just now, not graded."],
    )


ROUNDS = ["given", "1 round", "2 rounds", "3 rounds", "4 rounds"]


@experiment(
    points=2,
    needs=[round_of_any_size],
    title="A scan, round by round",
    lesson="In rounds",
    figure=figure.lines(x="step", y=ROUNDS, label="sum"),
    control=control(decay=(0.5, 1.0)),
)
def scan_round_by_round(impl, decay: float = 1.0):
    """Sixteen inputs of 1: after each round a step has what twice as many inputs have left."""
    length = 2 ** (len(ROUNDS) - 1)
    decays, inputs = np.full((length, 1), decay), np.ones((length, 1))
    columns = [inputs[:, 0]]
    for number in range(len(ROUNDS) - 1):
        decays, inputs = map(floats, impl.scan_round(decays, inputs, 2**number))
        columns.append(inputs[:, 0])
    rows = [[step, *sums] for step, sums in enumerate(zip(*columns, strict=True))]
    return Table(["step", *ROUNDS], rows, formats=dict.fromkeys(ROUNDS, ".4g"))


@experiment(
    points=2,
    needs=[states_of_any_size, scan_of_any_length],
    title="The scan equals the loop",
    lesson="In rounds",
    figure=figure.scatter(x="in turn", y="in rounds"),
)
def scan_equals_loop(impl):
    """Each of 20 states, computed in turn and in rounds: all points lie on the diagonal."""
    case = 0.7 + waves(20, 1, 0.3), waves(20, 1)[::-1]
    both = zip(floats(impl.run_linear(*case)), floats(impl.scan(*case)), strict=True)
    rows = [[step, *turn, *rounds] for step, (turn, rounds) in enumerate(both)]
    columns = ["in turn", "in rounds"]
    return Table(["step", *columns], rows, formats=dict.fromkeys(columns, "+.4f"))


WAITING = ["recurrence", "attention", "scan"]
EVERY_COUNT = [recurrence_waits, attention_waits, scan_waits]


@experiment(
    points=2,
    needs=EVERY_COUNT,
    title="Steps that wait, by length",
    lesson="Who waits for whom",
    figure=figure.lines(x="length", y=WAITING, log="xy", label="steps"),
    control=control(cores=(1, 100_000)),
)
def waiting_by_length(impl, cores: int = 1024):
    """Attention waits less than a recurrence as long as there are more cores than steps."""
    rows = [[n, *impl.waiting_steps(n, cores)] for n in (64, 256, 1024, 4096, 16384, 65536)]
    return Table(["length", *WAITING], rows, notes=[f"A machine of {cores} cores."])


@experiment(
    points=2,
    needs=EVERY_COUNT,
    title="Steps that wait, by cores",
    lesson="Who waits for whom",
    figure=figure.lines(x="cores", y=WAITING, log="xy", label="steps"),
)
def waiting_by_cores(impl):
    """4096 steps: no core helps a recurrence; a scan ends at 12 rounds, attention at one step."""
    rows = [[c, *impl.waiting_steps(4096, c)] for c in (1, 16, 256, 4096, 65536, 2**20, 2**24)]
    return Table(["cores", *WAITING], rows)


NETWORKS = {
    "width 256": (256, 1, 32),
    "width 1024": (1024, 1, 32),
    "4 layers of it": (1024, 4, 32),
    "in 16 bits": (1024, 4, 16),
}


@experiment(
    points=2,
    needs=[whole_run_is_kept],
    title="Memory of backpropagation through time",
    lesson="What must be kept",
    figure=figure.lines(x="length", y=[*NETWORKS], log="xy", label="megabytes"),
)
def memory_by_length(impl):
    """The states of one sequence in 32 bits: length, width and layers multiply, bits divide."""
    rows = [
        [n, *(impl.bptt_bytes(n, *network) / 1e6 for network in NETWORKS.values())]
        for n in (128, 512, 2048, 8192, 32768)
    ]
    return Table(["length", *NETWORKS], rows, formats=dict.fromkeys(NETWORKS, ".2f"))


@experiment(
    points=2,
    needs=[last_segment_may_be_short, no_segment_is_longer],
    title="Memory with checkpoints",
    lesson="Checkpoints",
    figure=figure.lines(x="every", y="megabytes", log="xy"),
    control=control(length=(64, 65536)),
)
def memory_with_checkpoints(impl, length: int = 4096):
    """A checkpoint every so many steps, width 1024 in 32 bits: least at the root of the length."""
    rows = [
        [every, impl.bptt_bytes(length, 1024, 1, 32, every) / 1e6]
        for every in (1, 4, 16, 32, 64, 128, 256, 1024, 4096)
    ]
    return Table(
        ["every", "megabytes"],
        rows,
        formats={"megabytes": ".3f"},
        notes=[f"The length is {length}, its root {length**0.5:.0f}."],
    )


LENGTH = 32
DECAY = 0.9
WINDOW = 8


@experiment(
    points=2,
    needs=[gradients_of_any_size],
    title="A gradient, whole and cut",
    lesson="Cutting it short",
    figure=figure.lines(x="steps back", y=["whole", "cut"], label="gradient"),
    control=control(window=(1, LENGTH)),
)
def gradient_whole_and_cut(impl, window: int = WINDOW):
    """An error of 1 at the last of 32 steps, decay 0.9: cut, nothing gets beyond the window."""
    decays, errors = np.full((LENGTH, 1), DECAY), np.eye(LENGTH, 1, -(LENGTH - 1))
    ways = [floats(impl.input_gradients(decays, errors, n))[::-1, 0] for n in (None, window)]
    rows = [[back, *(way[back] for way in ways)] for back in range(LENGTH)]
    columns = ["whole", "cut"]
    return Table(["steps back", *columns], rows, formats=dict.fromkeys(columns, ".4f"))


BACK = [0, 3, 5, 7, 8, 10, 12, 15, 18, 20, 22, 25, 28, 30]


def learn(impl, window, rounds):
    """Weights of one input each, so and so many steps back, after rounds of going downhill.

    Unit i reads a 1, BACK[i] steps before the end. Its last state is to be what is left of the 1
    there, which is so with a weight of 1; the weight begins at 0.
    """
    decays, last = np.full((LENGTH, len(BACK)), DECAY), LENGTH - 1
    places, weights = (last - np.array(BACK), np.arange(len(BACK))), np.zeros(len(BACK))
    for _ in range(rounds):
        inputs, errors = np.zeros(decays.shape), np.zeros(decays.shape)
        inputs[places] = weights
        states = impl.run_linear(decays, inputs)
        errors[last] = [*map(float, states[last])] - DECAY ** np.array(BACK)
        gradients = impl.input_gradients(decays, errors, window)
        weights -= [float(gradients[t][unit]) for t, unit in zip(*places, strict=True)]
    return weights


@experiment(
    points=3,
    needs=[gradients_of_any_size, states_of_any_size],
    title="What a cut gradient never learns",
    lesson="Cutting it short",
    figure=figure.lines(x="steps back", y=["whole", "cut at 8"], label="weight learned"),
    control=control(rounds=(1, 400)),
)
def learned_by_distance(impl, rounds: int = 100):
    """The weight of an input so many steps back, learned in some rounds: 1 would be right."""
    columns = ["whole", "cut at 8"]
    both = zip(learn(impl, None, rounds), learn(impl, WINDOW, rounds), strict=True)
    return Table(
        ["steps back", *columns],
        [[back, *weights] for back, weights in zip(BACK, both, strict=True)],
        formats=dict.fromkeys(columns, ".4f"),
        notes=[f"After {rounds} rounds of learning."],
    )


# The same stands in memory.py, for learners to try.

VOCABULARY = 8
LENGTH_READ = 1200  # steps: the first half to fit on, the second to try on
TOKENS = np.random.RandomState(0).randint(VOCABULARY, size=LENGTH_READ)


def network(hidden):
    """Decays from 0 to 0.95 and inputs, (length, hidden): a network that reads TOKENS."""
    decays = 1 - np.geomspace(1, 0.05, hidden)
    codes = np.random.RandomState(hidden).normal(size=(VOCABULARY, hidden))
    return np.tile(decays, (LENGTH_READ, 1)), codes[TOKENS] * np.sqrt(1 - decays**2)


def noise(hidden):
    """What is uncertain about each number of each state: a tenth of its spread."""
    return np.random.RandomState(hidden + 1).normal(scale=0.1, size=(LENGTH_READ, hidden))


def recall(impl, states, back):
    """The share of tokens, so many steps back, that are recalled in the second half."""
    half = LENGTH_READ // 2
    weights = floats(impl.fit_readout(states[back:half], TOKENS[: half - back], VOCABULARY))
    guesses = (states[half + back :] @ weights).argmax(axis=1)
    return np.mean(guesses == TOKENS[half : LENGTH_READ - back])


UNITS = {f"{hidden} units": hidden for hidden in (4, 16, 64)}


@experiment(
    points=3,
    needs=[states_of_any_size, readout_of_any_size],
    title="What a state can recall",
    lesson="The bottleneck",
    figure=figure.lines(x="steps back", y=[*UNITS], label="share recalled"),
    tolerance=Tolerance(relative=0, absolute=0.01),
)
def recall_by_distance(impl):
    """The share of tokens recalled so many steps back: it falls towards guessing, however wide the state."""
    states = [floats(impl.run_linear(*network(h))) + noise(h) for h in UNITS.values()]
    rows = [
        [back, *(recall(impl, each, back) for each in states)]
        for back in (0, 1, 2, 4, 8, 16, 32)
    ]
    return Table(
        ["steps back", *UNITS],
        rows,
        formats=dict.fromkeys(UNITS, ".3f"),
        notes=["Of 8 tokens, guessing gets 0.125 right."],
    )
