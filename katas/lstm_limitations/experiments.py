"""What an LSTM keeps, what it loses, and what its one-step-after-the-other costs."""

from copy import deepcopy
from math import sqrt
from time import perf_counter
from types import SimpleNamespace

import numpy as np

from kata_runner import Table, Tolerance, control, experiment, figure, probe

HIDDEN, INPUTS = 4, 3
SIGNAL = np.array([1.0, 0.5, -0.3])
BLANK = np.zeros(INPUTS)
STEPS = [1, 2, 3, 4, 5, 10, 20, 30, 40, 50]
LENGTHS = [10, 50, 100, 500, 1000]
OPEN = 40.0  # a gate with this pre-activation lets all but 4e-18 through, with minus this 4e-18

# In the linear range (tanh z = z to 3e-6 for |z| < 3e-3) a sum shows as it is, whatever squashes it
# afterwards.
LINEAR = 1e-3
TINY = Tolerance(relative=1e-4, absolute=1e-9)


# --- The parts of lstm_step, each alone


def random_weights(rng, hidden, inputs):
    """Random weights of all four gates, with the attributes that lstm_step reads."""
    w = SimpleNamespace()
    for gate, numbers in zip(
        "fico", rng.standard_normal((4, hidden * (hidden + inputs + 1))), strict=True
    ):
        setattr(w, f"w_{gate}", numbers[:-hidden].reshape(hidden, hidden + inputs))
        setattr(w, f"b_{gate}", numbers[-hidden:])
    return w


def fix(w, gates, row, bias):
    """Give every unit of these gates the same weights and the same bias."""
    for gate in gates:
        setattr(w, f"w_{gate}", np.zeros(getattr(w, f"w_{gate}").shape) + row)
        setattr(w, f"b_{gate}", np.zeros(getattr(w, f"b_{gate}").shape) + bias)


def hold(w, gates, value):
    """Make gates independent of what comes in: zero weights and this bias."""
    fix(w, gates, 0.0, value)


def drive(w, gates, value, z):
    """Give gates this pre-activation through their weights alone, for z = [h_prev, x], and leave
    their bias zero.
    """
    fix(w, gates, value * z / (z @ z), 0.0)


def force(w, gates, value, z):
    """Open or shut gates so firmly that neither a forgotten bias nor a misread z changes it."""
    fix(w, gates, value * z / (z @ z), 2 * value)


def cases(rng, hidden=3, inputs=2, count=2):
    """Random states and input and weights, several times: what lstm_step is called with."""
    for _ in range(count):
        w = random_weights(rng, hidden, inputs)
        yield (*rng.standard_normal((2, hidden)), rng.standard_normal(inputs), w)


def new_cells(impl, cases):
    """The new cell in each case."""
    tables = []
    for case in cases:
        _, c = impl.lstm_step(*case)
        tables.append(Table.of(c=c))
    return Table.stack(tables)


def new_hiddens(impl, cases):
    """The new hidden state in each case."""
    tables = []
    for case in cases:
        h, _ = impl.lstm_step(*case)
        tables.append(Table.of(h=h))
    return Table.stack(tables)


def shut_output(rng):
    """Nothing is forgotten, nothing comes in and nothing is shown."""
    for h_prev, c_prev, x, w in cases(rng):
        z = np.concatenate([h_prev, x])
        force(w, "f", OPEN, z)
        force(w, "io", -OPEN, z)
        yield h_prev, 3 + c_prev, x, w


@probe(points=2, lesson="What you write", inputs=shut_output)
def first_result_is_hidden(impl, cases):
    """lstm_step returns h first and c second: with the output gate shut, h is zero."""
    return new_hiddens(impl, cases)


def nothing_new(rng):
    """The input gate is shut."""
    for h_prev, c_prev, x, w in cases(rng):
        force(w, "i", -OPEN, np.concatenate([h_prev, x]))
        hold(w, "c", 0.0)
        yield h_prev, c_prev, x, w


