"""What a recurrent network keeps of what it read, and what comes back as a gradient."""

import numpy as np

from kata_runner import Table, Tolerance, control, experiment, figure, probe

# For |z| < 3e-3, tanh z is z to 3e-6: a sum shows as it is, whatever squashes it afterwards.
LINEAR = 1e-3
TINY = Tolerance(relative=1e-4, absolute=1e-9)
WRITE = "What you write"


# --- Inputs of probes: everything at random, then some of it set to what isolates a part


def network(rng, hidden=3, inputs=2):
    """Random weights and a bias: what every function takes last, in this order."""
    shapes = {"w_h": (hidden, hidden), "w_x": (hidden, inputs), "bias": (hidden,)}
    return {name: rng.normal(scale=0.7, size=shape) for name, shape in shapes.items()}


def sequence(rng, length=4, hidden=3, inputs=2):
    """A random network with a state to begin from and a sequence to read."""
    start = {"h0": rng.normal(scale=0.7, size=hidden), "xs": rng.normal(size=(length, inputs))}
    return network(rng, hidden, inputs) | start


def one_step(impl, case):
    """One call of rnn_step."""
    return impl.rnn_step(case["h_prev"], case["x"], case["w_h"], case["w_x"], case["bias"])


def states_of(impl, case):
    """One call of run_sequence."""
    return impl.run_sequence(case["h0"], case["xs"], case["w_h"], case["w_x"], case["bias"])


def echo_of(impl, case):
    """One call of echo."""
    where = case["position"], case["change"]
    return impl.echo(case["xs"], *where, case["w_h"], case["w_x"], case["bias"])


def gradients_of(impl, case):
    """One call of loss_gradients."""
    return impl.loss_gradients(case["xs"], case["target"], case["w_h"], case["w_x"], case["bias"])


# --- rnn_step


def step_case(rng, hidden=3, inputs=2):
    """A random network, a state and an input."""
    start = {"h_prev": rng.normal(size=hidden), "x": rng.normal(size=inputs)}
    return network(rng, hidden, inputs) | start


def only(kept):
    """Inputs with everything else zero and the rest small enough for tanh to leave it as it is; both
    matrices are square, so that a product from the wrong side or with the wrong matrix gives numbers.
    """

    def cases(rng):
        for case in (step_case(rng, 3, 3), step_case(rng, 3, 3)):
            parts = {name: 0 * case[name] for name in ("h_prev", "x", "bias")}
            yield case | parts | {kept: LINEAR * case[kept]}

    return cases


def new_states(impl, cases):
    """The new state in each case."""
    return Table.stack(Table.of(h=one_step(impl, case)) for case in cases)


@probe(points=2, tolerance=TINY, lesson=WRITE, inputs=only("h_prev"))
def step_brings_the_state_in(impl, cases):
    """rnn_step brings the old state in through w_h: here x and the bias are zero."""
    return new_states(impl, cases)


@probe(points=2, tolerance=TINY, lesson=WRITE, inputs=only("x"))
def step_brings_the_input_in(impl, cases):
    """rnn_step brings x in through w_x: here the old state and the bias are zero."""
    return new_states(impl, cases)


@probe(points=2, tolerance=TINY, lesson=WRITE, inputs=only("bias"))
def step_adds_the_bias(impl, cases):
    """rnn_step adds its bias: here the old state and x are zero."""
    return new_states(impl, cases)


def steps_of_all_sizes(rng):
    """States and inputs from small to large."""
    for scale in (0.5, 1.0, 2.0, 50.0):
        case = step_case(rng)
        yield case | {"h_prev": scale * case["h_prev"], "x": scale * case["x"]}


STEP_PARTS = [step_brings_the_state_in, step_brings_the_input_in, step_adds_the_bias]


@probe(points=5, needs=STEP_PARTS, lesson=WRITE, inputs=steps_of_all_sizes)
def step_squashes_the_sum(impl, cases):
    """rnn_step takes tanh of the sum of its three parts, however large it is."""
    return new_states(impl, cases)


