"""The mistakes people make in kata 6.2, RNN Intuition, each with the sentence that tells them.

What a single changed operator or name of the reference gives is not among them: such causes are
found without a catalogue. "See The echo" and the like name a section of the lesson.
"""
# ruff: noqa: D103  (what is to be said of a mistake stands in its decorator)

import numpy as np
from numpy.typing import NDArray

from kata_runner import mistake

Array = NDArray[np.float64]
Gradients = tuple[Array, Array, Array]


# The right functions, for mistakes to put together wrongly.


def step(h_prev: Array, x: Array, w_h: Array, w_x: Array, bias: Array) -> Array:
    return np.tanh(w_h @ h_prev + w_x @ x + bias)


def run(h0: Array, xs: Array, w_h: Array, w_x: Array, bias: Array) -> Array:
    states = [h0]
    for x in xs:
        states.append(step(states[-1], x, w_h, w_x, bias))
    return np.array(states[1:])


def runs(
    xs: Array, position: int, change: Array, w_h: Array, w_x: Array, bias: Array
) -> tuple[Array, Array]:
    """The states without the change and with it."""
    changed = xs.copy()
    changed[position] += change
    start = np.zeros(len(bias))
    return run(start, xs, w_h, w_x, bias), run(start, changed, w_h, w_x, bias)


def lengths(rows: Array) -> Array:
    return np.asarray(np.sqrt(np.sum(rows**2, axis=1)))


def jacobian(h: Array, w_h: Array) -> Array:
    return (1 - h**2)[:, np.newaxis] * w_h


def backwards(xs: Array, d_h: Array, states: list[Array], w_h: Array, w_x: Array) -> Gradients:
    """Backpropagation through time, from a gradient by the last of the states."""
    d_w_h, d_w_x, d_bias = np.zeros(w_h.shape), np.zeros(w_x.shape), np.zeros(len(w_h))
    for t in range(len(xs), 0, -1):
        d_z = (1 - states[t] ** 2) * d_h
        d_w_h += np.outer(d_z, states[t - 1])
        d_w_x += np.outer(d_z, xs[t - 1])
        d_bias += d_z
        d_h = d_z @ w_h
    return d_w_h, d_w_x, d_bias


def all_states(xs: Array, w_h: Array, w_x: Array, bias: Array) -> list[Array]:
    """The state of zeros and every state after it."""
    start = np.zeros(len(bias))
    return [start, *run(start, xs, w_h, w_x, bias)]


# rnn_step


@mistake(
    "rnn_step",
    "The sigmoid stands where tanh should: use tanh, so that a state lies between -1 and 1.",
)
def step_with_sigmoid(h_prev: Array, x: Array, w_h: Array, w_x: Array, bias: Array) -> Array:
    return 0.5 + 0.5 * np.tanh(0.5 * (w_h @ h_prev + w_x @ x + bias))


@mistake("rnn_step", "The new state is averaged with the old one: return tanh of the sum alone.")
def step_averaged(h_prev: Array, x: Array, w_h: Array, w_x: Array, bias: Array) -> Array:
    return 0.5 * h_prev + 0.5 * step(h_prev, x, w_h, w_x, bias)


@mistake(
    "rnn_step",
    "w_h is multiplied element by element, and its columns summed: use `@`, w_h @ h_prev.",
)
def step_sums_columns(h_prev: Array, x: Array, w_h: Array, w_x: Array, bias: Array) -> Array:
    return np.asarray(np.tanh((w_h * h_prev).sum(axis=0) + w_x @ x + bias))


@mistake(
    "rnn_step",
    "ReLU stands where tanh should: use tanh, so that a state may be negative and is never large.",
)
def step_with_relu(h_prev: Array, x: Array, w_h: Array, w_x: Array, bias: Array) -> Array:
    return np.asarray(np.maximum(w_h @ h_prev + w_x @ x + bias, 0.0))


@mistake("rnn_step", "Nothing is squashed: take tanh of the sum, so that a state stays bounded.")
def step_without_tanh(h_prev: Array, x: Array, w_h: Array, w_x: Array, bias: Array) -> Array:
    return w_h @ h_prev + w_x @ x + bias


@mistake("rnn_step", "tanh is taken of each part by itself: add the parts first, then squash once.")
def step_squashes_each_part(h_prev: Array, x: Array, w_h: Array, w_x: Array, bias: Array) -> Array:
    return np.tanh(w_h @ h_prev) + np.tanh(w_x @ x) + np.tanh(bias)


@mistake("rnn_step", "The old state is added to what tanh gives: return what tanh gives, alone.")
def step_keeps_the_old_state(h_prev: Array, x: Array, w_h: Array, w_x: Array, bias: Array) -> Array:
    return h_prev + step(h_prev, x, w_h, w_x, bias)


@mistake(
    "rnn_step",
    "w_h is transposed: row i of w_h makes new unit i, so w_h stands on the left, w_h @ h_prev.",
)
def step_with_transposed_weights(
    h_prev: Array, x: Array, w_h: Array, w_x: Array, bias: Array
) -> Array:
    return np.tanh(h_prev @ w_h + w_x @ x + bias)


@mistake(
    "rnn_step",
    "w_x is transposed: row i of w_x makes new unit i, so w_x stands on the left, w_x @ x.",
)
def step_with_transposed_input_weights(
    h_prev: Array, x: Array, w_h: Array, w_x: Array, bias: Array
) -> Array:
    return np.tanh(w_h @ h_prev + x @ w_x + bias)


@mistake(
    "rnn_step",
    "w_h and w_x are transposed: row i of each makes new unit i, so both stand on the left.",
)
def step_with_both_matrices_transposed(
    h_prev: Array, x: Array, w_h: Array, w_x: Array, bias: Array
) -> Array:
    return np.tanh(h_prev @ w_h + x @ w_x + bias)


@mistake(
    "rnn_step",
    "w_x is multiplied element by element, and its columns summed: use `@`, w_x @ x.",
)
def step_sums_columns_of_input_weights(
    h_prev: Array, x: Array, w_h: Array, w_x: Array, bias: Array
) -> Array:
    return np.asarray(np.tanh(w_h @ h_prev + (w_x * x).sum(axis=0) + bias))


@mistake("rnn_step", "The bias is counted twice: add it once, because w_h and w_x share it.")
def step_adds_the_bias_twice(h_prev: Array, x: Array, w_h: Array, w_x: Array, bias: Array) -> Array:
    return np.tanh((w_h @ h_prev + bias) + (w_x @ x + bias))


@mistake("rnn_step", "The bias is not added: add it to the sum, inside tanh.")
def step_without_bias(h_prev: Array, x: Array, w_h: Array, w_x: Array, bias: Array) -> Array:
    del bias
    return np.tanh(w_h @ h_prev + w_x @ x)


@mistake("rnn_step", "tanh squashes the part of the old state only: add all three parts first.")
def step_squashes_the_state_alone(
    h_prev: Array, x: Array, w_h: Array, w_x: Array, bias: Array
) -> Array:
    return np.tanh(w_h @ h_prev) + w_x @ x + bias