@probe(points=6, needs=[first_result_is_hidden], lesson="The cell", inputs=nothing_new)
def forget_gate(impl, cases):
    """The forget gate alone: with nothing new coming in, c is c_prev times sigmoid(w_f [h_prev, x]
    + b_f).
    """
    return new_cells(impl, cases)


def nothing_old_and_a_small_candidate(rng):
    """The old cell is zero, the candidate known."""
    for h_prev, c_prev, x, w in cases(rng):
        drive(w, "c", LINEAR, np.concatenate([h_prev, x]))
        yield h_prev, 0 * c_prev, x, w


@probe(
    points=6,
    needs=[first_result_is_hidden],
    tolerance=TINY,
    lesson="The cell",
    inputs=nothing_old_and_a_small_candidate,
)
def input_gate(impl, cases):
    """The input gate alone: with c_prev zero and a candidate of 0.001, c is 0.001 sigmoid(w_i
    [h_prev, x] + b_i).
    """
    return new_cells(impl, cases)


def nothing_old_and_open_gates(rng):
    """The old cell is zero, every gate open."""
    for h_prev, c_prev, x, w in cases(rng):
        force(w, "fio", OPEN, np.concatenate([h_prev, x]))
        yield h_prev, 0 * c_prev, x, w


@probe(
    points=6, needs=[first_result_is_hidden], lesson="The cell", inputs=nothing_old_and_open_gates
)
def candidate(impl, cases):
    """The candidate alone: with c_prev zero and every gate open, c is tanh(w_c [h_prev, x] +
    b_c).
    """
    return new_cells(impl, cases)


def large_old(rng):
    """The old cell is large enough to be seen."""
    for h_prev, c_prev, x, w in cases(rng):
        yield h_prev, 2 * c_prev, x, w


@probe(points=6, needs=[forget_gate, input_gate, candidate], lesson="The cell", inputs=large_old)
def cell_update(impl, cases):
    """The new cell is what the forget gate leaves of c_prev plus what the input gate lets in of the
    candidate.
    """
    return new_cells(impl, cases)


def kept(rng, scale):
    """The cell stays as it is, so many times a random one."""
    for h_prev, c_prev, x, w in cases(rng):
        force(w, "fi", OPEN, np.concatenate([h_prev, x]))
        hold(w, "c", 0.0)
        yield h_prev, scale * c_prev, x, w


@probe(
    points=6,
    needs=[first_result_is_hidden],
    tolerance=TINY,
    lesson="The cell",
    inputs=lambda rng: kept(rng, LINEAR),
)
def output_gate(impl, cases):
    """The output gate alone: for a cell so small that tanh leaves it as it is, h is c times the
    output gate.
    """
    return new_hiddens(impl, cases)


@probe(points=4, needs=[output_gate], lesson="The cell", inputs=lambda rng: kept(rng, 2))
def hidden_state(impl, cases):
    """The hidden state is tanh of the cell, and that times the output gate."""
    return new_hiddens(impl, cases)


def nothing_old(rng):
    """The old cell is zero, so that it shows at once when it is taken for the new one."""
    for h_prev, c_prev, x, w in cases(rng):
        yield h_prev, 0 * c_prev, x, w


@probe(points=2, needs=[cell_update, hidden_state], lesson="The cell", inputs=nothing_old)
def hidden_shows_the_new_cell(impl, cases):
    """The hidden state shows the cell as it is after the step, not before it."""
    return new_hiddens(impl, cases)


WHOLE_STEP = [
    forget_gate,
    input_gate,
    candidate,
    output_gate,
    cell_update,
    hidden_state,
    hidden_shows_the_new_cell,
]


def of_sizes(rng):
    """One case of each of several sizes, under the name of its sizes."""
    for hidden, inputs in [(1, 1), (1, 4), (4, 1), (2, 2), (2, 5)]:
        [case] = cases(rng, hidden, inputs, count=1)
        yield f"{hidden}x{inputs}", case