def step_shapes(rng):
    """A case of each of several sizes, by the name of its column."""
    sizes = [(1, 1), (1, 3), (3, 1), (2, 5)]
    return {f"h of {hidden}x{inputs}": step_case(rng, hidden, inputs) for hidden, inputs in sizes}


@probe(points=1, needs=[step_squashes_the_sum], inputs=step_shapes)
def step_of_any_size(impl, cases):
    """rnn_step takes any hidden and input size, also sizes of 1."""
    return Table.of(**{name: one_step(impl, case) for name, case in cases.items()})


# --- run_sequence


def states_table(impl, cases):
    """The states of each case, a row a case."""
    return Table.stack(Table.of(states=states_of(impl, case)) for case in cases)


@probe(
    points=2,
    needs=[step_squashes_the_sum],
    lesson=WRITE,
    inputs=lambda rng: [sequence(rng, length=1) for _ in range(2)],
)
def first_state_comes_from_h0(impl, cases):
    """run_sequence begins from h0: of a single input it returns a single state."""
    return states_table(impl, cases)


@probe(
    points=6,
    needs=[first_state_comes_from_h0],
    lesson=WRITE,
    inputs=lambda rng: [sequence(rng, length=4) for _ in range(2)],
)
def state_is_carried_along(impl, cases):
    """run_sequence gives each step the state of the step before, and returns all new states."""
    return states_table(impl, cases)


def sequence_shapes(rng):
    """Sequences of other lengths and sizes, by the name of their column."""
    sizes = [(2, 1, 1), (3, 1, 3), (5, 4, 1)]
    return {f"states of {n}x{h}x{i}": sequence(rng, n, h, i) for n, h, i in sizes}


@probe(points=1, needs=[state_is_carried_along], inputs=sequence_shapes)
def states_of_any_size(impl, cases):
    """run_sequence takes sequences of any length and size."""
    return Table.of(**{name: states_of(impl, case) for name, case in cases.items()})


# --- echo


def echo_case(rng, position, length=4, hidden=3, inputs=2, scale=1.0):
    """A random network and sequence, and a change of one input."""
    change = {"position": position, "change": scale * rng.normal(size=inputs)}
    return sequence(rng, length, hidden, inputs) | change


def forgetful(rng):
    """Networks whose state does not reach the next step, so that an echo ends where it begins."""
    for position in (0, 1, 3):
        case = echo_case(rng, position)
        yield case | {"w_h": 0 * case["w_h"]}


def echo_table(impl, cases):
    """The echo of each case, a row a case."""
    return Table.stack(Table.of(echo=echo_of(impl, case)) for case in cases)


@probe(points=4, needs=[state_is_carried_along], lesson=WRITE, inputs=forgetful)
def echo_is_a_length(impl, cases):
    """echo is the length of what a change moves: here w_h is zero, so only one state moves."""
    return echo_table(impl, cases)


def reverberating(rng):
    """Changes at the beginning, in the middle and at the end of sequences."""
    return [echo_case(rng, position, length=5) for position in (0, 2, 4)]


@probe(
    points=6,
    needs=[state_is_carried_along, echo_is_a_length],
    lesson=WRITE,
    inputs=reverberating,
)
def echo_goes_on(impl, cases):
    """echo is zero before the change, and goes on through w_h in every state after it."""
    return echo_table(impl, cases)


def large_changes(rng):
    """Changes that tanh cuts short."""
    return [echo_case(rng, position, scale=30.0) for position in (0, 1)]


@probe(points=1, needs=[echo_goes_on], inputs=large_changes)
def echo_of_a_large_change(impl, cases):
    """echo of a change thirty times as large is not thirty times as long: tanh has its say."""
    return echo_table(impl, cases)