@mistake(
    "rnn_step", "w_h is multiplied element by element: a matrix times a vector is w_h @ h_prev."
)
def step_element_by_element(h_prev: Array, x: Array, w_h: Array, w_x: Array, bias: Array) -> Array:
    return np.tanh(w_h * h_prev + w_x @ x + bias)


@mistake("rnn_step", "w_x is multiplied element by element: a matrix times a vector is w_x @ x.")
def step_with_the_input_element_by_element(
    h_prev: Array, x: Array, w_h: Array, w_x: Array, bias: Array
) -> Array:
    return np.tanh(w_h @ h_prev + w_x * x + bias)


@mistake(
    "rnn_step",
    "The joined weights and what they multiply are in different orders: w_h must meet h_prev, and "
    "w_x must meet x.",
)
def step_joined_in_another_order(
    h_prev: Array, x: Array, w_h: Array, w_x: Array, bias: Array
) -> Array:
    return np.asarray(np.tanh(np.hstack([w_x, w_h]) @ np.concatenate([h_prev, x]) + bias))


@mistake("rnn_step", "The bias multiplies what tanh gives: add it to the sum, inside tanh.")
def step_times_the_bias(h_prev: Array, x: Array, w_h: Array, w_x: Array, bias: Array) -> Array:
    return np.tanh(w_h @ h_prev + w_x @ x) * bias


@mistake("rnn_step", "The bias multiplies the sum: add it, inside tanh.")
def step_of_the_sum_times_the_bias(
    h_prev: Array, x: Array, w_h: Array, w_x: Array, bias: Array
) -> Array:
    return np.tanh((w_h @ h_prev + w_x @ x) * bias)


@mistake("rnn_step", "w_h and w_x are exchanged: multiply h_prev by w_h, and x by w_x.")
def step_with_exchanged_matrices(
    h_prev: Array, x: Array, w_h: Array, w_x: Array, bias: Array
) -> Array:
    return np.tanh(w_x @ h_prev + w_h @ x + bias)


# run_sequence


@mistake(
    "run_sequence",
    "The state is not carried along, and every step begins from h0: give each step the state of "
    "the step before.",
)
def run_forgets(h0: Array, xs: Array, w_h: Array, w_x: Array, bias: Array) -> Array:
    return np.array([step(h0, x, w_h, w_x, bias) for x in xs])


@mistake("run_sequence", "h0 is not used, and the first step begins from zeros: begin it from h0.")
def run_begins_from_zeros(h0: Array, xs: Array, w_h: Array, w_x: Array, bias: Array) -> Array:
    return run(np.zeros(len(h0)), xs, w_h, w_x, bias)


@mistake("run_sequence", "You return the last state only: return the state after every input.")
def run_returns_the_last(h0: Array, xs: Array, w_h: Array, w_x: Array, bias: Array) -> Array:
    states: Array = run(h0, xs, w_h, w_x, bias)
    return np.asarray(states[-1])


@mistake("run_sequence", "h0 is among the states you return: begin with the state after input 0.")
def run_returns_h0_too(h0: Array, xs: Array, w_h: Array, w_x: Array, bias: Array) -> Array:
    return np.array([h0, *run(h0, xs, w_h, w_x, bias)])


@mistake(
    "run_sequence",
    "The states are one step late: let row t be the state after input t, and not the one before "
    "it.",
)
def run_is_one_step_late(h0: Array, xs: Array, w_h: Array, w_x: Array, bias: Array) -> Array:
    return np.array([h0, *run(h0, xs, w_h, w_x, bias)[:-1]])


@mistake("run_sequence", "The sequence is read backwards: begin with input 0.")
def run_backwards(h0: Array, xs: Array, w_h: Array, w_x: Array, bias: Array) -> Array:
    return run(h0, xs[::-1], w_h, w_x, bias)


@mistake(
    "run_sequence",
    "All rows are the last state, as when one array is stored at every step and changed in place: "
    "make a new array at every step.",
)
def run_stores_one_array(h0: Array, xs: Array, w_h: Array, w_x: Array, bias: Array) -> Array:
    states = run(h0, xs, w_h, w_x, bias)
    return np.array([states[-1] for _ in xs])


@mistake(
    "run_sequence",
    "The states stand in columns: return one row for each input, (length, hidden).",
)
def run_returns_columns(h0: Array, xs: Array, w_h: Array, w_x: Array, bias: Array) -> Array:
    return run(h0, xs, w_h, w_x, bias).T


@mistake(
    "run_sequence",
    "The states stand in the opposite order: let row 0 be the state after input 0.",
)
def run_returns_the_last_first(h0: Array, xs: Array, w_h: Array, w_x: Array, bias: Array) -> Array:
    states: Array = run(h0, xs, w_h, w_x, bias)
    return states[::-1]


@mistake("run_sequence", "Every step reads the first input: let step t read xs[t].")
def run_reads_one_input(h0: Array, xs: Array, w_h: Array, w_x: Array, bias: Array) -> Array:
    return run(h0, np.array([xs[0] for _ in xs]), w_h, w_x, bias)


@mistake(
    "run_sequence",
    "State and input are exchanged in the call: write rnn_step(h, x, ...), the state first.",
)
def run_with_input_for_state(h0: Array, xs: Array, w_h: Array, w_x: Array, bias: Array) -> Array:
    states = [h0]
    for x in xs:
        states.append(step(x, states[-1], w_h, w_x, bias))
    return np.array(states[1:])


@mistake(
    "run_sequence",
    "w_h and w_x are exchanged in the call: write rnn_step(h, x, w_h, w_x, bias).",
)
def run_with_exchanged_matrices(
    h0: Array, xs: Array, w_h: Array, w_x: Array, bias: Array
) -> Array:
    return run(h0, xs, w_x, w_h, bias)


@mistake(
    "run_sequence",
    "States are summed up: let each row be one state, as rnn_step returned it.",
)
def run_sums_states(h0: Array, xs: Array, w_h: Array, w_x: Array, bias: Array) -> Array:
    return np.asarray(np.cumsum(run(h0, xs, w_h, w_x, bias), axis=0))


# echo


@mistake(
    "echo",
    "You measure directions, by a cosine: measure how far each state moves, by the length of the "
    "difference (see The echo).",
)
def echo_of_directions(
    xs: Array, position: int, change: Array, w_h: Array, w_x: Array, bias: Array
) -> Array:
    before, after = runs(xs, position, change, w_h, w_x, bias)
    both = lengths(before) * lengths(after)
    return np.asarray(1 - np.sum(before * after, axis=1) / np.maximum(both, 1e-12))


@mistake("echo", "You take the difference of two lengths: take the length of the difference.")
def echo_of_lengths(
    xs: Array, position: int, change: Array, w_h: Array, w_x: Array, bias: Array
) -> Array:
    before, after = (lengths(h) for h in runs(xs, position, change, w_h, w_x, bias))
    return np.abs(after - before)