@probe(points=3, needs=WHOLE_STEP, inputs=of_sizes)
def lstm_sizes(impl, cases):
    """lstm_step takes any hidden and input size, also sizes of 1."""
    parts = {}
    for size, case in cases:
        h, c = impl.lstm_step(*case)
        parts |= {f"h of {size}": h, f"c of {size}": c}
    return Table.of(**parts)


def saturated(rng):
    """Large pre-activations of either sign, and at last a large one for the candidate alone."""
    for size in (200.0, 500.0, 1000.0):
        for h_prev, c_prev, x, w in cases(rng, count=1):
            for gate in "fico":
                hold(w, gate, size * np.sign(rng.normal(size=3)))
            yield h_prev, c_prev, x, w
    for h_prev, c_prev, x, w in cases(rng, count=1):
        hold(w, "fio", -1000.0)  # shut, so that only the candidate is large
        hold(w, "c", 1000.0)
        yield h_prev, c_prev, x, w


@probe(points=4, needs=WHOLE_STEP, inputs=saturated)
def saturated_gates(impl, cases):
    """Gates with pre-activations in the hundreds are fully open or shut, and nothing becomes
    nan.
    """
    tables = []
    for case in cases:
        h, c = impl.lstm_step(*case)
        tables.append(Table.of(h=h, c=c))
    return Table.stack(tables)


@probe(points=2, needs=WHOLE_STEP, inputs=lambda rng: cases(rng, count=3))
def lstm_repeats(impl, cases):
    """The same call of lstm_step gives the same answer later, whatever was called in between."""
    first, *others = cases
    for case in others:
        impl.lstm_step(*case)
    tables = []
    for _ in range(2):
        h_prev, c_prev, x, w = deepcopy(
            first
        )  # whether an attempt changes these is looked at apart
        h, c = impl.lstm_step(h_prev, c_prev, x, w)
        tables.append(Table.of(h=h, c=c))
        h_prev, c_prev, x, w = deepcopy(first)
        impl.lstm_step(c_prev, h_prev, -x, w)
    return Table.stack(tables)


@probe(points=2, needs=WHOLE_STEP, inputs=lambda rng: cases(rng, count=3))
def lstm_keeps_earlier_answers(impl, cases):
    """What lstm_step returned earlier is not changed by later calls."""
    answers = [impl.lstm_step(*case) for case in cases]
    return Table.stack(Table.of(h=h, c=c) for h, c in answers)


LSTM = [*WHOLE_STEP, lstm_repeats, lstm_keeps_earlier_answers]


# --- rnn_step


def rnn_case(rng, hidden=3, inputs=2):
    """Random weights, state and input of a plain RNN."""
    shapes = {
        "h_prev": hidden,
        "x": inputs,
        "w_h": (hidden, hidden),
        "w_x": (hidden, inputs),
        "bias": hidden,
    }
    return {name: rng.standard_normal(shape) for name, shape in shapes.items()}


def step(impl, case):
    """One call of rnn_step."""
    return impl.rnn_step(case["h_prev"], case["x"], case["w_h"], case["w_x"], case["bias"])


def only(*kept):
    """Inputs with everything else zero and the rest small enough for tanh to leave it as it is."""

    def cases(rng):
        for case in (rnn_case(rng), rnn_case(rng)):
            zeroed = {"h_prev", "x", "bias"} - set(kept)
            yield (
                case
                | {name: 0 * case[name] for name in zeroed}
                | {name: LINEAR * case[name] for name in kept}
            )

    return cases


def new_states(impl, cases):
    """The new state in each case."""
    return Table.stack(Table.of(h=step(impl, case)) for case in cases)


@probe(points=3, tolerance=TINY, lesson="What you write", inputs=only("h_prev"))
def rnn_recurrent_part(impl, cases):
    """rnn_step brings the old state in through w_h: here x and the bias are zero and the state is
    small.
    """
    return new_states(impl, cases)


@probe(points=3, tolerance=TINY, lesson="What you write", inputs=only("x"))
def rnn_input_part(impl, cases):
    """rnn_step brings x in through w_x: here the old state and the bias are zero and x is small."""
    return new_states(impl, cases)