def echo_shapes(rng):
    """Echoes in networks of other sizes, by the name of their column."""
    sizes = [(1, 1, 1), (3, 1, 2), (2, 4, 1)]
    return {f"echo of {n}x{h}x{i}": echo_case(rng, n - 1, n, h, i) for n, h, i in sizes}


@probe(points=1, needs=[echo_goes_on], inputs=echo_shapes)
def echo_of_any_size(impl, cases):
    """echo takes sequences of any length and size, and changes of the last input too."""
    return Table.of(**{name: echo_of(impl, case) for name, case in cases.items()})


# --- step_jacobian


def jacobian_cases(rng, hidden=3, scale=1.0):
    """A state after a step, between -1 and 1, and recurrent weights."""
    return np.tanh(scale * rng.normal(size=hidden)), network(rng, hidden)["w_h"]


@probe(points=2, lesson=WRITE, inputs=lambda rng: jacobian_cases(rng, scale=0.0))
def jacobian_at_rest(impl, case):
    """step_jacobian at a state of zeros is w_h: there tanh leaves everything as it is."""
    return Table.of(J=impl.step_jacobian(*case))


@probe(
    points=3,
    lesson="One unit by hand",
    inputs=lambda rng: [jacobian_cases(rng, hidden=1) for _ in range(4)],
)
def jacobian_of_one_unit(impl, cases):
    """step_jacobian of a single unit is its weight times 1 - h², at the state after the step."""
    return Table.stack(Table.of(J=impl.step_jacobian(*case)) for case in cases)


@probe(
    points=6,
    needs=[jacobian_at_rest, jacobian_of_one_unit],
    lesson=WRITE,
    inputs=lambda rng: [jacobian_cases(rng, hidden) for hidden in (3, 3)],
)
def jacobian_scales_rows(impl, cases):
    """step_jacobian multiplies row i of w_h, which makes new unit i, by what tanh does to it."""
    return Table.stack(Table.of(J=impl.step_jacobian(*case)) for case in cases)


# --- jacobian_product


def product_case(rng, length, hidden=3):
    """States as a run gives them, and recurrent weights."""
    return np.tanh(rng.normal(size=(length, hidden))), network(rng, hidden)["w_h"]


def products(impl, cases):
    """The product of each case, a row a case."""
    return Table.stack(Table.of(product=impl.jacobian_product(*case)) for case in cases)


@probe(
    points=1,
    needs=[jacobian_scales_rows],
    lesson=WRITE,
    inputs=lambda rng: [product_case(rng, 0), product_case(rng, 1)],
)
def product_of_none_and_of_one(impl, cases):
    """jacobian_product of no states is the identity, and of one state its Jacobian."""
    return products(impl, cases)


@probe(
    points=6,
    needs=[product_of_none_and_of_one],
    lesson=WRITE,
    inputs=lambda rng: [product_case(rng, 2), product_case(rng, 2)],
)
def product_in_order(impl, cases):
    """jacobian_product of two steps: the later Jacobian stands on the left."""
    return products(impl, cases)


@probe(
    points=3,
    needs=[product_in_order],
    lesson=WRITE,
    inputs=lambda rng: {"six steps": product_case(rng, 6), "of 1": product_case(rng, 3, hidden=1)},
)
def product_of_many(impl, cases):
    """jacobian_product takes any number of states of any size."""
    return Table.of(**{name: impl.jacobian_product(*case) for name, case in cases.items()})


# --- loss_gradients


def loss_case(rng, length, hidden=3, inputs=2):
    """A random network, a sequence to read, and a target for its last state."""
    target = {"target": rng.uniform(-1, 1, size=hidden)}
    return sequence(rng, length, hidden, inputs) | target


def single_steps(rng):
    """Sequences of a single input."""
    return [loss_case(rng, 1), loss_case(rng, 1)]