@mistake(
    "echo",
    "You sum up absolute values: take the root of the sum of squares, the Euclidean length.",
)
def echo_by_absolute_values(
    xs: Array, position: int, change: Array, w_h: Array, w_x: Array, bias: Array
) -> Array:
    before, after = runs(xs, position, change, w_h, w_x, bias)
    return np.asarray(np.abs(after - before).sum(axis=1))


@mistake("echo", "The root is missing: a length is the square root of the sum of squares.")
def echo_squared(
    xs: Array, position: int, change: Array, w_h: Array, w_x: Array, bias: Array
) -> Array:
    before, after = runs(xs, position, change, w_h, w_x, bias)
    return lengths(after - before) ** 2


@mistake("echo", "You take the mean of the squares before the root: take their sum.")
def echo_as_root_mean_square(
    xs: Array, position: int, change: Array, w_h: Array, w_x: Array, bias: Array
) -> Array:
    before, after = runs(xs, position, change, w_h, w_x, bias)
    return np.asarray(np.sqrt(np.mean((after - before) ** 2, axis=1)))


@mistake("echo", "The change stands in place of the input: add the change to the input.")
def echo_of_a_replacement(
    xs: Array, position: int, change: Array, w_h: Array, w_x: Array, bias: Array
) -> Array:
    before, after = runs(xs, position, change - xs[position], w_h, w_x, bias)
    return lengths(after - before)


@mistake(
    "echo",
    "Every input from the position on is changed: change only the input at the position.",
)
def echo_of_many_changes(
    xs: Array, position: int, change: Array, w_h: Array, w_x: Array, bias: Array
) -> Array:
    changed = xs.copy()
    changed[position:] += change
    start = np.zeros(len(bias))
    moved = run(start, changed, w_h, w_x, bias) - run(start, xs, w_h, w_x, bias)
    return lengths(moved)


@mistake("echo", "The echo is divided by the length of the change: return the distance itself.")
def echo_for_a_unit_of_change(
    xs: Array, position: int, change: Array, w_h: Array, w_x: Array, bias: Array
) -> Array:
    before, after = runs(xs, position, change, w_h, w_x, bias)
    return lengths(after - before) / np.linalg.norm(change)


@mistake("echo", "The echo begins at the change: return a number for the steps before it, too.")
def echo_from_the_change_on(
    xs: Array, position: int, change: Array, w_h: Array, w_x: Array, bias: Array
) -> Array:
    before, after = runs(xs, position, change, w_h, w_x, bias)
    return lengths(after - before)[position:]


@mistake("echo", "You return the echo in the last state only: return one length for every step.")
def echo_in_the_last_state_only(
    xs: Array, position: int, change: Array, w_h: Array, w_x: Array, bias: Array
) -> float:
    before, after = runs(xs, position, change, w_h, w_x, bias)
    return float(np.linalg.norm(after[-1] - before[-1]))


@mistake("echo", "You return the differences of the states: take the length of each row.")
def echo_as_differences(
    xs: Array, position: int, change: Array, w_h: Array, w_x: Array, bias: Array
) -> Array:
    before, after = runs(xs, position, change, w_h, w_x, bias)
    return after - before


@mistake("echo", "The distance is divided by the length of a state: return the distance itself.")
def echo_for_a_unit_of_state(
    xs: Array, position: int, change: Array, w_h: Array, w_x: Array, bias: Array
) -> Array:
    before, after = runs(xs, position, change, w_h, w_x, bias)
    return lengths(after - before) / lengths(before)


@mistake(
    "echo",
    "You take the largest difference: take the root of the sum of squares, which is the length.",
)
def echo_by_the_largest(
    xs: Array, position: int, change: Array, w_h: Array, w_x: Array, bias: Array
) -> Array:
    before, after = runs(xs, position, change, w_h, w_x, bias)
    return np.asarray(np.abs(after - before).max(axis=1))


@mistake(
    "echo",
    "Differences are summed up with their signs: square each before the sum, and take the root.",
)
def echo_as_sum_of_differences(
    xs: Array, position: int, change: Array, w_h: Array, w_x: Array, bias: Array
) -> Array:
    before, after = runs(xs, position, change, w_h, w_x, bias)
    return np.asarray((after - before).sum(axis=1))


@mistake(
    "echo",
    "Differences are summed up with their signs: square each before the sum, and take the root.",
)
def echo_as_size_of_a_sum(xs: Array, position: int, change: Array, w_h: Array, w_x: Array, bias: Array) -> Array:
    before, after = runs(xs, position, change, w_h, w_x, bias)
    return np.asarray(np.abs((after - before).sum(axis=1)))


@mistake(
    "echo",
    "The mean of the differences is taken: take the root of the sum of squares, which is the "
    "length.",
)
def echo_as_mean_of_differences(
    xs: Array, position: int, change: Array, w_h: Array, w_x: Array, bias: Array
) -> Array:
    before, after = runs(xs, position, change, w_h, w_x, bias)
    return np.asarray(np.abs(after - before).mean(axis=1))


@mistake("echo", "The input is multiplied by the change: add the change to it.")
def echo_of_a_product(
    xs: Array, position: int, change: Array, w_h: Array, w_x: Array, bias: Array
) -> Array:
    before, after = runs(xs, position, xs[position] * (change - 1), w_h, w_x, bias)
    return lengths(after - before)


@mistake("echo", "You take the difference of two lengths: take the length of the difference.")
def echo_of_signed_lengths(xs: Array, position: int, change: Array, w_h: Array, w_x: Array, bias: Array) -> Array:
    before, after = (lengths(h) for h in runs(xs, position, change, w_h, w_x, bias))
    return np.asarray(after - before)


@mistake("echo", "You return the echo at the change only: return one length for every step.")
def echo_at_the_change_only(xs: Array, position: int, change: Array, w_h: Array, w_x: Array, bias: Array) -> float:
    before, after = runs(xs, position, change, w_h, w_x, bias)
    return float(np.linalg.norm(after[position] - before[position]))


@mistake("echo", "The second run begins where the first has ended: begin both from zeros.")
def echo_goes_on_from_the_first_run(xs: Array, position: int, change: Array, w_h: Array, w_x: Array, bias: Array) -> Array:
    before, _ = runs(xs, position, change, w_h, w_x, bias)
    changed = xs.copy()
    changed[position] += change
    return lengths(run(before[-1], changed, w_h, w_x, bias) - before)


@mistake(
    "echo",
    "Both runs read the same inputs, so nothing moves: change a copy of xs for the second run.",
)
def echo_of_equal_runs(xs: Array, position: int, change: Array, w_h: Array, w_x: Array, bias: Array) -> Array:
    del position, change, w_h, w_x, bias
    return np.zeros(len(xs))


@mistake(
    "echo",
    "The change is at another position: rows are counted from 0, so change xs[position].",
)
def echo_of_the_next_input(xs: Array, position: int, change: Array, w_h: Array, w_x: Array, bias: Array) -> Array:
    before, after = runs(xs, (position + 1) % len(xs), change, w_h, w_x, bias)
    return lengths(after - before)