@probe(points=3, tolerance=TINY, lesson="What you write", inputs=only("bias"))
def rnn_bias(impl, cases):
    """rnn_step adds its bias: here the old state and x are zero and the bias is small."""
    return new_states(impl, cases)


def of_all_sizes(rng):
    """States and inputs from small to large, and at last very large ones."""
    for scale in (0.5, 1.0, 1.0, 2.0):
        case = rnn_case(rng)
        yield case | {"h_prev": scale * case["h_prev"], "x": scale * case["x"]}
    yield in_one_direction(rnn_case(rng), 1e4)


def in_one_direction(case, scale):
    """Large states and inputs that add up in every unit: where large terms cancel, float32 would
    have little left.
    """
    signs = np.sign(case["bias"])[:, None]
    weights = {name: signs * abs(case[name]) for name in ("w_h", "w_x")}
    return case | weights | {name: scale * abs(case[name]) for name in ("h_prev", "x")}


@probe(
    points=3,
    needs=[rnn_recurrent_part, rnn_input_part, rnn_bias],
    lesson="What you write",
    inputs=of_all_sizes,
)
def rnn_squashes(impl, cases):
    """rnn_step takes tanh of the sum of its three parts, however large it is."""
    return new_states(impl, cases)


def rnn_of_sizes(rng):
    """A case of each of several sizes, by the name of its column."""
    sizes = [(1, 1), (1, 3), (3, 1), (2, 5)]
    return {f"h of {hidden}x{inputs}": rnn_case(rng, hidden, inputs) for hidden, inputs in sizes}


@probe(points=1, needs=[rnn_squashes], inputs=rnn_of_sizes)
def rnn_sizes(impl, cases):
    """rnn_step takes any hidden and input size, also sizes of 1."""
    return Table.of(**{name: step(impl, case) for name, case in cases.items()})


@probe(points=2, needs=[rnn_squashes], inputs=lambda rng: (rnn_case(rng), rnn_case(rng)))
def rnn_has_no_memory_of_its_own(impl, cases):
    """rnn_step answers the same call the same way later, and keeps earlier answers."""
    case, other = cases
    first = step(impl, deepcopy(case))
    second = step(impl, other)
    again = step(impl, case)
    return Table.of(first=first, second=second, again=again)


# --- cosine_similarity


def directions(rng):
    """Pairs of vectors: some at random, along and against each other, some across or almost so."""
    for size in (1, 2, 3, 5, 8):
        a, b = rng.normal(size=(2, size))
        yield from [(a, b), (3 * a, a), (a, -2 * a)]
    yield np.array([3.0, 4.0]), np.array([-4.0, 3.0])
    yield np.array([3.0, 4.0]), np.array([-4.0, 3.01])  # almost across


@probe(points=5, lesson="What you write", inputs=directions)
def cosine_of_directions(impl, pairs):
    """cosine_similarity is the scalar product over both lengths: 1 along, 0 across, -1 against."""
    rows = [(number, impl.cosine_similarity(a, b)) for number, (a, b) in enumerate(pairs, 1)]
    return Table(["pair", "similarity"], rows)


@probe(points=2, needs=[cosine_of_directions], inputs=lambda rng: rng.normal(size=3))
def cosine_of_zero(impl, a):
    """A vector of zeros has no direction: its similarity with anything, itself too, is 0.0."""
    zero = np.zeros(3)
    pairs = {"zero, a": (zero, a), "a, zero": (a, zero), "zero, zero": (zero, zero), "a, a": (a, a)}
    return Table(
        ["pair", "similarity"],
        [(name, impl.cosine_similarity(*pair)) for name, pair in pairs.items()],
    )