def gradient_table(impl, cases, *wanted):
    """Some of the three gradients in each case, a row a case."""
    rows = []
    for case in cases:
        d_w_h, d_w_x, d_bias = gradients_of(impl, case)
        gradients = {"d_w_h": d_w_h, "d_w_x": d_w_x, "d_bias": d_bias}
        rows.append(Table.of(**{name: gradients[name] for name in wanted}))
    return Table.stack(rows)


STATES = [step_squashes_the_sum, state_is_carried_along]


@probe(points=5, needs=STATES, lesson="The gradient", inputs=single_steps)
def bias_gradient_of_one_step(impl, cases):
    """After one step the gradient by the bias is the distance to the target, times 1 - h²."""
    return gradient_table(impl, cases, "d_bias")


@probe(points=3, needs=[bias_gradient_of_one_step], lesson="The gradient", inputs=single_steps)
def input_gradient_of_one_step(impl, cases):
    """After one step the gradient by w_x is the same, for each unit and each part of the input."""
    return gradient_table(impl, cases, "d_w_x")


@probe(points=2, needs=[bias_gradient_of_one_step], lesson="The gradient", inputs=single_steps)
def recurrent_gradient_of_one_step(impl, cases):
    """After one step the gradient by w_h is zero: the state that w_h multiplied was zero."""
    return gradient_table(impl, cases, "d_w_h")


ONE_STEP = [
    *STATES,
    bias_gradient_of_one_step,
    input_gradient_of_one_step,
    recurrent_gradient_of_one_step,
]


@probe(
    points=6,
    needs=ONE_STEP,
    lesson="The gradient",
    inputs=lambda rng: [loss_case(rng, 2), loss_case(rng, 2)],
)
def recurrent_gradient_of_two_steps(impl, cases):
    """After two steps the gradient by w_h is that of the second step, with the first state."""
    return gradient_table(impl, cases, "d_w_h")


@probe(
    points=6,
    needs=ONE_STEP,
    lesson="The gradient",
    inputs=lambda rng: [loss_case(rng, 2), loss_case(rng, 2)],
)
def gradients_go_back_through_w_h(impl, cases):
    """The first step's share of the gradients comes back through w_h, and is added."""
    return gradient_table(impl, cases, "d_w_x", "d_bias")


def many_steps(rng):
    """A sequence; it once more in another network; and one so long that a gradient of its last state
    would be lost on the way, had w_h not length 1 in all directions and the states little to squash.
    """
    case = loss_case(rng, 5)
    yield case
    yield case | network(rng)
    case = loss_case(rng, 20)
    small = {"xs": 0.1 * case["xs"], "w_x": 0.5 * case["w_x"], "bias": 0.02 * case["bias"]}
    yield case | small | {"w_h": np.linalg.qr(case["w_h"])[0]}


@probe(
    points=6,
    needs=[recurrent_gradient_of_two_steps, gradients_go_back_through_w_h],
    lesson="The gradient",
    inputs=many_steps,
)
def gradients_of_many_steps(impl, cases):
    """The gradients of longer sequences: every step adds its share."""
    return gradient_table(impl, cases, "d_w_h", "d_w_x", "d_bias")


def loss_shapes(rng):
    """Networks of other sizes."""
    return {f"{h}x{i}": loss_case(rng, 3, h, i) for h, i in [(1, 1), (1, 3), (4, 1)]}


@probe(points=1, needs=[gradients_of_many_steps], inputs=loss_shapes)
def gradients_of_any_size(impl, cases):
    """loss_gradients takes networks of any size."""
    parts = {}
    for size, case in cases.items():
        d_w_h, d_w_x, d_bias = gradients_of(impl, case)
        parts |= {f"d_w_h of {size}": d_w_h, f"d_w_x of {size}": d_w_x, f"d_bias of {size}": d_bias}
    return Table.of(**parts)


# --- The demo: a network of three units that reads a sentence of five different words