@mistake(
    "echo",
    "The change is at another position: rows are counted from 0, so change xs[position].",
)
def echo_of_the_next_input_if_any(xs: Array, position: int, change: Array, w_h: Array, w_x: Array, bias: Array) -> Array:
    before, after = runs(xs, position + 1, change, w_h, w_x, bias)
    return lengths(after - before)


@mistake(
    "echo",
    "The change is at another position: rows are counted from 0, so change xs[position].",
)
def echo_counted_from_the_end(xs: Array, position: int, change: Array, w_h: Array, w_x: Array, bias: Array) -> Array:
    before, after = runs(xs, -position, change, w_h, w_x, bias)
    return lengths(after - before)


# step_jacobian


@mistake(
    "step_jacobian",
    "tanh is taken once more: h is the state after the step, tanh(z) already, so the slope is "
    "1 - h².",
)
def jacobian_of_tanh_of_h(h: Array, w_h: Array) -> Array:
    return jacobian(np.tanh(h), w_h)


@mistake("step_jacobian", "The slope of tanh is missing: multiply row i by 1 - h[i]².")
def jacobian_without_slope(_: Array, w_h: Array) -> Array:
    return w_h.copy()


@mistake(
    "step_jacobian",
    "1 - h² multiplies the columns: multiply the rows by it, because a row belongs to a new unit.",
)
def jacobian_scales_columns(h: Array, w_h: Array) -> Array:
    return (1 - h**2) * w_h


@mistake("step_jacobian", "The slope is that of the sigmoid, h (1 - h): use that of tanh, 1 - h².")
def jacobian_with_slope_of_sigmoid(h: Array, w_h: Array) -> Array:
    return (h * (1 - h))[:, np.newaxis] * w_h


@mistake(
    "step_jacobian",
    "The Jacobian is transposed: let row i hold the derivatives of new unit i.",
)
def jacobian_transposed(h: Array, w_h: Array) -> Array:
    return jacobian(h, w_h).T


@mistake(
    "step_jacobian",
    "You multiply w_h by the state: multiply row i of w_h by 1 - h[i]², and leave the state out.",
)
def jacobian_times_state(h: Array, w_h: Array) -> Array:
    return (1 - h**2) * (w_h @ h)


@mistake(
    "step_jacobian",
    "`*` leaves the diagonal only: write the product with np.diag(...) with @.",
)
def jacobian_of_the_diagonal(h: Array, w_h: Array) -> Array:
    return np.asarray(np.diag(1 - h**2) * w_h)


@mistake("step_jacobian", "You return the slopes alone: multiply each row of w_h by its slope.")
def jacobian_is_the_slope(h: Array, w_h: Array) -> Array:
    del w_h
    return np.diag(1 - h**2)


@mistake(
    "step_jacobian",
    "A further step is computed: h is the new state already, so the slope is 1 - h².",
)
def jacobian_of_a_further_step(h: Array, w_h: Array) -> Array:
    return jacobian(np.tanh(w_h @ h), w_h)


@mistake(
    "step_jacobian",
    "A vector times a matrix adds up rows: put the slopes in a column and use `*`, or write "
    "np.diag(1 - h²) @ w_h.",
)
def jacobian_as_a_vector(h: Array, w_h: Array) -> Array:
    return (1 - h**2) @ w_h


@mistake(
    "step_jacobian",
    "A matrix times a vector adds up columns: put the slopes in a column and use `*`, or write "
    "np.diag(1 - h²) @ w_h.",
)
def jacobian_as_a_vector_on_the_right(h: Array, w_h: Array) -> Array:
    return w_h @ (1 - h**2)


@mistake("step_jacobian", "Rows are multiplied by h itself: multiply them by the slope, 1 - h².")
def jacobian_with_the_state(h: Array, w_h: Array) -> Array:
    return h[:, np.newaxis] * w_h


@mistake(
    "step_jacobian",
    "The slope is -2 h, which is the derivative of 1 - h²: use 1 - h² itself.",
)
def jacobian_derived_again(h: Array, w_h: Array) -> Array:
    return -2 * h[:, np.newaxis] * w_h


# jacobian_product


@mistake(
    "jacobian_product",
    "The Jacobians stand in the wrong order: put each later one on the left.",
)
def product_in_reading_order(states: Array, w_h: Array) -> Array:
    product = np.eye(len(w_h))
    for h in states:
        product = product @ jacobian(h, w_h)
    return product


@mistake("jacobian_product", "You multiply element by element: use the matrix product, `@`.")
def product_element_by_element(states: Array, w_h: Array) -> Array:
    product = np.ones(w_h.shape) if len(states) else np.eye(len(w_h))
    for h in states:
        product = jacobian(h, w_h) * product
    return product


@mistake("jacobian_product", "You multiply element by element: use the matrix product, `@`.")
def product_element_by_element_from_ones(states: Array, w_h: Array) -> Array:
    product = np.ones(w_h.shape)
    for h in states:
        product = jacobian(h, w_h) * product
    return product


@mistake(
    "jacobian_product",
    "You add the Jacobians: multiply them, as what passes two steps is multiplied twice.",
)
def product_as_a_sum(states: Array, w_h: Array) -> Array:
    if len(states) == 0:
        return np.eye(len(w_h))
    return sum((jacobian(h, w_h) for h in states[1:]), start=jacobian(states[0], w_h))


@mistake(
    "jacobian_product",
    "You add the Jacobians: multiply them, as what passes two steps is multiplied twice.",
)
def product_as_a_sum_from_the_identity(states: Array, w_h: Array) -> Array:
    return sum((jacobian(h, w_h) for h in states), start=np.eye(len(w_h)))


@mistake(
    "jacobian_product",
    "You add the Jacobians: multiply them, as what passes two steps is multiplied twice.",
)
def product_as_a_sum_from_zeros(states: Array, w_h: Array) -> Array:
    return sum((jacobian(h, w_h) for h in states), start=np.zeros(w_h.shape))


@mistake(
    "jacobian_product",
    "w_h alone is multiplied: multiply by the slope of tanh at each step, too.",
)
def product_without_slopes(states: Array, w_h: Array) -> Array:
    return np.linalg.matrix_power(w_h, len(states))


@mistake(
    "jacobian_product",
    "The first of the states is left out: multiply by the Jacobian of its step, too.",
)
def product_without_the_first(states: Array, w_h: Array) -> Array:
    product = np.eye(len(w_h))
    for h in states[1:]:
        product = jacobian(h, w_h) @ product
    return product


@mistake(
    "jacobian_product",
    "The last of the states is left out: multiply by the Jacobian of its step, too.",
)
def product_without_the_last(states: Array, w_h: Array) -> Array:
    product = np.eye(len(w_h))
    for h in states[:-1]:
        product = jacobian(h, w_h) @ product
    return product