def around_the_threshold(rng):
    """Pairs of lengths around 1e-10, in random directions, at last along an axis and a diagonal."""
    a, b = (v / np.sqrt(v @ v) for v in rng.normal(size=(2, 3)))
    above, below = 1.05e-10, 0.95e-10
    lengths = [
        (above, 1.0),
        (1.0, above),
        (below, 1.0),
        (1.0, below),
        (below, 1e3),
        (above, above),
        (1e-9, 1e-9),
        (below, below),
        (3e-9, below),
        (1e-6, 1e-6),
        (2e-12, 1.0),
        (1e-13, 1.0),
    ]
    for p, q in lengths:
        yield f"lengths {p:g} and {q:g}", p * a, q * b
    yield f"{above:g} along an axis", above * np.eye(3)[0], a  # its largest component is its length
    # the sum of its components is 1.73 times its length
    yield f"{below:g} along a diagonal", below * np.ones(3) / np.sqrt(3), a


@probe(
    points=2,
    needs=[cosine_of_directions, cosine_of_zero],
    lesson="What you write",
    inputs=around_the_threshold,
)
def cosine_threshold(impl, pairs):
    """Both lengths must exceed 1e-10: a shorter vector on either side gives 0.0, a slightly longer
    one counts.
    """
    return Table(
        ["pair", "similarity"], [(name, impl.cosine_similarity(a, b)) for name, a, b in pairs]
    )


@probe(points=1, needs=[cosine_of_directions], inputs=lambda rng: rng.normal(size=(3, 4)))
def cosine_repeats(impl, vectors):
    """cosine_similarity answers the same call the same way later, whatever was called in
    between.
    """
    a, b, other = vectors
    first = impl.cosine_similarity(a.copy(), b.copy())
    impl.cosine_similarity(other, a.copy())
    return Table.of(first=first, again=impl.cosine_similarity(a, b))


# --- signal_retained, lstm_ops, attention_ops


def decays(rng):
    """Gates at random, and steps."""
    return [(float(rng.uniform(0.5, 0.999)), int(rng.randint(1, 30))) for _ in range(12)]


def retained(impl, pairs):
    """What is retained for each pair of a gate and steps."""
    return Table(
        ["gate and steps", "retained"],
        [(f"f={f:.3f}, {n} steps", impl.signal_retained(f, n)) for f, n in pairs],
    )


@probe(points=4, lesson="What you write", inputs=decays)
def decay_of_a_signal(impl, pairs):
    """signal_retained multiplies the signal by the forget gate once for each step."""
    return retained(impl, pairs)


def edges(rng):
    """No step at all, gates open or shut, and one single step."""
    known = [(0.5, 0), (0.0, 0), (1.0, 0), (0.0, 1), (0.0, 7), (1.0, 1), (1.0, 1000)]
    return [*known, (float(rng.uniform(0.1, 0.9)), 1)]


@probe(points=2, needs=[decay_of_a_signal], inputs=edges)
def decay_at_the_edges(impl, pairs):
    """After no step all of the signal is there, an open gate keeps it for ever, a shut one keeps
    nothing.
    """
    return retained(impl, pairs)


def triples(rng):
    """Lengths, input sizes and hidden sizes."""
    return [(1, 1, 1), (1, 2, 1), (1, 1, 2), (0, 3, 4), *rng.randint(1, 300, size=(6, 3)).tolist()]


@probe(points=3, lesson="What you write", inputs=triples)
def lstm_counts(impl, sizes):
    """lstm_ops counts, for each step, four gates of hidden times (input + hidden)
    multiplications.
    """
    return Table(
        ["sizes", "operations"],
        [(f"length {n}, input {i}, hidden {h}", impl.lstm_ops(n, i, h)) for n, i, h in sizes],
    )


def doubles(rng):
    """Lengths and hidden sizes."""
    return [(1, 1), (1, 7), (7, 1), (0, 4), *rng.randint(2, 300, size=(6, 2)).tolist()]


@probe(points=3, lesson="What you write", inputs=doubles)
def attention_counts(impl, sizes):
    """attention_ops counts hidden multiplications for every pair of positions."""
    return Table(
        ["sizes", "operations"],
        [(f"length {n}, hidden {h}", impl.attention_ops(n, h)) for n, h in sizes],
    )


# --- The demo


def waves(rows, columns, scale, seed):
    """A matrix that looks random and is the same everywhere: sin(1.618 (i columns + j + 100 seed))
    times scale.
    """
    return np.sin((np.arange(rows * columns).reshape(rows, columns) + 100 * seed) * 1.618) * scale