HIDDEN = 3
SENTENCE = ["the", "cat", "sat", "on", "the", "mat"]
WORDS = ["the", "cat", "sat", "on", "mat"]
# A matrix that turns a state and keeps its length: every row and every column has length 1, and
# they stand at right angles. Its powers neither grow nor shrink.
TURN = np.roll(np.eye(HIDDEN) - 2 / 3, 1, axis=0)
RADIUS = 0.8  # times which the demo's network takes the state along
DISTANCES = [1, 2, 5, 10, 20, 50]
STATE = ["h[0]", "h[1]", "h[2]"]
RADII = [0.5, 0.9, 1.0, 1.1]
AT_RADII = [f"radius {radius}" for radius in RADII]


def waves(rows, columns, scale):
    """A matrix that looks random and is the same everywhere: sin(1.7 (i columns + j) + 0.4)."""
    return np.sin(1.7 * np.arange(rows * columns).reshape(rows, columns) + 0.4) * scale


def demo(radius=RADIUS, words=WORDS):
    """The demo's weights and bias, new for each experiment."""
    return radius * TURN, waves(HIDDEN, len(words), 0.8), np.zeros(HIDDEN)


def one_hot(sentence, words=WORDS):
    """A row for each word, with a 1 in the column of the word and zeros elsewhere."""
    return np.array([[float(word == other) for other in words] for word in sentence])


def array_of(states):
    """States as the functions expect them, whatever an attempt returned them in."""
    return np.array([[*map(float, state)] for state in states])


@experiment(
    points=2,
    needs=[states_of_any_size],
    title="States over a sentence",
    lesson="The idea",
    figure=figure.lines(x="step", y=STATE),
)
def states_over_a_sentence(impl):
    """The state after each word: the same word, "the", leaves another state the second time."""
    states = impl.run_sequence(np.zeros(HIDDEN), one_hot(SENTENCE), *demo())
    rows = [[n, word, *state] for n, (word, state) in enumerate(zip(SENTENCE, states, strict=True))]
    return Table(["step", "word", *STATE], rows, formats=dict.fromkeys(STATE, "+.4f"))


@experiment(
    points=2, needs=[states_of_any_size], title="Order counts", lesson="Why the easy fixes fail"
)
def order_counts(impl):
    """Two sentences of the same words: a bag of words is the same, the last state is not."""
    words = ["bites", "dog", "man"]
    rows = []
    for sentence in ("dog bites man", "man bites dog"):
        xs = one_hot(sentence.split(), words)
        *_, last = impl.run_sequence(np.zeros(HIDDEN), xs, *demo(words=words))
        rows.append([sentence, *map(int, xs.sum(axis=0)), *last])
    return Table(["sentence", *words, *STATE], rows, formats=dict.fromkeys(STATE, "+.4f"))


@experiment(
    points=2,
    needs=[echo_goes_on],
    title="The echo of the first word",
    lesson="The echo",
    figure=figure.lines(x="step", y="echo", log=True),
)
def echo_of_the_first_word(impl):
    """How far the states move when the first word is left out: the echo fades, and never ends."""
    words = SENTENCE * 2
    xs = one_hot(words)
    lengths = impl.echo(xs, 0, -xs[0], *demo())
    rows = [[n, word, far] for n, (word, far) in enumerate(zip(words, lengths, strict=True))]
    return Table(["step", "word", "echo"], rows, formats={"echo": ".4f"})


@experiment(
    points=2,
    needs=[echo_goes_on],
    title="What the last state has of each word",
    lesson="The echo",
    figure=figure.bars(x="position", y=["at once", "in the last state"], label="echo"),
)
def echo_in_the_last_state(impl):
    """How far the last state moves when a word is left out: the nearer the word, the farther."""
    xs = one_hot(SENTENCE)
    rows = []
    for position, word in enumerate(SENTENCE):
        lengths = impl.echo(xs, position, -xs[position], *demo())
        rows.append([position, word, lengths[position], lengths[len(SENTENCE) - 1]])
    return Table(
        ["position", "word", "at once", "in the last state"],
        rows,
        formats={"at once": ".4f", "in the last state": ".4f"},
    )