@mistake(
    "jacobian_product",
    "Of no states you return zeros: return the identity, because nothing has changed.",
)
def product_of_none_is_zero(states: Array, w_h: Array) -> Array:
    product = np.eye(len(w_h)) if len(states) else np.zeros(w_h.shape)
    for h in states:
        product = jacobian(h, w_h) @ product
    return product


@mistake("jacobian_product", "The Jacobian of the first state is multiplied twice: begin with np.eye.")
def product_with_the_first_twice(states: Array, w_h: Array) -> Array:
    product = jacobian(states[0], w_h) if len(states) else np.eye(len(w_h))
    for h in states:
        product = jacobian(h, w_h) @ product
    return product


@mistake(
    "jacobian_product",
    "The Jacobian of one state stands for all: compute one for each state.",
)
def product_of_the_last_alone(states: Array, w_h: Array) -> Array:
    product = np.eye(len(w_h))
    for _ in states:
        product = jacobian(states[-1], w_h) @ product
    return product


@mistake(
    "jacobian_product", "Only the last Jacobian is returned: multiply each with the product so far."
)
def product_is_the_last_jacobian(states: Array, w_h: Array) -> Array:
    return jacobian(states[-1], w_h) if len(states) else np.eye(len(w_h))


@mistake(
    "jacobian_product",
    "Only the first Jacobian is returned: multiply all of them, and `return` after that.",
)
def product_is_the_first_jacobian(states: Array, w_h: Array) -> Array:
    return jacobian(states[0], w_h) if len(states) else np.eye(len(w_h))


@mistake(
    "jacobian_product",
    "You begin with zeros, and zero times anything is zero: begin with np.eye.",
)
def product_from_zeros(states: Array, w_h: Array) -> Array:
    del states
    return np.zeros(w_h.shape)


@mistake(
    "jacobian_product",
    "You begin with np.ones: begin with np.eye, the matrix that changes nothing.",
)
def product_from_ones(states: Array, w_h: Array) -> Array:
    product = np.ones(w_h.shape)
    for h in states:
        product = jacobian(h, w_h) @ product
    return product


@mistake(
    "jacobian_product",
    "The Jacobian of one state stands for all: compute one for each state.",
)
def product_of_the_first_alone(states: Array, w_h: Array) -> Array:
    product = np.eye(len(w_h))
    for _ in states:
        product = jacobian(states[0], w_h) @ product
    return product


@mistake("jacobian_product", "You begin with w_h, which is one factor too many: begin with np.eye.")
def product_from_w_h(states: Array, w_h: Array) -> Array:
    product = w_h.copy()
    for h in states:
        product = jacobian(h, w_h) @ product
    return product


@mistake(
    "jacobian_product",
    "There may be no first state: return the identity, np.eye, of no states.",
)
def product_needs_a_first(states: Array, w_h: Array) -> Array:
    product = jacobian(states[0], w_h)
    for h in states[1:]:
        product = jacobian(h, w_h) @ product
    return product


# loss_gradients


@mistake("loss_gradients", "All signs are wrong: begin with h_last - target, in this order.")
def gradients_of_target_minus_state(
    xs: Array, target: Array, w_h: Array, w_x: Array, bias: Array
) -> Gradients:
    states = all_states(xs, w_h, w_x, bias)
    return backwards(xs, target - states[-1], states, w_h, w_x)


@mistake(
    "loss_gradients",
    "All gradients are twice too large: the loss is half the squared distance, and its derivative "
    "h_last - target.",
)
def gradients_without_the_half(
    xs: Array, target: Array, w_h: Array, w_x: Array, bias: Array
) -> Gradients:
    states = all_states(xs, w_h, w_x, bias)
    return backwards(xs, 2 * (states[-1] - target), states, w_h, w_x)


@mistake(
    "loss_gradients",
    "You take a mean over the units: do not divide, because the loss sums up their squares.",
)
def gradients_of_a_mean(xs: Array, target: Array, w_h: Array, w_x: Array, bias: Array) -> Gradients:
    states = all_states(xs, w_h, w_x, bias)
    return backwards(xs, (states[-1] - target) / len(target), states, w_h, w_x)


@mistake(
    "loss_gradients",
    "Only the last step adds to the gradients: add the share of every step, because w_h, w_x and "
    "bias work in all of them.",
)
def gradients_of_the_last_step(
    xs: Array, target: Array, w_h: Array, w_x: Array, bias: Array
) -> Gradients:
    states = all_states(xs, w_h, w_x, bias)
    d_z = (1 - states[-1] ** 2) * (states[-1] - target)
    return np.outer(d_z, states[-2]), np.outer(d_z, xs[-1]), d_z


@mistake("loss_gradients", "tanh is passed without its slope: multiply by 1 - h² at every step.")
def gradients_without_slopes(
    xs: Array, target: Array, w_h: Array, w_x: Array, bias: Array
) -> Gradients:
    states = all_states(xs, w_h, w_x, bias)
    d_w_h, d_w_x, d_bias = np.zeros(w_h.shape), np.zeros(w_x.shape), np.zeros(len(w_h))
    d_z = states[-1] - target
    for t in range(len(xs), 0, -1):
        d_w_h += np.outer(d_z, states[t - 1])
        d_w_x += np.outer(d_z, xs[t - 1])
        d_bias += d_z
        d_z = d_z @ w_h
    return d_w_h, d_w_x, d_bias


@mistake(
    "loss_gradients",
    "The slope is taken at the state before the step: take it at the state after the step.",
)
def gradients_with_slopes_one_step_early(
    xs: Array, target: Array, w_h: Array, w_x: Array, bias: Array
) -> Gradients:
    states = all_states(xs, w_h, w_x, bias)
    d_w_h, d_w_x, d_bias = np.zeros(w_h.shape), np.zeros(w_x.shape), np.zeros(len(w_h))
    d_h = states[-1] - target
    for t in range(len(xs), 0, -1):
        d_z = (1 - states[t - 1] ** 2) * d_h
        d_w_h += np.outer(d_z, states[t - 1])
        d_w_x += np.outer(d_z, xs[t - 1])
        d_bias += d_z
        d_h = d_z @ w_h
    return d_w_h, d_w_x, d_bias


@mistake("loss_gradients", "On the way back w_h is not transposed: write w_h.T @, or @ w_h.")
def gradients_through_w_h_as_it_is(
    xs: Array, target: Array, w_h: Array, w_x: Array, bias: Array
) -> Gradients:
    states = all_states(xs, w_h, w_x, bias)
    d_w_h, d_w_x, d_bias = np.zeros(w_h.shape), np.zeros(w_x.shape), np.zeros(len(w_h))
    d_h = states[-1] - target
    for t in range(len(xs), 0, -1):
        d_z = (1 - states[t] ** 2) * d_h
        d_w_h += np.outer(d_z, states[t - 1])
        d_w_x += np.outer(d_z, xs[t - 1])
        d_bias += d_z
        d_h = w_h @ d_z
    return d_w_h, d_w_x, d_bias