# The demo's LSTM has small weights and a forget gate that begins open, as is common practice; its
# RNN has recurrent weights, input weights and a bias.
LSTM_WEIGHTS = {
    f"w_{gate}": waves(HIDDEN, HIDDEN + INPUTS, 0.3, seed) for seed, gate in enumerate("fico", 1)
}
LSTM_BIASES = {f"b_{gate}": np.zeros(HIDDEN) + (gate == "f") for gate in "fico"}
RNN_WEIGHTS = waves(HIDDEN, HIDDEN, 0.3, 5), waves(HIDDEN, INPUTS, 0.5, 6), np.zeros(HIDDEN)


def demo_lstm():
    """The demo's LSTM, new for each experiment: an attempt may change what it is given."""
    return SimpleNamespace(
        **{name: array.copy() for name, array in (LSTM_WEIGHTS | LSTM_BIASES).items()}
    )


def demo_rnn():
    """The demo's RNN, new likewise."""
    return tuple(array.copy() for array in RNN_WEIGHTS)


def vector(state):
    """A state as the functions expect to be given one, an array of its own, whatever numbers an
    attempt made it of.
    """
    array = np.array([*state])
    if len(array) != len(state) or array.dtype.kind not in "biufO":
        raise TypeError(f"a state holds numbers, not {array.dtype.name:.40}")
    return array.astype(float)


def lstm_states(impl, steps):
    """The states (h, c) after the signal and after each of so many blank steps."""
    w = demo_lstm()
    states = [after_step(impl, (np.zeros(HIDDEN), np.zeros(HIDDEN)), SIGNAL, w)]
    for _ in range(steps):
        states.append(after_step(impl, states[-1], BLANK, w))
    return states


def after_step(impl, state, x, w):
    """The state (h, c) after one step."""
    h, c = impl.lstm_step(*state, x, w)
    return vector(h), vector(c)


def rnn_states(impl, steps):
    """The state h after the signal and after each of so many blank steps."""
    weights = demo_rnn()
    states = [vector(impl.rnn_step(np.zeros(HIDDEN), SIGNAL, *weights))]
    for _ in range(steps):
        states.append(vector(impl.rnn_step(states[-1], BLANK, *weights)))
    return states


def norm(state):
    """The Euclidean length."""
    return sqrt(state.ravel() @ state.ravel())


@experiment(points=2, needs=LSTM, title="The states after the signal")
def states_after_signal(impl):
    """One input, the signal, has gone through an LSTM that knew nothing."""
    [(h, c)] = lstm_states(impl, 0)
    columns = [str(number) for number in range(1, HIDDEN + 1)]
    return Table(
        ["state", *columns], [["cell", *c], ["hidden", *h]], formats=dict.fromkeys(columns, "+.4f")
    )


@experiment(
    points=2,
    needs=[*LSTM, cosine_of_directions],
    title="What the LSTM retains",
    figure=figure.lines(
        x="step", y=["cell_sim", "hidden_sim", "cell_length"], label="1 is the signal's own"
    ),
)
def lstm_retention(impl):
    """Then nothing but blanks: how like the signal's the states still are, and how long the cell
    still is.
    """
    states = lstm_states(impl, STEPS[-1])
    h_signal, c_signal = states[0]
    rows = []
    for n in STEPS:
        h, c = states[n]
        similarities = impl.cosine_similarity(c_signal, c), impl.cosine_similarity(h_signal, h)
        rows.append([n, *similarities, norm(c) / norm(c_signal)])
    return Table(
        ["step", "cell_sim", "hidden_sim", "cell_length"],
        rows,
        formats={"cell_sim": ".4f", "hidden_sim": ".4f", "cell_length": ".3%"},
        notes=[
            "Similarity looks at the direction only: read it together with the length that is left."
        ],
    )


