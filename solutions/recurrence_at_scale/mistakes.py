"""The mistakes people make in kata 6.4, each with the sentence that tells them.

What a single changed operator or name of the reference gives is not among them: such causes are
found without a catalogue.
"""
# ruff: noqa: D103  (what is to be said of a mistake stands in its decorator)

import numpy as np
from numpy.typing import NDArray

from kata_runner import mistake

Array = NDArray[np.float64]
Whole = NDArray[np.int_]
Steps = tuple[Array, Array]
Counts = tuple[int, int, int]


# The right functions, for mistakes to put together wrongly.


def run(decays: Array, inputs: Array) -> Array:
    states = [inputs[0]]
    for a, b in zip(decays[1:], inputs[1:], strict=True):
        states.append(a * states[-1] + b)
    return np.array(states)


def join(decays: Array, inputs: Array, d: int) -> Steps:
    new_decays, new_inputs = decays.copy(), inputs.copy()
    new_decays[d:] = decays[d:] * decays[:-d]
    new_inputs[d:] = decays[d:] * inputs[:-d] + inputs[d:]
    return new_decays, new_inputs


def distances(length: int) -> list[int]:
    return [2**r for r in range((length - 1).bit_length())]


def ceil(things: int, cores: int) -> int:
    return -(-things // cores)


def joins(length: int, cores: int) -> int:
    return sum(ceil(length - d, cores) for d in distances(length))


def rows_of(tokens: Whole, vocabulary: int) -> Array:
    return np.asarray(np.eye(vocabulary)[tokens])


def back(decays: Array, errors: Array, window: int | None) -> Array:
    gradients, g = np.zeros(errors.shape), np.zeros(errors.shape[1])
    for t in range(len(errors) - 1, -1, -1):
        gradients[t] = errors[t] + g
        g = 0 * g if window and t % window == 0 else decays[t] * gradients[t]
    return gradients


# run_linear


@mistake("run_linear", "The state is not carried along: each step begins from zeros again.")
def run_forgets(decays: Array, inputs: Array) -> Array:
    del decays
    return inputs.copy()


@mistake("run_linear", "The decays are not used: multiply the old state by them at each step.")
def run_without_decays(decays: Array, inputs: Array) -> Array:
    del decays
    return np.cumsum(inputs, axis=0)


@mistake(
    "run_linear",
    "The new inputs are multiplied by the decays, too: multiply only the old state, before you "
    "add.",
)
def run_decays_the_sum(decays: Array, inputs: Array) -> Array:
    return run(decays, decays * inputs)


@mistake(
    "run_linear",
    "The inputs are multiplied by the decays in place of the old state: multiply the state, and "
    "add the inputs.",
)
def run_decays_the_inputs(decays: Array, inputs: Array) -> Array:
    return np.cumsum(decays * inputs, axis=0)


@mistake("run_linear", "The inputs are weighed by 1 - decays: add them as they are, in full.")
def run_as_a_mean(decays: Array, inputs: Array) -> Array:
    h, states = np.zeros(inputs.shape[1]), []
    for a, b in zip(decays, inputs, strict=True):
        h = a * h + (1 - a) * b
        states.append(h)
    return np.array(states)


@mistake(
    "run_linear",
    "You take a mean of state and inputs: multiply the state by the decays, and add the inputs in "
    "full.",
)
def run_as_a_mean_the_other_way(decays: Array, inputs: Array) -> Array:
    return run(1 - decays, decays * inputs)


@mistake("run_linear", "Only the first inputs are added: each step adds its own.")
def run_adds_the_first_inputs(decays: Array, inputs: Array) -> Array:
    return run(decays, np.vstack([inputs[:1], 0 * inputs[1:]]))


@mistake(
    "run_linear",
    "The decays are taken to a power: multiply the old state by them as they are.",
)
def run_takes_powers_of_the_step(decays: Array, inputs: Array) -> Array:
    return run(decays ** np.arange(len(decays))[:, np.newaxis], inputs)


@mistake("run_linear", "tanh squashes the state: leave it out, because this recurrence is linear.")
def run_with_tanh(decays: Array, inputs: Array) -> Array:
    h, states = np.zeros(inputs.shape[1]), []
    for a, b in zip(decays, inputs, strict=True):
        h = np.tanh(a * h + b)
        states.append(h)
    return np.array(states)


@mistake("run_linear", "The decays are one step late: multiply by decays[t] at step t.")
def run_with_late_decays(decays: Array, inputs: Array) -> Array:
    return run(np.vstack([decays[:1], decays[:-1]]), inputs)


@mistake("run_linear", "You return the last state only: return the state after every step.")
def run_returns_the_last(decays: Array, inputs: Array) -> Array:
    last: Array = run(decays, inputs)[-1]
    return last


@mistake(
    "run_linear",
    "The zeros are among the states you return: begin with the state after step 0.",
)
def run_returns_zeros_too(decays: Array, inputs: Array) -> Array:
    return np.vstack([np.zeros((1, inputs.shape[1])), run(decays, inputs)])


@mistake(
    "run_linear",
    "The states are one step late: let row t be the state after step t, and not the one before it.",
)
def run_is_one_step_late(decays: Array, inputs: Array) -> Array:
    return np.vstack([np.zeros((1, inputs.shape[1])), run(decays, inputs)[:-1]])


@mistake(
    "run_linear",
    "All rows are the last state, as when one array is stored at every step and changed in place: "
    "make a new array at every step.",
)
def run_stores_one_array(decays: Array, inputs: Array) -> Array:
    return np.array([run(decays, inputs)[-1]] * len(inputs))


@mistake(
    "run_linear",
    "Before step 0 the last row is read, as index -1 does: begin with a state of zeros.",
)
def run_begins_with_the_last_inputs(decays: Array, inputs: Array) -> Array:
    return run(decays, np.vstack([inputs[:1] + decays[:1] * inputs[-1:], inputs[1:]]))


@mistake(
    "run_linear",
    "Each input is multiplied by all decays up to its own step: multiply it by those of later "
    "steps only.",
)
def run_multiplies_by_decays_before(decays: Array, inputs: Array) -> Array:
    return np.asarray(np.cumsum(np.cumprod(decays, axis=0) * inputs, axis=0))


@mistake(
    "run_linear",
    "Inputs are multiplied by the wrong products of decays: multiply each by the decays of later "
    "steps.",
)
def run_multiplies_backwards(decays: Array, inputs: Array) -> Array:
    return np.asarray(np.cumsum(np.cumprod(decays, axis=0)[::-1] * inputs, axis=0))


@mistake("run_linear", "The state begins as ones: begin with zeros.")
def run_begins_with_ones(decays: Array, inputs: Array) -> Array:
    return run(decays, np.vstack([inputs[:1] + decays[:1], inputs[1:]]))


@mistake(
    "run_linear",
    "The state begins as the first inputs, which are then added once more: begin with zeros.",
)
def run_begins_with_the_first_inputs(decays: Array, inputs: Array) -> Array:
    return run(decays, np.vstack([inputs[:1] + decays[:1] * inputs[:1], inputs[1:]]))


@mistake("run_linear", "The sequence is read backwards: begin with step 0.")
def run_from_the_end(decays: Array, inputs: Array) -> Array:
    return run(decays[::-1], inputs[::-1])[::-1]


@mistake("run_linear", "The sequence is read backwards: begin with step 0.")
def run_backwards(decays: Array, inputs: Array) -> Array:
    return run(decays[::-1], inputs[::-1])


@mistake(
    "run_linear",
    "A scalar product mixes all units: multiply number by number, with `*` and not `@`.",
)
def run_with_scalar_products(decays: Array, inputs: Array) -> Array:
    h, states = np.zeros(inputs.shape[1]), []
    for a, b in zip(decays, inputs, strict=True):
        h = a @ h + b
        states.append(h)
    return np.array(states)


@mistake(
    "run_linear",
    "Step 0 is left out, and its inputs with it: the state after it is the first inputs, not "
    "zeros.",
)
def run_skips_the_first_step(decays: Array, inputs: Array) -> Array:
    return run(decays, np.vstack([0 * inputs[:1], inputs[1:]]))


@mistake(
    "run_linear",
    "Decays are raised to the number of a step and multiply inputs: multiply the old state by the "
    "decays as they are.",
)
def run_takes_powers(decays: Array, inputs: Array) -> Array:
    return np.cumsum(decays ** np.arange(len(decays))[:, np.newaxis] * inputs, axis=0)


@mistake(
    "run_linear",
    "You divide by the product of all decays so far, which may be 0: go step by step.",
)
def run_divides(decays: Array, inputs: Array) -> Array:
    products = np.cumprod(decays, axis=0)
    return np.asarray(products * np.cumsum(inputs / products, axis=0))


@mistake(
    "run_linear",
    "The inputs are not added: add those of each step to what is left of the state.",
)
def run_without_inputs(decays: Array, inputs: Array) -> Array:
    del decays
    return np.zeros(inputs.shape)


@mistake("run_linear", "The decays of the first step are used at every step: use those of step t.")
def run_with_the_first_decays(decays: Array, inputs: Array) -> Array:
    return run(np.tile(decays[:1], (len(decays), 1)), inputs)


@mistake(
    "run_linear",
    "An input is multiplied by powers of its own decays: multiply it by the decays of each later "
    "step.",
)
def run_takes_powers_of_own_decays(decays: Array, inputs: Array) -> Array:
    steps = np.arange(len(decays))
    return np.array([
        sum(decays[s] ** (t - s) * inputs[s] for s in range(t + 1)) for t in steps.tolist()
    ])


@mistake("run_linear", "The decays of the first unit are used for all: use each unit's own.")
def run_with_decays_of_one_unit(decays: Array, inputs: Array) -> Array:
    return run(np.tile(decays[:, :1], (1, decays.shape[1])), inputs)


@mistake(
    "run_linear",
    "The states stand in columns: return one row for each step, (length, hidden).",
)
def run_returns_columns(decays: Array, inputs: Array) -> Array:
    return run(decays, inputs).T


@mistake(
    "run_linear",
    "The sum of all inputs is multiplied by all decays: multiply each input by the decays of "
    "later steps only.",
)
def run_multiplies_the_sum(decays: Array, inputs: Array) -> Array:
    return np.asarray(np.cumprod(decays, axis=0) * np.cumsum(inputs, axis=0))


@mistake(
    "run_linear",
    "The state is multiplied by 1 - decays: multiply it by the decays themselves.",
)
def run_takes_the_decay_off(decays: Array, inputs: Array) -> Array:
    return run(1 - decays, inputs)


# scan_round


@mistake(
    "scan_round",
    "The earlier inputs are multiplied by their own decays: multiply them by the later step's "
    "decays.",
)
def round_with_early_decays(decays: Array, inputs: Array, distance: int) -> Steps:
    new_decays, new_inputs = join(decays, inputs, distance)
    d = distance
    new_inputs[d:] = decays[:-d] * inputs[:-d] + inputs[d:]
    return new_decays, new_inputs


@mistake(
    "scan_round",
    "The later inputs are multiplied: multiply the earlier ones, which go through the later step.",
)
def round_decays_the_later(decays: Array, inputs: Array, distance: int) -> Steps:
    new_decays, new_inputs = join(decays, inputs, distance)
    d = distance
    new_inputs[d:] = inputs[:-d] + decays[d:] * inputs[d:]
    return new_decays, new_inputs


@mistake(
    "scan_round",
    "The inputs are joined with the new decays: use the decays that came in, for both.",
)
def round_with_new_decays(decays: Array, inputs: Array, distance: int) -> Steps:
    new_decays, new_inputs = join(decays, inputs, distance)
    d = distance
    new_inputs[d:] = new_decays[d:] * inputs[:-d] + inputs[d:]
    return new_decays, new_inputs


@mistake(
    "scan_round",
    "A step is joined with one that this round has changed already: read the old rows only.",
)
def round_reads_what_it_wrote(decays: Array, inputs: Array, distance: int) -> Steps:
    new_decays, new_inputs = decays.copy(), inputs.copy()
    for t in range(distance, len(inputs)):
        new_inputs[t] += new_decays[t] * new_inputs[t - distance]
        new_decays[t] *= new_decays[t - distance]
    return new_decays, new_inputs


@mistake(
    "scan_round",
    "The decays stay as they are: make each the product of both, as two steps in a row multiply "
    "by both.",
)
def round_keeps_decays(decays: Array, inputs: Array, distance: int) -> Steps:
    return decays.copy(), join(decays, inputs, distance)[1]


@mistake(
    "scan_round",
    "The steps are joined in the wrong order: multiply the earlier inputs by the later step's "
    "decays.",
)
def round_joins_the_other_way(decays: Array, inputs: Array, distance: int) -> Steps:
    new_decays, new_inputs = join(decays, inputs, distance)
    new_inputs[distance:] = decays[:-distance] * inputs[distance:] + inputs[:-distance]
    return new_decays, new_inputs


@mistake(
    "scan_round",
    "The first step that has one before it is left out: begin with step `distance`.",
)
def round_begins_too_late(decays: Array, inputs: Array, distance: int) -> Steps:
    new_decays, new_inputs = join(decays, inputs, distance)
    first = slice(distance, distance + 1)
    new_decays[first], new_inputs[first] = decays[first], inputs[first]
    return new_decays, new_inputs


@mistake(
    "scan_round",
    "Steps are joined with the one just before: join each with that `distance` before.",
)
def round_joins_neighbours(decays: Array, inputs: Array, distance: int) -> Steps:
    new_decays, new_inputs = decays.copy(), inputs.copy()
    new_decays[distance:] = decays[distance:] * decays[distance - 1 : -1]
    new_inputs[distance:] = decays[distance:] * inputs[distance - 1 : -1] + inputs[distance:]
    return new_decays, new_inputs


@mistake(
    "scan_round",
    "The decays are added: multiply them, because two steps in a row multiply by both.",
)
def round_adds_decays(decays: Array, inputs: Array, distance: int) -> Steps:
    new_decays, new_inputs = join(decays, inputs, distance)
    new_decays[distance:] = decays[distance:] + decays[:-distance]
    return new_decays, new_inputs


@mistake(
    "scan_round",
    "The inputs are added without a decay: multiply the earlier ones by the later step's decays.",
)
def round_adds_inputs(decays: Array, inputs: Array, distance: int) -> Steps:
    new_decays, new_inputs = join(decays, inputs, distance)
    new_inputs[distance:] = inputs[:-distance] + inputs[distance:]
    return new_decays, new_inputs


@mistake("scan_round", "The later step's own inputs are lost: add them.")
def round_loses_inputs(decays: Array, inputs: Array, distance: int) -> Steps:
    new_decays, new_inputs = join(decays, inputs, distance)
    new_inputs[distance:] = decays[distance:] * inputs[:-distance]
    return new_decays, new_inputs


@mistake("scan_round", "The inputs come first: return the decays, then the inputs.")
def round_returns_inputs_first(decays: Array, inputs: Array, distance: int) -> Steps:
    new_decays, new_inputs = join(decays, inputs, distance)
    return new_inputs, new_decays


@mistake(
    "scan_round",
    "The first steps are joined with the last, as np.roll does: leave them as they are.",
)
def round_rolls(decays: Array, inputs: Array, distance: int) -> Steps:
    early_decays, early_inputs = (np.roll(x, distance, axis=0) for x in (decays, inputs))
    return decays * early_decays, decays * early_inputs + inputs


@mistake(
    "scan_round",
    "The first steps are missing in what you return: return them, too, as they are.",
)
def round_drops_the_first(decays: Array, inputs: Array, distance: int) -> Steps:
    new_decays, new_inputs = join(decays, inputs, distance)
    return new_decays[distance:], new_inputs[distance:]


@mistake(
    "scan_round",
    "The first steps become zeros: leave them as they are, because there is nothing to join them "
    "with.",
)
def round_clears_the_first(decays: Array, inputs: Array, distance: int) -> Steps:
    new_decays, new_inputs = join(decays, inputs, distance)
    new_decays[:distance] = new_inputs[:distance] = 0.0
    return new_decays, new_inputs


def padded(decays: Array, inputs: Array, distance: int, before: tuple[float, float]) -> Steps:
    """The join of all steps, with such decays and inputs before the first."""
    space, n = (distance, inputs.shape[1]), len(inputs)
    early = [np.vstack([np.full(space, value), rows])[:n]
             for value, rows in zip(before, (decays, inputs), strict=True)]  # fmt: skip
    return decays * early[0], decays * early[1] + inputs


@mistake(
    "scan_round",
    "The first decays become 0: leave them as they are, as padding with decays of 1 does.",
)
def round_padded_with_zeros(decays: Array, inputs: Array, distance: int) -> Steps:
    return padded(decays, inputs, distance, (0.0, 0.0))


@mistake(
    "scan_round",
    "The first inputs change: leave them as they are, as padding with inputs of 0 does.",
)
def round_padded_with_ones(decays: Array, inputs: Array, distance: int) -> Steps:
    return padded(decays, inputs, distance, (1.0, 1.0))


@mistake(
    "scan_round",
    "The first steps change: leave them as they are, as padding with decays of 1 and inputs of 0 "
    "does.",
)
def round_padded_the_other_way(decays: Array, inputs: Array, distance: int) -> Steps:
    return padded(decays, inputs, distance, (0.0, 1.0))


@mistake(
    "scan_round",
    "The first steps are joined with step 0 or with themselves: leave them as they are.",
)
def round_clips_the_index(decays: Array, inputs: Array, distance: int) -> Steps:
    early = np.maximum(np.arange(len(inputs)) - distance, 0)
    return decays * decays[early], decays * inputs[early] + inputs


@mistake(
    "scan_round",
    "Each step is joined with one after it: join it with the one `distance` before it.",
)
def round_looks_ahead(decays: Array, inputs: Array, distance: int) -> Steps:
    new_decays, new_inputs = join(decays[::-1], inputs[::-1], distance)
    return new_decays[::-1], new_inputs[::-1]


@mistake("scan_round", "You return the inputs only: return the decays, then the inputs.")
def round_returns_inputs_only(decays: Array, inputs: Array, distance: int) -> Array:
    return join(decays, inputs, distance)[1]


@mistake("scan_round", "The decays are those of the earlier step: multiply those of both steps.")
def round_takes_early_decays(decays: Array, inputs: Array, distance: int) -> Steps:
    new_decays, new_inputs = join(decays, inputs, distance)
    new_decays[distance:] = decays[:-distance]
    return new_decays, new_inputs


@mistake("scan_round", "A step's own decays are squared: multiply them by those of the earlier step.")
def round_squares_decays(decays: Array, inputs: Array, distance: int) -> Steps:
    new_decays, new_inputs = join(decays, inputs, distance)
    new_decays[distance:] = decays[distance:] ** 2
    return new_decays, new_inputs


@mistake("scan_round", "What is joined stands at the earlier step: put it at the later one.")
def round_writes_at_the_earlier(decays: Array, inputs: Array, distance: int) -> Steps:
    new_decays, new_inputs = decays.copy(), inputs.copy()
    new_decays[:-distance] = decays[distance:] * decays[:-distance]
    new_inputs[:-distance] = decays[distance:] * inputs[:-distance] + inputs[distance:]
    return new_decays, new_inputs


@mistake("scan_round", "Only some of the steps are joined: join every one from `distance` on.")
def round_joins_some(decays: Array, inputs: Array, distance: int) -> Steps:
    joined, places = join(decays, inputs, distance), slice(2 * distance - 1, None, 2 * distance)
    new = decays.copy(), inputs.copy()
    for one, other in zip(new, joined, strict=True):
        one[places] = other[places]
    return new


@mistake(
    "scan_round",
    "All decays in between are multiplied, too: multiply only those of the two steps.",
)
def round_multiplies_a_span(decays: Array, inputs: Array, distance: int) -> Steps:
    new_decays, new_inputs = join(decays, inputs, distance)
    for t in range(distance, len(decays)):
        new_decays[t] = np.prod(decays[t - distance : t + 1], axis=0)
    return new_decays, new_inputs


@mistake(
    "scan_round",
    "A decay is raised to the power of the distance: multiply it by that of the earlier step.",
)
def round_takes_powers(decays: Array, inputs: Array, distance: int) -> Steps:
    new_decays, new_inputs = join(decays, inputs, distance)
    new_decays[distance:] = decays[distance:] ** (distance + 1)
    return new_decays, new_inputs


# scan


@mistake(
    "scan",
    "A single round is not enough: double the distance, and go on as long as it is less than the "
    "length.",
)
def scan_one_round(decays: Array, inputs: Array) -> Array:
    return join(decays, inputs, 1)[1]


@mistake("scan", "The distance grows by 1 from round to round: double it.")
def scan_by_ones(decays: Array, inputs: Array) -> Array:
    for d in range(1, len(inputs)):
        decays, inputs = join(decays, inputs, d)
    return inputs


@mistake("scan", "The distance stays 1: double it, because after a round a step stands for two.")
def scan_with_a_fixed_distance(decays: Array, inputs: Array) -> Array:
    for _ in distances(len(inputs)):
        decays, inputs = join(decays, inputs, 1)
    return inputs


@mistake("scan", "The last round is missing: go on as long as the distance is less than the length.")
def scan_one_round_short(decays: Array, inputs: Array) -> Array:
    for d in distances(len(inputs))[:-1]:
        decays, inputs = join(decays, inputs, d)
    return inputs


@mistake(
    "scan",
    "A length that is no power of two needs one round more: do a round for each of the distances "
    "1, 2, 4 and so on that is less than the length.",
)
def scan_rounds_down(decays: Array, inputs: Array) -> Array:
    for r in range(len(inputs).bit_length() - 1):
        decays, inputs = join(decays, inputs, 2**r)
    return inputs


@mistake("scan", "Each round begins from the decays as they came in: take those of the last round.")
def scan_with_the_first_decays(decays: Array, inputs: Array) -> Array:
    for d in distances(len(inputs)):
        inputs = join(decays, inputs, d)[1]
    return inputs


@mistake("scan", "Each round begins from the inputs as they came in: take those of the last round.")
def scan_with_the_first_inputs(decays: Array, inputs: Array) -> Array:
    states = inputs
    for d in distances(len(inputs)):
        decays, states = join(decays, inputs, d)
    return states


@mistake(
    "scan",
    "You return the decays: return the inputs, which are the states when all rounds are done.",
)
def scan_returns_decays(decays: Array, inputs: Array) -> Array:
    for d in distances(len(inputs)):
        decays, inputs = join(decays, inputs, d)
    return decays


@mistake(
    "scan",
    "You return decays and inputs: return the inputs, which are the states when all rounds are "
    "done.",
)
def scan_returns_both(decays: Array, inputs: Array) -> Steps:
    for d in distances(len(inputs)):
        decays, inputs = join(decays, inputs, d)
    return decays, inputs


@mistake("scan", "The largest distance comes first: begin with neighbours, and double.")
def scan_from_the_largest(decays: Array, inputs: Array) -> Array:
    for d in distances(len(inputs))[::-1]:
        decays, inputs = join(decays, inputs, d)
    return inputs


@mistake("scan", "The distance is halved from round to round: begin with neighbours, and double.")
def scan_halves_the_distance(decays: Array, inputs: Array) -> Array:
    d = len(inputs) // 2
    while d:
        decays, inputs = join(decays, inputs, d)
        d //= 2
    return inputs


@mistake(
    "scan",
    "You divide by the product of all decays so far, which becomes 0: go in rounds, without dividing.",
)
def scan_divides(decays: Array, inputs: Array) -> Array:
    products = np.cumprod(decays, axis=0)
    return np.asarray(products * np.cumsum(inputs / products, axis=0))


@mistake(
    "scan", "Every round begins from what came in: take the decays and inputs of the last round."
)
def scan_always_from_the_start(decays: Array, inputs: Array) -> Array:
    states = inputs.copy()
    for d in distances(len(inputs)):
        states = join(decays, inputs, d)[1]
    return states


@mistake("scan", "What the rounds return is dropped: keep it for the next round.")
def scan_drops_the_rounds(decays: Array, inputs: Array) -> Array:
    del decays
    return inputs.copy()


@mistake("scan", "The distances begin with 2: begin with 1, the neighbours.")
def scan_begins_with_two(decays: Array, inputs: Array) -> Array:
    for d in distances(len(inputs))[1:]:
        decays, inputs = join(decays, inputs, d)
    return inputs


@mistake(
    "scan",
    "The rounds are counted by the natural logarithm: use np.log2, because the distance doubles.",
)
def scan_with_natural_logarithm(decays: Array, inputs: Array) -> Array:
    for r in range(int(np.ceil(np.log(len(inputs))))):
        decays, inputs = join(decays, inputs, 2**r)
    return inputs


@mistake(
    "scan",
    "Between joined pairs a state is added without decays: multiply it by the decays of the step "
    "first.",
)
def scan_adds_between_pairs(decays: Array, inputs: Array) -> Array:
    if len(inputs) < 2:
        return inputs.copy()
    pairs = [x[1::2] for x in join(decays, inputs, 1)]
    states, odd = inputs.copy(), scan_adds_between_pairs(*pairs)
    states[1::2] = odd
    states[2::2] += odd[: len(states[2::2])]
    return states


@mistake("scan", "Each round is done twice: do it once, then double the distance.")
def scan_twice(decays: Array, inputs: Array) -> Array:
    for d in distances(len(inputs)):
        decays, inputs = join(*join(decays, inputs, d), d)
    return inputs


@mistake("scan", "A round's distance is its number: double the distance from round to round.")
def scan_by_numbers(decays: Array, inputs: Array) -> Array:
    for r in range(len(distances(len(inputs)))):
        decays, inputs = join(decays, inputs, r + 1)
    return inputs


@mistake("scan", "A round's distance is twice its number: double the distance from round to round.")
def scan_by_even_numbers(decays: Array, inputs: Array) -> Array:
    for r in range(len(distances(len(inputs)))):
        decays, inputs = join(decays, inputs, 2 * r or 1)
    return inputs


@mistake(
    "scan",
    "There is a round for each even distance: double the distance from round to round.",
)
def scan_with_even_distances(decays: Array, inputs: Array) -> Array:
    for d in [1, *range(2, len(inputs), 2)]:
        decays, inputs = join(decays, inputs, d)
    return inputs


# waiting_steps


@mistake(
    "waiting_steps", "A last step with idle cores is a step as well: round up, not down."
)
def waiting_rounds_down(length: int, cores: int) -> Counts:
    scan = sum((length - d) // cores for d in distances(length))
    return length, length * length // cores, scan


@mistake("waiting_steps", "1 is added where nothing is left over: round up, do not add 1.")
def waiting_adds_one(length: int, cores: int) -> Counts:
    return length, length * length // cores + 1, joins(length, cores)


@mistake("waiting_steps", "1 is added where nothing is left over: round up, do not add 1.")
def waiting_adds_one_everywhere(length: int, cores: int) -> Counts:
    scan = sum((length - d) // cores + 1 for d in distances(length))
    return length, length * length // cores + 1, scan


@mistake("waiting_steps", "Counts are whole numbers of steps: round each up.")
def waiting_in_fractions(length: int, cores: int) -> tuple[int, float, float]:
    return length, length**2 / cores, sum((length - d) / cores for d in distances(length))


@mistake(
    "waiting_steps",
    "The recurrence is divided by the cores: do not divide it, because its steps come one by one.",
)
def waiting_recurrence_in_parallel(length: int, cores: int) -> Counts:
    return ceil(length, cores), ceil(length**2, cores), joins(length, cores)


@mistake("waiting_steps", "The first step of the recurrence is not counted: n steps wait n steps.")
def waiting_between_steps(length: int, cores: int) -> Counts:
    return length - 1, ceil(length**2, cores), joins(length, cores)


@mistake(
    "waiting_steps",
    "Each pair of attention is counted once: i, j and j, i and i, i all are compared, which makes "
    "length * length pairs.",
)
def waiting_pairs_once(length: int, cores: int) -> Counts:
    return length, ceil(length * (length - 1) // 2, cores), joins(length, cores)


@mistake("waiting_steps", "The pairs of attention are halved: count all length * length pairs.")
def waiting_pairs_halved(length: int, cores: int) -> Counts:
    return length, ceil(length * length, 2 * cores), joins(length, cores)


@mistake(
    "waiting_steps",
    "Only pairs with what is before are counted: count all length * length pairs.",
)
def waiting_pairs_before(length: int, cores: int) -> Counts:
    return length, ceil(length * (length + 1) // 2, cores), joins(length, cores)


@mistake(
    "waiting_steps",
    "A position is not compared with itself: count all length * length pairs.",
)
def waiting_other_pairs(length: int, cores: int) -> Counts:
    return length, ceil(length * (length - 1), cores), joins(length, cores)


@mistake(
    "waiting_steps",
    "Attention's positions are counted: count its pairs, length * length of them.",
)
def waiting_positions(length: int, cores: int) -> Counts:
    return length, ceil(length, cores), joins(length, cores)


@mistake(
    "waiting_steps",
    "Each row of attention is rounded up by itself: divide all length * length pairs, then round "
    "up once.",
)
def waiting_rows(length: int, cores: int) -> Counts:
    return length, length * ceil(length, cores), joins(length, cores)


@mistake(
    "waiting_steps",
    "Attention takes one step whatever the number of cores: divide its pairs by it, and round up.",
)
def waiting_on_endless_cores(length: int, cores: int) -> Counts:
    return length, 1, joins(length, cores)


@mistake(
    "waiting_steps",
    "The rounds of the scan are counted: on few cores each of them takes more than one step.",
)
def waiting_rounds(length: int, cores: int) -> Counts:
    return length, ceil(length**2, cores), len(distances(length))


@mistake(
    "waiting_steps",
    "All steps are counted in each round: a round of distance d joins length - d of them.",
)
def waiting_full_rounds(length: int, cores: int) -> Counts:
    return length, ceil(length**2, cores), len(distances(length)) * ceil(length, cores)


@mistake(
    "waiting_steps",
    "All joins are added up, then divided: divide those of each round, and round up each time.",
)
def waiting_joins_together(length: int, cores: int) -> Counts:
    things = sum(length - d for d in distances(length))
    return length, ceil(length**2, cores), ceil(things, cores)


@mistake(
    "waiting_steps",
    "The joins are halved from round to round: round r joins length - 2**r steps.",
)
def waiting_halves(length: int, cores: int) -> Counts:
    scan, things = 0, length // 2
    while things:
        scan += ceil(things, cores)
        things //= 2
    return length, ceil(length**2, cores), scan


@mistake(
    "waiting_steps",
    "One round of the scan is missing: there is one for each distance below the length, 1, 2, 4 "
    "and so on.",
)
def waiting_one_round_short(length: int, cores: int) -> Counts:
    scan = sum(ceil(length - 2**r, cores) for r in range(length.bit_length() - 1))
    return length, ceil(length**2, cores), scan


@mistake("waiting_steps", "The counts stand in another order: return recurrence, attention, scan.")
def waiting_in_another_order(length: int, cores: int) -> Counts:
    return length, joins(length, cores), ceil(length**2, cores)


@mistake("waiting_steps", "You return two numbers: return three, recurrence, attention and scan.")
def waiting_without_the_scan(length: int, cores: int) -> tuple[int, int]:
    return length, ceil(length**2, cores)


@mistake(
    "waiting_steps",
    "The length is divided and rounded before it is squared: divide length * length pairs.",
)
def waiting_squared_late(length: int, cores: int) -> Counts:
    return length, ceil(length, cores) ** 2, joins(length, cores)


@mistake("waiting_steps", "A round of distance d joins length - d steps: n log2(n) counts too many.")
def waiting_n_log_n(length: int, cores: int) -> Counts:
    return length, ceil(length**2, cores), ceil(length * len(distances(length)), cores)


@mistake(
    "waiting_steps",
    "The scan is counted as n / c + log2(n), a rule of thumb: count length - d joins of each round.",
)
def waiting_by_a_rule(length: int, cores: int) -> Counts:
    return length, ceil(length**2, cores), ceil(length, cores) + len(distances(length))


@mistake("waiting_steps", "Distances grow by 1 here: double them from round to round.")
def waiting_with_all_distances(length: int, cores: int) -> Counts:
    scan = sum(ceil(length - d, cores) for d in range(1, length))
    return length, ceil(length**2, cores), scan


@mistake(
    "waiting_steps",
    "The scan joins half of the steps in each round: round r joins length - 2**r of them.",
)
def waiting_half_of_all(length: int, cores: int) -> Counts:
    return length, ceil(length**2, cores), len(distances(length)) * ceil(length, 2 * cores)


@mistake(
    "waiting_steps",
    "The joins are halved from round to round: round r joins length - 2**r steps.",
)
def waiting_halves_of_all(length: int, cores: int) -> Counts:
    scan = sum(ceil(length, 2 * d * cores) for d in distances(length))
    return length, ceil(length**2, cores), scan


@mistake(
    "waiting_steps",
    "On few cores you count the scan step by step: count its rounds on any number of cores.",
)
def waiting_in_turn_on_few_cores(length: int, cores: int) -> Counts:
    rounds = len(distances(length))
    return length, ceil(length**2, cores), rounds if cores >= length else length


@mistake(
    "waiting_steps",
    "The number of rounds follows from the cores here: let it follow from the length.",
)
def waiting_rounds_of_cores(length: int, cores: int) -> Counts:
    things = distances(min(length, cores))
    return length, ceil(length**2, cores), sum(ceil(length - d, cores) for d in things)


@mistake(
    "waiting_steps",
    "You count a scan that goes up and down a tree: count rounds that join length - d steps.",
)
def waiting_up_and_down(length: int, cores: int) -> Counts:
    scan, things = 0, length
    while things > 1:
        things = ceil(things, 2)
        scan += 2 * ceil(things, cores)
    return length, ceil(length**2, cores), scan


@mistake(
    "waiting_steps",
    "You count a scan that goes up and down a tree: count rounds that join length - d steps.",
)
def waiting_up_and_down_by_halves(length: int, cores: int) -> Counts:
    scan, things = 0, length // 2
    while things:
        scan += 2 * ceil(things, cores)
        things //= 2
    return length, ceil(length**2, cores), scan


@mistake(
    "waiting_steps",
    "The cores are not used: divide by them, because each does one thing a step.",
)
def waiting_on_one_core(length: int, cores: int) -> Counts:
    del cores
    return length, length**2, joins(length, 1)


@mistake(
    "waiting_steps",
    "Attention's pairs are multiplied by the cores: divide them, because the cores share them.",
)
def waiting_times_cores(length: int, cores: int) -> Counts:
    return length, length**2 * cores, joins(length, cores)


# bptt_bytes


def memory(states: float, width: int, layers: int, bits: int) -> int:
    return int(states * width * layers * bits // 8)


def states_of(length: int, every: int | None) -> int:
    segment = length if every is None else min(every, length)
    return ceil(length, segment) + segment


@mistake(
    "bptt_bytes",
    "The state before the first step is missing: count it, too, because it is kept.",
)
def memory_without_the_first(
    length: int, width: int, layers: int, bits: int, every: int | None = None
) -> int:
    states = length if every is None else states_of(length, every)
    return memory(states, width, layers, bits)


@mistake("bptt_bytes", "You return bits: divide by 8, because 8 of them are a byte.")
def memory_in_bits(
    length: int, width: int, layers: int, bits: int, every: int | None = None
) -> int:
    return memory(8 * states_of(length, every), width, layers, bits)


@mistake("bptt_bytes", "The bits are not used, as if every number had 32: multiply by bits / 8.")
def memory_of_floats(
    length: int, width: int, layers: int, bits: int, every: int | None = None
) -> int:
    del bits
    return memory(states_of(length, every), width, layers, 32)


@mistake("bptt_bytes", "The bits are not used, as if every number had 64: multiply by bits / 8.")
def memory_of_doubles(
    length: int, width: int, layers: int, bits: int, every: int | None = None
) -> int:
    del bits
    return memory(states_of(length, every), width, layers, 64)


@mistake(
    "bptt_bytes",
    "The layers are missing: multiply by them, because each keeps states of its own.",
)
def memory_of_one_layer(
    length: int, width: int, layers: int, bits: int, every: int | None = None
) -> int:
    del layers
    return memory(states_of(length, every), width, 1, bits)


@mistake(
    "bptt_bytes",
    "The width is squared, which counts weights: count `width` numbers for each state.",
)
def memory_of_weights(
    length: int, width: int, layers: int, bits: int, every: int | None = None
) -> int:
    return memory(states_of(length, every), width**2, layers, bits)


@mistake("bptt_bytes", "The checkpoints alone are counted: add the room for one segment.")
def memory_of_checkpoints_alone(
    length: int, width: int, layers: int, bits: int, every: int | None = None
) -> int:
    states = length + 1 if every is None else ceil(length, every)
    return memory(states, width, layers, bits)


@mistake("bptt_bytes", "One segment alone is counted: add the checkpoints, which are kept as well.")
def memory_of_one_segment(
    length: int, width: int, layers: int, bits: int, every: int | None = None
) -> int:
    states = length + 1 if every is None else min(every, length)
    return memory(states, width, layers, bits)


@mistake("bptt_bytes", "The last segment may be shorter, and has a checkpoint as well: round up.")
def memory_rounds_down(
    length: int, width: int, layers: int, bits: int, every: int | None = None
) -> int:
    segment = length if every is None else min(every, length)
    return memory(length // segment + segment, width, layers, bits)


@mistake("bptt_bytes", "The last segment may be shorter, and has a checkpoint as well: round up.")
def memory_in_parts_of_segments(
    length: int, width: int, layers: int, bits: int, every: int | None = None
) -> float:
    segment = length if every is None else min(every, length)
    return (length / segment + segment) * width * layers * bits / 8


@mistake("bptt_bytes", "1 is added where segments come out even: round up, do not add 1.")
def memory_with_one_added(
    length: int, width: int, layers: int, bits: int, every: int | None = None
) -> int:
    states = length + 1 if every is None or every >= length else length // every + 1 + every
    return memory(states, width, layers, bits)


@mistake("bptt_bytes", "1 is added where segments come out even: round up, do not add 1.")
def memory_with_one_always_added(
    length: int, width: int, layers: int, bits: int, every: int | None = None
) -> int:
    states = length + 1 if every is None else length // every + 1 + every
    return memory(states, width, layers, bits)


@mistake(
    "bptt_bytes",
    "A checkpoint at the end is counted: count one at the beginning of each segment only.",
)
def memory_with_a_last_checkpoint(
    length: int, width: int, layers: int, bits: int, every: int | None = None
) -> int:
    states = length + 1 if every is None else states_of(length, every) + 1
    return memory(states, width, layers, bits)


@mistake(
    "bptt_bytes",
    "1 is added to the bytes: add it to the states, because one state more is kept.",
)
def memory_and_one_byte(
    length: int, width: int, layers: int, bits: int, every: int | None = None
) -> int:
    states = length if every is None else states_of(length, every)
    return memory(states, width, layers, bits) + (every is None)


@mistake(
    "bptt_bytes",
    "Only the 1 of `length + 1` is multiplied: write parentheses, because `*` comes before `+`.",
)
def memory_without_parentheses(
    length: int, width: int, layers: int, bits: int, every: int | None = None
) -> int:
    if every is not None:
        return memory(states_of(length, every), width, layers, bits)
    return length + memory(1, width, layers, bits)


@mistake(
    "bptt_bytes",
    "The root of the length is taken for `every`: take the `every` that is given.",
)
def memory_by_the_root(
    length: int, width: int, layers: int, bits: int, every: int | None = None
) -> int:
    root = int(np.ceil(np.sqrt(length)))
    return memory(states_of(length, every and root), width, layers, bits)


@mistake("bptt_bytes", "The weights are counted as well: count the states only.")
def memory_with_weights(
    length: int, width: int, layers: int, bits: int, every: int | None = None
) -> int:
    return memory(states_of(length, every) + width, width, layers, bits)


@mistake(
    "bptt_bytes",
    "A segment longer than the sequence takes too much room: count no more states for it than "
    "`length`.",
)
def memory_of_a_longer_segment(
    length: int, width: int, layers: int, bits: int, every: int | None = None
) -> int:
    states = length + 1 if every is None else ceil(length, every) + every
    return memory(states, width, layers, bits)


@mistake("bptt_bytes", "`every` is not used: with checkpoints fewer states are kept.")
def memory_without_checkpoints(
    length: int, width: int, layers: int, bits: int, every: int | None = None
) -> int:
    del every
    return memory(length + 1, width, layers, bits)


@mistake(
    "bptt_bytes", "Checkpoints and a segment are multiplied, which is everything again: add them."
)
def memory_multiplied(
    length: int, width: int, layers: int, bits: int, every: int | None = None
) -> int:
    states = length + 1 if every is None else ceil(length, every) * every
    return memory(states, width, layers, bits)


@mistake(
    "bptt_bytes",
    "The room is one state short: a checkpoint stands before its segment, and every step makes one.",
)
def memory_with_less_room(
    length: int, width: int, layers: int, bits: int, every: int | None = None
) -> int:
    states = length + 1 if every is None else states_of(length, every) - 1
    return memory(states, width, layers, bits)


@mistake("bptt_bytes", "The room is for a segment of one layer: multiply it by the layers, too.")
def memory_with_room_for_one_layer(
    length: int, width: int, layers: int, bits: int, every: int | None = None
) -> int:
    segment = length if every is None else min(every, length)
    states = layers * ceil(length, segment) + (segment if every else layers * segment)
    return memory(states, width, 1, bits)


@mistake("bptt_bytes", "The checkpoints are counted for one layer: count them for each layer.")
def memory_with_checkpoints_of_one_layer(
    length: int, width: int, layers: int, bits: int, every: int | None = None
) -> int:
    segment = length if every is None else min(every, length)
    states = (1 if every else layers) * ceil(length, segment) + layers * segment
    return memory(states, width, 1, bits)


@mistake("bptt_bytes", "The zeros are counted for one layer only: count them for each layer.")
def memory_with_one_beginning(
    length: int, width: int, layers: int, bits: int, every: int | None = None
) -> int:
    if every is None:
        return (length * layers + 1) * width * bits // 8
    return memory(states_of(length, every), width, layers, bits)


@mistake("bptt_bytes", "The width is missing: multiply by it, because a state is `width` numbers.")
def memory_of_one_unit(
    length: int, width: int, layers: int, bits: int, every: int | None = None
) -> int:
    del width
    return memory(states_of(length, every), 1, layers, bits)


@mistake(
    "bptt_bytes",
    "The larger of checkpoints and segment is taken: add them, because both are kept.",
)
def memory_of_the_larger(
    length: int, width: int, layers: int, bits: int, every: int | None = None
) -> int:
    states = length + 1 if every is None else max(ceil(length, every), min(every, length))
    return memory(states, width, layers, bits)


@mistake(
    "bptt_bytes",
    "There is room for every segment: count it for one, because the same room serves one after "
    "the other.",
)
def memory_of_all_segments(
    length: int, width: int, layers: int, bits: int, every: int | None = None
) -> int:
    states = length + 1 if every is None else ceil(length, every) + length
    return memory(states, width, layers, bits)


@mistake("bptt_bytes", "The layers are added: multiply by them, because each keeps its states.")
def memory_with_added_layers(
    length: int, width: int, layers: int, bits: int, every: int | None = None
) -> int:
    return memory(states_of(length, every) + layers, width, 1, bits)


@mistake(
    "bptt_bytes",
    "The bits are not used, and you return numbers: multiply by bits / 8, the bytes of each.",
)
def memory_in_numbers(
    length: int, width: int, layers: int, bits: int, every: int | None = None
) -> int:
    del bits
    return memory(states_of(length, every), width, layers, 8)


@mistake(
    "bptt_bytes",
    "The room is counted twice: count it once, because there is one segment at a time.",
)
def memory_with_twice_the_room(
    length: int, width: int, layers: int, bits: int, every: int | None = None
) -> int:
    segment = 0 if every is None else min(every, length)
    return memory(states_of(length, every) + segment, width, layers, bits)


# input_gradients


@mistake(
    "input_gradients",
    "Nothing goes back: add what comes back from step t + 1, because state t + 1 depends on input "
    "t, too.",
)
def gradients_stay(decays: Array, errors: Array, window: int | None = None) -> Array:
    del decays, window
    return errors.copy()


@mistake("input_gradients", "The last step is left out: let its gradient be its error.")
def gradients_without_the_last_step(
    decays: Array, errors: Array, window: int | None = None
) -> Array:
    gradients = back(decays, np.vstack([errors[:-1], 0 * errors[-1:]]), window)
    return np.asarray(gradients)


@mistake(
    "input_gradients",
    "The decays are one step off: multiply by decays[t + 1] on the way from step t + 1 to t.",
)
def gradients_with_early_decays(decays: Array, errors: Array, window: int | None = None) -> Array:
    return back(np.vstack([decays[:1], decays[:-1]]), errors, window)


@mistake("input_gradients", "You go from the first step to the last: begin at the end.")
def gradients_forwards(decays: Array, errors: Array, window: int | None = None) -> Array:
    g, gradients = np.zeros(errors.shape[1]), []
    for t in range(len(errors)):
        g = errors[t] + (0 * g if window and t % window == 0 else decays[t] * g)
        gradients.append(g)
    return np.array(gradients)


@mistake(
    "input_gradients",
    "The gradient is multiplied by a step's own decays: do not multiply it, because an input is "
    "added after them, in full.",
)
def gradients_after_decay(decays: Array, errors: Array, window: int | None = None) -> Array:
    return decays * back(decays, errors, window)


@mistake(
    "input_gradients",
    "The gradients stand in the wrong order: turn them round, because you collect them from the "
    "end.",
)
def gradients_in_reverse(decays: Array, errors: Array, window: int | None = None) -> Array:
    return back(decays, errors, window)[::-1]


@mistake("input_gradients", "Only the last error goes back: add each state's own error on the way.")
def gradients_of_the_last_error(decays: Array, errors: Array, window: int | None = None) -> Array:
    last = np.zeros(errors.shape)
    last[-1] = errors[-1]
    return back(decays, last, window)


@mistake("input_gradients", "The errors are lost on the way: add what comes back to each of them.")
def gradients_without_own_errors(
    decays: Array, errors: Array, window: int | None = None
) -> Array:
    gradients = back(decays, errors, window)
    gradients[:-1] -= errors[:-1]
    return gradients


@mistake(
    "input_gradients",
    "You divide by products of decays, which may be 0: multiply on the way back.",
)
def gradients_divided(decays: Array, errors: Array, window: int | None = None) -> Array:
    n, gradients = len(errors), np.zeros(errors.shape)
    for begin in range(0, n, window or n):
        part = slice(begin, begin + (window or n))
        products = np.cumprod(decays[part], axis=0)
        sums = np.cumsum((products * errors[part])[::-1], axis=0)[::-1]
        gradients[part] = sums / products
    return gradients


@mistake(
    "input_gradients",
    "In a window you divide by products of decays, which may be 0: multiply on the way back.",
)
def gradients_divided_in_windows(
    decays: Array, errors: Array, window: int | None = None
) -> Array:
    right = back(decays, errors, window)
    return right if window is None else gradients_divided(decays, errors, window)


@mistake(
    "input_gradients",
    "What comes back is not multiplied by the decays: multiply it by decays[t + 1].",
)
def gradients_without_decays(decays: Array, errors: Array, window: int | None = None) -> Array:
    return back(np.ones(decays.shape), errors, window)


@mistake("input_gradients", "The window is not used: let nothing go back beyond it.")
def gradients_without_window(decays: Array, errors: Array, window: int | None = None) -> Array:
    del window
    return back(decays, errors, None)


@mistake(
    "input_gradients",
    "The windows begin at the end: count them from step 0, so that the last may be shorter.",
)
def gradients_with_windows_from_the_end(
    decays: Array, errors: Array, window: int | None = None
) -> Array:
    n, gradients = len(errors), np.zeros(errors.shape)
    size = n if window is None else window
    for end in range(n, 0, -size):
        part = slice(max(0, end - size), end)
        gradients[part] = back(decays[part], errors[part], None)
    return gradients


@mistake(
    "input_gradients",
    "The way back is cut at the wrong step: let nothing go from the first step of a window to the "
    "step before it.",
)
def gradients_cut_one_step_late(
    decays: Array, errors: Array, window: int | None = None
) -> Array:
    gradients, g = np.zeros(errors.shape), np.zeros(errors.shape[1])
    for t in range(len(errors) - 1, -1, -1):
        gradients[t] = errors[t] + g
        g = 0 * g if window and (t - 1) % window == 0 else decays[t] * gradients[t]
    return gradients


@mistake(
    "input_gradients",
    "The windows are one step off: let nothing go back from steps window, 2 * window and so on to "
    "the step before.",
)
def gradients_with_windows_one_off(
    decays: Array, errors: Array, window: int | None = None
) -> Array:
    gradients, g = np.zeros(errors.shape), np.zeros(errors.shape[1])
    for t in range(len(errors) - 1, -1, -1):
        gradients[t] = errors[t] + g
        g = 0 * g if window and (t + 1) % window == 0 else decays[t] * gradients[t]
    return gradients


@mistake(
    "input_gradients",
    "Each error goes back the same number of steps: let windows stand still, from step 0 on.",
)
def gradients_with_a_sliding_window(
    decays: Array, errors: Array, window: int | None = None
) -> Array:
    n, gradients = len(errors), np.zeros(errors.shape)
    size = n if window is None else window
    for t in range(n):
        part = slice(t, min(n, t + size))
        gradients[t] = back(decays[part], errors[part], None)[0]
    return gradients


@mistake(
    "input_gradients",
    "Only the last window has a gradient: go back in every window by itself.",
)
def gradients_of_the_last_window(decays: Array, errors: Array, window: int | None = None) -> Array:
    gradients = back(decays, errors, window)
    size = window or len(errors)
    gradients[: (len(errors) - 1) // size * size] = 0.0
    return gradients


@mistake(
    "input_gradients",
    "Only the last `window` steps have a gradient: go back in every window by itself, from step 0 "
    "on.",
)
def gradients_of_the_last_steps(decays: Array, errors: Array, window: int | None = None) -> Array:
    gradients = back(decays, errors, None)
    gradients[: max(0, len(errors) - (window or len(errors)))] = 0.0
    return gradients


@mistake(
    "input_gradients",
    "The windows are of equal length: give each `window` steps, so that the last may be shorter.",
)
def gradients_in_equal_windows(decays: Array, errors: Array, window: int | None = None) -> Array:
    parts = np.array_split(np.arange(len(errors)), ceil(len(errors), window or len(errors)))
    return np.vstack([back(decays[part], errors[part], None) for part in parts])


@mistake(
    "input_gradients",
    "In each window the decays are counted from its first step: count them from step 0 of the "
    "sequence.",
)
def gradients_with_decays_of_the_first_window(
    decays: Array, errors: Array, window: int | None = None
) -> Array:
    size = window or len(errors)
    again = np.vstack([decays[:size]] * (len(errors) // size + 1))
    return back(again[: len(errors)], errors, window)


@mistake(
    "input_gradients",
    "You go back over the last `window` steps only: go back over every window, from step 0 on.",
)
def gradients_that_end_early(decays: Array, errors: Array, window: int | None = None) -> Array:
    gradients, first = errors.copy(), max(0, len(errors) - (window or len(errors)))
    gradients[first:] = back(decays[first:], errors[first:], None)
    return gradients


@mistake(
    "input_gradients",
    "The first step of a window has no gradient: give it one, and let it go back no further.",
)
def gradients_cleared_at_first_steps(
    decays: Array, errors: Array, window: int | None = None
) -> Array:
    gradients = errors.copy()
    for t in range(len(errors) - 2, -1, -1):
        gradients[t] += decays[t + 1] * gradients[t + 1]
        if window and t % window == 0:
            gradients[t] = 0.0
    return gradients


@mistake(
    "input_gradients",
    "The first step of a window has no gradient: give it one, and let it go back no further.",
)
def gradients_without_first_steps(
    decays: Array, errors: Array, window: int | None = None
) -> Array:
    gradients = back(decays, errors, window)
    if window:
        gradients[::window] = 0.0
    return gradients


@mistake(
    "input_gradients",
    "At the first step of a window all that came back is lost: cut behind it, not before.",
)
def gradients_cut_before_they_are_kept(
    decays: Array, errors: Array, window: int | None = None
) -> Array:
    gradients = back(decays, errors, window)
    if window:
        gradients[::window] = errors[::window]
    return gradients


@mistake(
    "input_gradients",
    "`window` is taken for the number of windows: take it for their length.",
)
def gradients_of_so_many_windows(decays: Array, errors: Array, window: int | None = None) -> Array:
    return back(decays, errors, None if window is None else ceil(len(errors), window))


@mistake(
    "input_gradients",
    "Each step's own error is multiplied by decays: add what comes back of later errors to it, as "
    "it is.",
)
def gradients_of_own_errors(decays: Array, errors: Array, window: int | None = None) -> Array:
    del window
    ways = np.vstack([np.cumprod(decays[:0:-1], axis=0)[::-1], np.ones((1, errors.shape[1]))])
    return np.asarray(errors * ways)


@mistake(
    "input_gradients",
    "In a window only the error of its last step goes back: add each step's own error on the way.",
)
def gradients_of_window_ends(decays: Array, errors: Array, window: int | None = None) -> Array:
    n, last = len(errors), np.zeros(errors.shape)
    ends = [] if window is None else [*range(window - 1, n - 1, window), n - 1]
    last[ends] = errors[ends]
    return back(decays, errors if window is None else last, window)


@mistake(
    "input_gradients",
    "Errors before the last window are lost: let each go back to the beginning of its own window.",
)
def gradients_of_the_last_errors(decays: Array, errors: Array, window: int | None = None) -> Array:
    late = errors.copy()
    late[: len(errors) - (window or len(errors))] = 0.0
    return back(decays, late, None)


@mistake("input_gradients", "Every input is given the whole gradient once more: add each error once.")
def gradients_with_errors_twice(decays: Array, errors: Array, window: int | None = None) -> Array:
    return errors + back(decays, errors, window)


@mistake(
    "input_gradients",
    "The products of decays begin at step 0: multiply an error by the decays between its step and "
    "the input only.",
)
def gradients_by_products_from_the_start(
    decays: Array, errors: Array, window: int | None = None
) -> Array:
    del window
    return np.asarray(np.cumprod(decays, axis=0)[::-1] * errors[-1])


@mistake(
    "input_gradients",
    "The products of decays begin at step 0: multiply an error by the decays between its step and "
    "the input only.",
)
def gradients_by_products_of_all_errors(
    decays: Array, errors: Array, window: int | None = None
) -> Array:
    del window
    return np.asarray(np.cumsum((np.cumprod(decays, axis=0) * errors)[::-1], axis=0)[::-1])


@mistake(
    "input_gradients",
    "Errors are multiplied by decays before they are added to what comes back: add first, then "
    "multiply.",
)
def gradients_decay_errors_early(decays: Array, errors: Array, window: int | None = None) -> Array:
    return back(decays, decays * errors, window)


# fit_readout


def least_squares(states: Array, targets: Array) -> Array:
    return np.asarray(np.linalg.lstsq(states, targets, rcond=None)[0])


@mistake(
    "fit_readout",
    "The weights are sums of states: use least squares, which takes into account how the states "
    "overlap.",
)
def readout_of_sums(states: Array, tokens: Whole, vocabulary: int) -> Array:
    return np.asarray(states.T @ rows_of(tokens, vocabulary))


@mistake(
    "fit_readout",
    "The weights are the mean state of each token: fit the rows of 1 and 0 by the states.",
)
def readout_of_means(states: Array, tokens: Whole, vocabulary: int) -> Array:
    targets = rows_of(tokens, vocabulary)
    return np.asarray(states.T @ targets / np.maximum(targets.sum(axis=0), 1))


@mistake(
    "fit_readout",
    "The weights stand in rows: return a column for each token, (hidden, vocabulary).",
)
def readout_in_rows(states: Array, tokens: Whole, vocabulary: int) -> Array:
    return least_squares(states, rows_of(tokens, vocabulary)).T


@mistake(
    "fit_readout",
    "The states are fitted to the token's number: fit them to a row with 1 at its place and 0 "
    "elsewhere.",
)
def readout_of_numbers(states: Array, tokens: Whole, vocabulary: int) -> Array:
    del vocabulary
    return least_squares(states, np.asarray(tokens, dtype=float))


@mistake(
    "fit_readout",
    "The states are fitted to the token's number: fit them to a row with 1 at its place and 0 "
    "elsewhere.",
)
def readout_of_numbers_in_columns(states: Array, tokens: Whole, vocabulary: int) -> Array:
    numbers = np.asarray(tokens, dtype=float)
    return np.tile(least_squares(states, numbers[:, np.newaxis]), (1, vocabulary))


@mistake(
    "fit_readout",
    "The states are fitted to the token's number: fit them to a row with 1 at its place and 0 "
    "elsewhere.",
)
def readout_of_a_column_of_numbers(states: Array, tokens: Whole, vocabulary: int) -> Array:
    del vocabulary
    return least_squares(states, np.asarray(tokens, dtype=float)[:, np.newaxis])


@mistake("fit_readout", "A bias is fitted as well: fit weights of the units only.")
def readout_with_bias(states: Array, tokens: Whole, vocabulary: int) -> Array:
    with_one = np.column_stack([states, np.ones(len(states))])
    return least_squares(with_one, rows_of(tokens, vocabulary))


@mistake("fit_readout", "Every row is 1 at all tokens: make row i 1 at tokens[i] only.")
def readout_of_all_tokens(states: Array, tokens: Whole, vocabulary: int) -> Array:
    targets = np.zeros((len(tokens), vocabulary))
    targets[:, tokens] = 1
    return np.asarray(np.linalg.lstsq(states, targets, rcond=None)[0])


@mistake(
    "fit_readout",
    "Whole rows are 1: make row i 1 at tokens[i] only, with rows[i, tokens[i]] = 1.",
)
def readout_of_whole_rows(states: Array, tokens: Whole, vocabulary: int) -> Array:
    targets = np.zeros((len(tokens), vocabulary))
    targets[tokens] = 1
    return least_squares(states, targets)


@mistake("fit_readout", "The weights are correlations: fit all units together, by least squares.")
def readout_of_correlations(states: Array, tokens: Whole, vocabulary: int) -> Array:
    units, targets = (x - x.mean(axis=0) for x in (states, rows_of(tokens, vocabulary)))
    sizes = np.outer(np.linalg.norm(units, axis=0), np.linalg.norm(targets, axis=0))
    return np.asarray(units.T @ targets / np.where(sizes == 0, 1, sizes))


@mistake("fit_readout", "You ask the other tokens to score -1: ask them to score 0.")
def readout_to_minus_one(states: Array, tokens: Whole, vocabulary: int) -> Array:
    return least_squares(states, 2 * rows_of(tokens, vocabulary) - 1)


@mistake(
    "fit_readout",
    "Something is added to the squares of the states: add nothing, and use least squares alone.",
)
def readout_with_ridge(states: Array, tokens: Whole, vocabulary: int) -> Array:
    squares = states.T @ states + np.eye(states.shape[1])
    return np.asarray(np.linalg.solve(squares, states.T @ rows_of(tokens, vocabulary)))


@mistake(
    "fit_readout",
    "Something is added to the squares of the states: add nothing, and use least squares alone.",
)
def readout_with_a_small_ridge(states: Array, tokens: Whole, vocabulary: int) -> Array:
    gram = states.T @ states + 1e-2 * np.eye(states.shape[1])
    return np.asarray(np.linalg.solve(gram, states.T @ rows_of(tokens, vocabulary)))


@mistake("fit_readout", "Each unit is fitted by itself: fit all of them together.")
def readout_unit_by_unit(states: Array, tokens: Whole, vocabulary: int) -> Array:
    squares = np.sum(states**2, axis=0)[:, np.newaxis]
    return np.asarray(states.T @ rows_of(tokens, vocabulary) / squares)


@mistake("fit_readout", "The mean is taken off the states, or a bias is fitted and left out: fit them as they are.")
def readout_of_centred_states(states: Array, tokens: Whole, vocabulary: int) -> Array:
    return least_squares(states - states.mean(axis=0), rows_of(tokens, vocabulary))


@mistake(
    "fit_readout",
    "You return all that np.linalg.lstsq returns: return the weights, the first of it.",
)
def readout_with_everything(states: Array, tokens: Whole, vocabulary: int) -> object:
    return np.linalg.lstsq(states, rows_of(tokens, vocabulary), rcond=None)


@mistake(
    "fit_readout",
    "The states are fitted by the tokens: turn it around, and fit tokens by states.",
)
def readout_the_other_way(states: Array, tokens: Whole, vocabulary: int) -> Array:
    return least_squares(rows_of(tokens, vocabulary), states)


@mistake("fit_readout", "You return the scores of these states: return the weights.")
def readout_of_scores(states: Array, tokens: Whole, vocabulary: int) -> Array:
    return states @ least_squares(states, rows_of(tokens, vocabulary))


@mistake(
    "fit_readout",
    "The tokens are counted from 1: take them as they are, because they begin with 0.",
)
def readout_of_tokens_from_one(states: Array, tokens: Whole, vocabulary: int) -> Array:
    return least_squares(states, rows_of(tokens - 1, vocabulary))


@mistake("fit_readout", "The first column is for token 1: let it be for token 0.")
def readout_with_columns_from_one(states: Array, tokens: Whole, vocabulary: int) -> Array:
    return least_squares(states, np.eye(vocabulary + 1)[tokens][:, 1:])


@mistake(
    "fit_readout",
    "Q.T times the rows of 1 and 0 is not all: solve R @ weights for the weights.",
)
def readout_without_r(states: Array, tokens: Whole, vocabulary: int) -> Array:
    return np.asarray(np.linalg.qr(states)[0].T @ rows_of(tokens, vocabulary))


@mistake(
    "fit_readout",
    "There are columns up to the largest token only: make one for each of the vocabulary, seen or "
    "not.",
)
def readout_of_seen_tokens(states: Array, tokens: Whole, vocabulary: int) -> Array:
    del vocabulary
    return least_squares(states, rows_of(tokens, int(np.max(tokens)) + 1))


@mistake(
    "fit_readout",
    "You return what is left over: return the weights, which np.linalg.lstsq returns first.",
)
def readout_of_residuals(states: Array, tokens: Whole, vocabulary: int) -> Array:
    return np.asarray(np.linalg.lstsq(states, rows_of(tokens, vocabulary), rcond=None)[1])


@mistake("fit_readout", "The states are divided by their length first: fit them as they are.")
def readout_of_unit_states(states: Array, tokens: Whole, vocabulary: int) -> Array:
    lengths = np.linalg.norm(states, axis=1, keepdims=True)
    return least_squares(states / lengths, rows_of(tokens, vocabulary))


@mistake("fit_readout", "A softmax is taken of the weights: return them as they are.")
def readout_of_softmax(states: Array, tokens: Whole, vocabulary: int) -> Array:
    powers = np.exp(least_squares(states, rows_of(tokens, vocabulary)))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))


@mistake("fit_readout", "The weights are divided by the number of states: do not divide them.")
def readout_of_mean_products(states: Array, tokens: Whole, vocabulary: int) -> Array:
    return np.asarray(states.T @ rows_of(tokens, vocabulary) / len(states))


@mistake(
    "fit_readout",
    "There are columns only for tokens that occur: make column k that of token k, with zeros if "
    "it never occurs.",
)
def readout_of_tokens_that_occur(states: Array, tokens: Whole, vocabulary: int) -> Array:
    column = np.unique(tokens, return_inverse=True)[1].ravel()
    return np.asarray(np.linalg.lstsq(states, rows_of(column, vocabulary), rcond=None)[0])