@mistake(
    "loss_gradients",
    "The gradient by w_h pairs each step with its own new state: take the state before, which w_h "
    "multiplied.",
)
def recurrent_gradient_with_new_states(
    xs: Array, target: Array, w_h: Array, w_x: Array, bias: Array
) -> Gradients:
    states = all_states(xs, w_h, w_x, bias)
    _, d_w_x, d_bias = backwards(xs, states[-1] - target, states, w_h, w_x)
    late = [*states[1:], states[-1]]
    d_w_h = np.zeros(w_h.shape)
    d_h = states[-1] - target
    for t in range(len(xs), 0, -1):
        d_z = (1 - states[t] ** 2) * d_h
        d_w_h += np.outer(d_z, late[t - 1])
        d_h = d_z @ w_h
    return d_w_h, d_w_x, d_bias


@mistake("loss_gradients", "The gradient by w_h is transposed: let its rows belong to new units.")
def recurrent_gradient_transposed(
    xs: Array, target: Array, w_h: Array, w_x: Array, bias: Array
) -> Gradients:
    states = all_states(xs, w_h, w_x, bias)
    d_w_h, d_w_x, d_bias = backwards(xs, states[-1] - target, states, w_h, w_x)
    return d_w_h.T, d_w_x, d_bias


@mistake(
    "loss_gradients",
    "The gradients stand in another order: return that by w_h first, then w_x, then bias.",
)
def gradients_in_another_order(
    xs: Array, target: Array, w_h: Array, w_x: Array, bias: Array
) -> Gradients:
    states = all_states(xs, w_h, w_x, bias)
    d_w_h, d_w_x, d_bias = backwards(xs, states[-1] - target, states, w_h, w_x)
    return d_w_x, d_w_h, d_bias


@mistake(
    "loss_gradients",
    "The gradients stand in another order: return that by w_h first, then w_x, then bias.",
)
def gradients_with_the_bias_first(
    xs: Array, target: Array, w_h: Array, w_x: Array, bias: Array
) -> Gradients:
    states = all_states(xs, w_h, w_x, bias)
    d_w_h, d_w_x, d_bias = backwards(xs, states[-1] - target, states, w_h, w_x)
    return d_bias, d_w_h, d_w_x


@mistake(
    "loss_gradients",
    "The gradients stand in another order: return that by w_h first, then w_x, then bias.",
)
def gradients_in_opposite_order(
    xs: Array, target: Array, w_h: Array, w_x: Array, bias: Array
) -> Gradients:
    states = all_states(xs, w_h, w_x, bias)
    d_w_h, d_w_x, d_bias = backwards(xs, states[-1] - target, states, w_h, w_x)
    return d_bias, d_w_x, d_w_h


@mistake("loss_gradients", "You take the mean over the steps: add up the shares of all steps.")
def gradients_as_means(xs: Array, target: Array, w_h: Array, w_x: Array, bias: Array) -> Gradients:
    states = all_states(xs, w_h, w_x, bias)
    d_w_h, d_w_x, d_bias = backwards(xs, states[-1] - target, states, w_h, w_x)
    return d_w_h / len(xs), d_w_x / len(xs), d_bias / len(xs)


@mistake("loss_gradients", "Every state is compared with the target: compare the last state only.")
def gradients_of_a_loss_at_every_step(
    xs: Array, target: Array, w_h: Array, w_x: Array, bias: Array
) -> Gradients:
    states = all_states(xs, w_h, w_x, bias)
    parts = [
        backwards(xs[:n], states[n] - target, states[: n + 1], w_h, w_x)
        for n in range(1, len(xs) + 1)
    ]
    d_w_h, d_w_x, d_bias = (
        sum(gradients[1:], start=gradients[0]) for gradients in zip(*parts, strict=True)
    )
    return d_w_h, d_w_x, d_bias


@mistake(
    "loss_gradients",
    "The slope of tanh counts at the last step only: multiply by 1 - h² at every step.",
)
def gradients_with_the_slope_of_the_last_step(
    xs: Array, target: Array, w_h: Array, w_x: Array, bias: Array
) -> Gradients:
    states = all_states(xs, w_h, w_x, bias)
    d_w_h, d_w_x, d_bias = np.zeros(w_h.shape), np.zeros(w_x.shape), np.zeros(len(w_h))
    d_h = (1 - states[-1] ** 2) * (states[-1] - target)
    for t in range(len(xs), 0, -1):
        d_z = d_h
        d_w_h += np.outer(d_z, states[t - 1])
        d_w_x += np.outer(d_z, xs[t - 1])
        d_bias += d_z
        d_h = d_h @ w_h
    return d_w_h, d_w_x, d_bias


@mistake(
    "loss_gradients",
    "Before the first step you take the last state, as index -1 does: take a state of zeros.",
)
def recurrent_gradient_begins_with_the_last_state(
    xs: Array, target: Array, w_h: Array, w_x: Array, bias: Array
) -> Gradients:
    states = all_states(xs, w_h, w_x, bias)
    d_w_h, d_w_x, d_bias = np.zeros(w_h.shape), np.zeros(w_x.shape), np.zeros(len(w_h))
    d_h = states[-1] - target
    for t in range(len(xs), 0, -1):
        d_z = (1 - states[t] ** 2) * d_h
        d_w_h += np.outer(d_z, states[t - 1 if t > 1 else -1])
        d_w_x += np.outer(d_z, xs[t - 1])
        d_bias += d_z
        d_h = d_z @ w_h
    return d_w_h, d_w_x, d_bias


@mistake(
    "loss_gradients",
    "You begin with the loss: begin with its derivative, which is h_last - target.",
)
def gradients_begin_with_the_loss(
    xs: Array, target: Array, w_h: Array, w_x: Array, bias: Array
) -> Gradients:
    states = all_states(xs, w_h, w_x, bias)
    d_w_h, d_w_x, d_bias = np.zeros(w_h.shape), np.zeros(w_x.shape), np.zeros(len(w_h))
    d_h = 0.5 * (states[-1] - target) ** 2
    for t in range(len(xs), 0, -1):
        d_z = (1 - states[t] ** 2) * d_h
        d_w_h += np.outer(d_z, states[t - 1])
        d_w_x += np.outer(d_z, xs[t - 1])
        d_bias += d_z
        d_h = d_z @ w_h
    return d_w_h, d_w_x, d_bias


@mistake(
    "loss_gradients",
    "You begin with the loss: begin with its derivative, which is h_last - target.",
)
def gradients_begin_with_the_number(
    xs: Array, target: Array, w_h: Array, w_x: Array, bias: Array
) -> Gradients:
    states = all_states(xs, w_h, w_x, bias)
    d_w_h, d_w_x, d_bias = np.zeros(w_h.shape), np.zeros(w_x.shape), np.zeros(len(w_h))
    d_h = np.full(len(w_h), 0.5 * np.sum((states[-1] - target) ** 2))
    for t in range(len(xs), 0, -1):
        d_z = (1 - states[t] ** 2) * d_h
        d_w_h += np.outer(d_z, states[t - 1])
        d_w_x += np.outer(d_z, xs[t - 1])
        d_bias += d_z
        d_h = d_z @ w_h
    return d_w_h, d_w_x, d_bias