@experiment(
    points=2,
    needs=[rnn_squashes, rnn_has_no_memory_of_its_own, cosine_of_directions, cosine_threshold],
    title="What the plain RNN retains",
    lesson="Reading the tables with care",
    figure=figure.lines(x="step", y="hidden_sim"),
)
def rnn_retention(impl):
    """The same signal and the same blanks in a plain RNN: its state's direction, and its length."""
    states = rnn_states(impl, STEPS[-1])
    rows = [[n, impl.cosine_similarity(states[0], states[n]), norm(states[n])] for n in STEPS]
    return Table(
        ["step", "hidden_sim", "norm"],
        rows,
        formats={"hidden_sim": ".4f", "norm": ".1e"},
        notes=[
            "0.0000 where the state is shorter than 1e-10: too short to speak of a direction, "
            "not without one."
        ],
    )


@experiment(
    points=1,
    needs=[decay_of_a_signal],
    title="What a constant forget gate leaves",
    figure=figure.lines(
        x="steps", y=["f=0.99", "f=0.95", "f=0.90", "f=0.80"], log="x", label="share that is left"
    ),
)
def forget_gate_decay(impl):
    """A signal multiplied by the same gate at every step, at each of four values of the gate."""
    gates = [0.99, 0.95, 0.90, 0.80]
    columns = [f"f={gate:.2f}" for gate in gates]
    rows = [
        [n, *(impl.signal_retained(gate, n) for gate in gates)]
        for n in (10, 50, 100, 200, 500, 1000)
    ]
    return Table(["steps", *columns], rows, formats=dict.fromkeys(columns, ".6f"))


@experiment(
    title="What is left of the signal",
    lesson="Reading the tables with care",
    figure=figure.lines(
        x="step",
        y=["LSTM cell", "plain RNN", "f=0.95", "f=0.80"],
        log=True,
        label="share of the length",
        floor=1e-6,
    ),
    control=control(forget_bias=(-2, 6)),
)
def what_is_left(impl, forget_bias=1.0):
    """Cell, plain RNN and two constant gates on one scale: a straight line loses the same share at
    every step.
    """
    w, weights = demo_lstm(), demo_rnn()
    w.b_f = np.zeros(HIDDEN) + forget_bias
    cells = [after_step(impl, (np.zeros(HIDDEN), np.zeros(HIDDEN)), SIGNAL, w)]
    hiddens = [vector(impl.rnn_step(np.zeros(HIDDEN), SIGNAL, *weights))]
    steps = [0, 1, 2, 3, 4, 5, 10, 15, 20, 30, 40, 50]
    for _ in range(steps[-1]):
        cells.append(after_step(impl, cells[-1], BLANK, w))
        hiddens.append(vector(impl.rnn_step(hiddens[-1], BLANK, *weights)))
    columns = ["LSTM cell", "plain RNN", "f=0.95", "f=0.80"]
    rows = []
    for n in steps:
        lengths = norm(cells[n][1]) / norm(cells[0][1]), norm(hiddens[n]) / norm(hiddens[0])
        rows.append([n, *lengths, impl.signal_retained(0.95, n), impl.signal_retained(0.80, n)])
    return Table(["step", *columns], rows, formats=dict.fromkeys(columns, ".1e"))


@experiment(
    points=1,
    needs=[lstm_counts],
    title="Operations of an LSTM, one step after the other",
    lesson="The sequential bottleneck",
    figure=figure.lines(x="length", y="operations", log="xy"),
)
def lstm_operations(impl):
    """Every step waits for the one before it, so all of these must be done in sequence."""
    return Table(["length", "operations"], [[n, impl.lstm_ops(n, INPUTS, HIDDEN)] for n in LENGTHS])


@experiment(
    points=1,
    needs=[attention_counts],
    title="Operations of self-attention, all positions at once",
    lesson="The sequential bottleneck",
    figure=figure.lines(x="length", y=["operations", "positions in parallel"], log="xy"),
)
def attention_operations(impl):
    """Many more operations, but every position can be computed at the same time."""
    rows = [[n, impl.attention_ops(n, HIDDEN), n] for n in LENGTHS]
    return Table(["length", "operations", "positions in parallel"], rows)