def size(matrix):
    """The most by which a matrix stretches a vector: its largest singular value."""
    return np.linalg.norm(np.array(matrix, dtype=float), 2)


@experiment(
    points=2,
    needs=[product_of_many],
    title="A gradient on its way back, at rest",
    lesson="Vanishing and exploding",
    figure=figure.lines(x="steps back", y=AT_RADII, log=True, label="gradient", floor=1e-6),
)
def gradient_at_rest(impl):
    """Nothing is read and the state stays zero: each step back multiplies by the radius."""
    rows = []
    for n in DISTANCES:
        still = np.zeros((n, HIDDEN))
        rows.append([n, *(size(impl.jacobian_product(still, radius * TURN)) for radius in RADII)])
    return Table(["steps back", *AT_RADII], rows, formats=dict.fromkeys(AT_RADII, ".2e"))


@experiment(
    points=2,
    needs=[product_of_many, states_of_any_size],
    title="A gradient on its way back, while reading",
    lesson="Vanishing and exploding",
    figure=figure.lines(
        x="steps back", y=["at rest", "while reading"], log=True, label="gradient", floor=1e-6
    ),
    control=control(radius=(0.5, 1.5)),
)
def gradient_while_reading(impl, radius: float = 1.0):
    """The same through states that have read words: tanh takes its part at every step."""
    xs = one_hot((SENTENCE * 9)[: DISTANCES[-1]])
    weights = demo(radius)
    states = array_of(impl.run_sequence(np.zeros(HIDDEN), xs, *weights))
    rows = []
    for n in DISTANCES:
        still, read = np.zeros((n, HIDDEN)), states[-n:]
        rows.append([n, *(size(impl.jacobian_product(path, weights[0])) for path in (still, read))])
    columns = ["at rest", "while reading"]
    return Table(["steps back", *columns], rows, formats=dict.fromkeys(columns, ".2e"))


def loss(impl, xs, target, weights):
    """Half the squared distance of the last state from the target."""
    last = array_of(impl.run_sequence(np.zeros(HIDDEN), xs, *weights))[-1]
    return 0.5 * sum((last - target) ** 2)


def slope(loss_of, weights, which, place, step=0.01):
    """A derivative by one weight, from two runs with the weight moved to either side."""
    sides = []
    for sign in (1, -1):
        moved = [array.copy() for array in weights]
        moved[which][place] += sign * step
        sides.append(loss_of(moved))
    return (sides[0] - sides[1]) / (2 * step)


@experiment(
    points=2,
    needs=[gradients_of_many_steps],
    title="The gradient, checked",
    lesson="The gradient",
    figure=figure.scatter(x="measured", y="backpropagation"),
    tolerance=Tolerance(relative=1e-2, absolute=1e-4),
)
def gradient_checked(impl):
    """Each derivative beside what moving that weight a little really does to the loss."""
    xs, target, weights = one_hot(SENTENCE), np.array([0.5, -0.5, 0.0]), demo()
    gradients = impl.loss_gradients(xs, target, *weights)
    places = [("w_h", 0, (0, 0)), ("w_h", 0, (2, 1)), ("w_x", 1, (0, 0)), ("w_x", 1, (1, 3)),
              ("bias", 2, (0,)), ("bias", 2, (2,))]  # fmt: skip
    rows = []
    for name, which, place in places:
        derived = np.array(gradients[which], dtype=float)[place]
        measured = slope(lambda moved: loss(impl, xs, target, moved), weights, which, place)
        rows.append([f"{name}[{', '.join(map(str, place))}]", derived, measured])
    columns = ["backpropagation", "measured"]
    return Table(
        ["weight", *columns],
        rows,
        formats=dict.fromkeys(columns, "+.4f"),
        notes=["Measured: the loss at 0.01 to either side of the weight, over the difference."],
    )