@mistake(
    "loss_gradients",
    "Nothing goes back through w_h, and each step gets the distance to the target as it is: "
    "multiply by w_h.T on the way to each earlier step.",
)
def gradients_do_not_go_back(
    xs: Array, target: Array, w_h: Array, w_x: Array, bias: Array
) -> Gradients:
    states = all_states(xs, w_h, w_x, bias)
    d_w_h, d_w_x, d_bias = np.zeros(w_h.shape), np.zeros(w_x.shape), np.zeros(len(w_h))
    d_h = states[-1] - target
    for t in range(len(xs), 0, -1):
        d_z = (1 - states[t] ** 2) * d_h
        d_w_h += np.outer(d_z, states[t - 1])
        d_w_x += np.outer(d_z, xs[t - 1])
        d_bias += d_z
    return d_w_h, d_w_x, d_bias


@mistake(
    "loss_gradients",
    "You go from the first step to the last: begin at the last, because the gradient comes back "
    "from there.",
)
def gradients_from_the_front(
    xs: Array, target: Array, w_h: Array, w_x: Array, bias: Array
) -> Gradients:
    states = all_states(xs, w_h, w_x, bias)
    d_w_h, d_w_x, d_bias = np.zeros(w_h.shape), np.zeros(w_x.shape), np.zeros(len(w_h))
    d_h = states[-1] - target
    for t in range(1, len(xs) + 1):
        d_z = (1 - states[t] ** 2) * d_h
        d_w_h += np.outer(d_z, states[t - 1])
        d_w_x += np.outer(d_z, xs[t - 1])
        d_bias += d_z
        d_h = d_z @ w_h
    return d_w_h, d_w_x, d_bias


@mistake(
    "loss_gradients",
    "What goes back through w_h has not passed tanh: multiply it by 1 - h² first.",
)
def gradients_go_back_past_tanh(
    xs: Array, target: Array, w_h: Array, w_x: Array, bias: Array
) -> Gradients:
    states = all_states(xs, w_h, w_x, bias)
    d_w_h, d_w_x, d_bias = np.zeros(w_h.shape), np.zeros(w_x.shape), np.zeros(len(w_h))
    d_h = states[-1] - target
    for t in range(len(xs), 0, -1):
        d_z = (1 - states[t] ** 2) * d_h
        d_w_h += np.outer(d_z, states[t - 1])
        d_w_x += np.outer(d_z, xs[t - 1])
        d_bias += d_z
        d_h = d_h @ w_h
    return d_w_h, d_w_x, d_bias


@mistake("loss_gradients", "The slope is that of the sigmoid, h (1 - h): use that of tanh, 1 - h².")
def gradients_with_slope_of_sigmoid(
    xs: Array, target: Array, w_h: Array, w_x: Array, bias: Array
) -> Gradients:
    states = all_states(xs, w_h, w_x, bias)
    d_w_h, d_w_x, d_bias = np.zeros(w_h.shape), np.zeros(w_x.shape), np.zeros(len(w_h))
    d_h = states[-1] - target
    for t in range(len(xs), 0, -1):
        d_z = states[t] * (1 - states[t]) * d_h
        d_w_h += np.outer(d_z, states[t - 1])
        d_w_x += np.outer(d_z, xs[t - 1])
        d_bias += d_z
        d_h = d_z @ w_h
    return d_w_h, d_w_x, d_bias


@mistake(
    "loss_gradients",
    "tanh is taken once more: a state is tanh(z) already, so the slope is 1 - h².",
)
def gradients_with_tanh_of_states(
    xs: Array, target: Array, w_h: Array, w_x: Array, bias: Array
) -> Gradients:
    states = all_states(xs, w_h, w_x, bias)
    d_w_h, d_w_x, d_bias = np.zeros(w_h.shape), np.zeros(w_x.shape), np.zeros(len(w_h))
    d_h = states[-1] - target
    for t in range(len(xs), 0, -1):
        d_z = (1 - np.tanh(states[t]) ** 2) * d_h
        d_w_h += np.outer(d_z, states[t - 1])
        d_w_x += np.outer(d_z, xs[t - 1])
        d_bias += d_z
        d_h = d_z @ w_h
    return d_w_h, d_w_x, d_bias


@mistake(
    "loss_gradients",
    "The slope of the last step is missing: multiply by 1 - h² there, too.",
)
def gradients_without_the_last_slope(
    xs: Array, target: Array, w_h: Array, w_x: Array, bias: Array
) -> Gradients:
    states = all_states(xs, w_h, w_x, bias)
    d_w_h, d_w_x, d_bias = np.zeros(w_h.shape), np.zeros(w_x.shape), np.zeros(len(w_h))
    d_z = states[-1] - target
    for t in range(len(xs), 0, -1):
        d_w_h += np.outer(d_z, states[t - 1])
        d_w_x += np.outer(d_z, xs[t - 1])
        d_bias += d_z
        d_z = (1 - states[t - 1] ** 2) * (d_z @ w_h)
    return d_w_h, d_w_x, d_bias


@mistake(
    "loss_gradients",
    "You begin with the sign of the distance: begin with h_last - target itself.",
)
def gradients_of_absolute_values(
    xs: Array, target: Array, w_h: Array, w_x: Array, bias: Array
) -> Gradients:
    states = all_states(xs, w_h, w_x, bias)
    return backwards(xs, np.sign(states[-1] - target), states, w_h, w_x)


@mistake(
    "loss_gradients",
    "You begin with the derivative of the distance: begin with that of half its square, h_last - "
    "target.",
)
def gradients_of_the_root(
    xs: Array, target: Array, w_h: Array, w_x: Array, bias: Array
) -> Gradients:
    states = all_states(xs, w_h, w_x, bias)
    error = states[-1] - target
    return backwards(xs, error / np.linalg.norm(error), states, w_h, w_x)


@mistake(
    "loss_gradients",
    "A scalar product is one number: add up outer products for the gradient by w_h.",
)
def recurrent_gradient_by_scalar_product(
    xs: Array, target: Array, w_h: Array, w_x: Array, bias: Array
) -> Gradients:
    states = all_states(xs, w_h, w_x, bias)
    d_w_h, d_w_x, d_bias = np.zeros(w_h.shape), np.zeros(w_x.shape), np.zeros(len(w_h))
    d_h = states[-1] - target
    for t in range(len(xs), 0, -1):
        d_z = (1 - states[t] ** 2) * d_h
        d_w_h += d_z @ states[t - 1]
        d_w_x += np.outer(d_z, xs[t - 1])
        d_bias += d_z
        d_h = d_z @ w_h
    return d_w_h, d_w_x, d_bias


@mistake(
    "loss_gradients",
    "The gradient by the bias is summed up to one number: return one for each unit.",
)
def bias_gradient_as_one_number(
    xs: Array, target: Array, w_h: Array, w_x: Array, bias: Array
) -> Gradients:
    states = all_states(xs, w_h, w_x, bias)
    d_w_h, d_w_x, d_bias = backwards(xs, states[-1] - target, states, w_h, w_x)
    return d_w_h, d_w_x, np.asarray(d_bias.sum())