@experiment(
    points=1,
    needs=[lstm_counts, attention_counts],
    title="What the variants cost",
    lesson="What the variants cost",
)
def variants(impl):
    """A sequence of 100: more layers or directions do not shorten the way from its first position
    to its last.
    """
    n = 100
    first, further = impl.lstm_ops(n, INPUTS, HIDDEN), impl.lstm_ops(n, HIDDEN, HIDDEN)
    rows = [
        ["one LSTM", first, n, n - 1],
        ["stacked, 2 layers", first + further, n + 1, n],
        ["stacked, 4 layers", first + 3 * further, n + 3, n + 2],
        ["bidirectional", 2 * first, n, n - 1],
        ["self-attention", impl.attention_ops(n, HIDDEN), 1, 1],
    ]
    return Table(
        ["variant", "operations", "steps that wait", "longest path"],
        rows,
        notes=[
            "Steps that wait: the longest chain in which each step needs the one before; "
            "stacked layers overlap."
        ],
    )


def felt(states_of, size, steps):
    """How far apart, at these steps, two runs are that began `size` to either side of a state, per
    unit of nudge.
    """
    up, down = states_of(size), states_of(-size)
    return [norm(up[n] - down[n]) / (2 * size) for n in steps]


@experiment(
    points=1,
    needs=[*LSTM, rnn_squashes, rnn_has_no_memory_of_its_own],
    title="How much of a nudge is still felt",
    lesson="The nudge",
    figure=figure.lines(
        x="step", y=["through the cell", "through the RNN"], log=True, label="of the nudge"
    ),
    tolerance=Tolerance(relative=1e-2, absolute=1e-4),
)
def nudge(impl):
    """The state after the signal is pushed a little in its first component: so much is felt n blank
    steps later.
    """
    w, weights, direction = demo_lstm(), demo_rnn(), np.eye(HIDDEN)[0]
    steps = [1, 2, 3, 5, 10, 20]
    [(h, c)], [h_rnn] = lstm_states(impl, 0), rnn_states(impl, 0)

    def cells(size):
        states = [(h, c + size * direction)]
        for _ in range(steps[-1]):
            states.append(after_step(impl, states[-1], BLANK, w))
        return [state for _, state in states]

    def hiddens(size):
        states = [h_rnn + size * direction]
        for _ in range(steps[-1]):
            states.append(vector(impl.rnn_step(states[-1], BLANK, *weights)))
        return states

    return Table(
        ["step", "through the cell", "through the RNN"],
        zip(steps, felt(cells, 1e-2, steps), felt(hiddens, 1e-2, steps), strict=True),
        formats={"through the cell": ".1e", "through the RNN": ".1e"},
        notes=["Central differences of size 0.01: this is what a gradient must pass through, "
               "and why it vanishes.",
               "Below 0.0001 the figures are shown and not graded: rounding has its say there."],
    )  # fmt: skip


@experiment(
    title="Time, measured",
    figure=figure.scatter(x="length", y="milliseconds", log="xy", fit=True),
)
def time_per_length(impl):
    """Twice the length takes twice the time, and nothing can be done at the same time."""
    w, lengths = demo_lstm(), [100, 300, 1000, 3000, 10_000]
    seconds = []
    for n in lengths:
        state = np.zeros(HIDDEN), np.zeros(HIDDEN)
        begin = perf_counter()
        for _ in range(n):
            state = impl.lstm_step(*state, BLANK, w)
        seconds.append(perf_counter() - begin)
    exponent = np.polyfit(np.log(lengths), np.log(seconds), 1)[0]
    return Table(
        ["length", "milliseconds", "microseconds a step"],
        [[n, 1e3 * s, 1e6 * s / n] for n, s in zip(lengths, seconds, strict=True)],
        formats={"milliseconds": ".1f", "microseconds a step": ".1f"},
        notes=[
            f"Fitted: time grows as length to the power {exponent:.2f}. Measured on this "
            f"machine just now, not graded."
        ],
    )