@mistake("loss_gradients", "The gradient by w_x is transposed: let its rows belong to new units.")
def input_gradient_transposed(
    xs: Array, target: Array, w_h: Array, w_x: Array, bias: Array
) -> Gradients:
    states = all_states(xs, w_h, w_x, bias)
    d_w_h, d_w_x, d_bias = backwards(xs, states[-1] - target, states, w_h, w_x)
    return d_w_h, d_w_x.T, d_bias


@mistake(
    "loss_gradients",
    "The gradients by w_h and w_x are transposed: let their rows belong to new units.",
)
def both_gradients_transposed(
    xs: Array, target: Array, w_h: Array, w_x: Array, bias: Array
) -> Gradients:
    states = all_states(xs, w_h, w_x, bias)
    d_w_h, d_w_x, d_bias = backwards(xs, states[-1] - target, states, w_h, w_x)
    return d_w_h.T, d_w_x.T, d_bias


@mistake(
    "loss_gradients",
    "The gradient by the bias has not passed tanh: multiply by its slope, 1 - h², first.",
)
def bias_gradient_without_slope(
    xs: Array, target: Array, w_h: Array, w_x: Array, bias: Array
) -> Gradients:
    states = all_states(xs, w_h, w_x, bias)
    d_w_h, d_w_x, d_bias = np.zeros(w_h.shape), np.zeros(w_x.shape), np.zeros(len(w_h))
    d_h = states[-1] - target
    for t in range(len(xs), 0, -1):
        d_z = (1 - states[t] ** 2) * d_h
        d_w_h += np.outer(d_z, states[t - 1])
        d_w_x += np.outer(d_z, xs[t - 1])
        d_bias += d_h
        d_h = d_z @ w_h
    return d_w_h, d_w_x, d_bias


@mistake(
    "loss_gradients",
    "The gradient by w_x has not passed tanh: multiply by its slope, 1 - h², first.",
)
def input_gradient_without_slope(
    xs: Array, target: Array, w_h: Array, w_x: Array, bias: Array
) -> Gradients:
    states = all_states(xs, w_h, w_x, bias)
    d_w_h, d_w_x, d_bias = np.zeros(w_h.shape), np.zeros(w_x.shape), np.zeros(len(w_h))
    d_h = states[-1] - target
    for t in range(len(xs), 0, -1):
        d_z = (1 - states[t] ** 2) * d_h
        d_w_h += np.outer(d_z, states[t - 1])
        d_w_x += np.outer(d_h, xs[t - 1])
        d_bias += d_z
        d_h = d_z @ w_h
    return d_w_h, d_w_x, d_bias


@mistake(
    "loss_gradients",
    "The gradient by w_h has not passed tanh: multiply by its slope, 1 - h², first.",
)
def recurrent_gradient_without_slope(
    xs: Array, target: Array, w_h: Array, w_x: Array, bias: Array
) -> Gradients:
    states = all_states(xs, w_h, w_x, bias)
    d_w_h, d_w_x, d_bias = np.zeros(w_h.shape), np.zeros(w_x.shape), np.zeros(len(w_h))
    d_h = states[-1] - target
    for t in range(len(xs), 0, -1):
        d_z = (1 - states[t] ** 2) * d_h
        d_w_h += np.outer(d_h, states[t - 1])
        d_w_x += np.outer(d_z, xs[t - 1])
        d_bias += d_z
        d_h = d_z @ w_h
    return d_w_h, d_w_x, d_bias


@mistake(
    "loss_gradients",
    "You go back over the last six steps only: go back to the first, however long the sequence.",
)
def gradients_of_the_last_six_steps(
    xs: Array, target: Array, w_h: Array, w_x: Array, bias: Array
) -> Gradients:
    states = all_states(xs, w_h, w_x, bias)
    return backwards(xs[-6:], states[-1] - target, states[-len(xs[-6:]) - 1 :], w_h, w_x)


@mistake(
    "loss_gradients",
    "The answer for xs is kept and given again for other weights: compute it anew.",
)
def gradients_kept_by_xs(
    xs: Array,
    target: Array,
    w_h: Array,
    w_x: Array,
    bias: Array,
    answers: dict[bytes, Gradients] = {},  # noqa: B006
) -> Gradients:
    if xs.tobytes() not in answers:
        states = all_states(xs, w_h, w_x, bias)
        answers[xs.tobytes()] = backwards(xs, states[-1] - target, states, w_h, w_x)
    return answers[xs.tobytes()]


def measure(
    xs: Array, target: Array, parameters: Gradients, behind: float, ahead: float
) -> Gradients:
    """The gradients by what the loss does when a parameter is moved."""

    def loss(which: int, place: tuple[int, ...], by: float) -> float:
        moved = [parameter.copy() for parameter in parameters]
        moved[which][place] += by
        last: Array = run(np.zeros(len(target)), xs, *moved)[-1]
        return 0.5 * float(np.sum((last - target) ** 2))

    d_w_h, d_w_x, d_bias = map(np.zeros_like, parameters)
    for which, gradient in enumerate((d_w_h, d_w_x, d_bias)):
        for place in np.ndindex(gradient.shape):
            change = loss(which, place, ahead) - loss(which, place, -behind)
            gradient[place] = change / (ahead + behind)
    return d_w_h, d_w_x, d_bias


@mistake(
    "loss_gradients",
    "You move each parameter a little and measure the loss, which is only near the derivative: "
    "compute it by the chain rule.",
)
def gradients_measured_forward_by_a_hundredth(
    xs: Array, target: Array, w_h: Array, w_x: Array, bias: Array
) -> Gradients:
    return measure(xs, target, (w_h, w_x, bias), 0.0, 1e-2)


@mistake(
    "loss_gradients",
    "You move each parameter a little and measure the loss, which is only near the derivative: "
    "compute it by the chain rule.",
)
def gradients_measured_forward_by_a_thousandth(
    xs: Array, target: Array, w_h: Array, w_x: Array, bias: Array
) -> Gradients:
    return measure(xs, target, (w_h, w_x, bias), 0.0, 1e-3)


@mistake(
    "loss_gradients",
    "You move each parameter a little and measure the loss, which is only near the derivative: "
    "compute it by the chain rule.",
)
def gradients_measured_forward_by_a_ten_thousandth(
    xs: Array, target: Array, w_h: Array, w_x: Array, bias: Array
) -> Gradients:
    return measure(xs, target, (w_h, w_x, bias), 0.0, 1e-4)


@mistake(
    "loss_gradients",
    "You move each parameter a little and measure the loss, which is only near the derivative: "
    "compute it by the chain rule.",
)
def gradients_measured_to_both_sides_by_a_hundredth(
    xs: Array, target: Array, w_h: Array, w_x: Array, bias: Array
) -> Gradients:
    return measure(xs, target, (w_h, w_x, bias), 1e-2, 1e-2)
