"""The mistakes people make in kata 6.3, LSTM Limitations, each with the sentence that tells them.

They come from how LSTMs are taught and mistaught: other papers' conventions, other libraries'
orders, other cells' equations, slips of the hand. "See The cell" and the like name a section of the
lesson.
"""
# ruff: noqa: D103  (what is to be said of a mistake stands in its decorator, where the learner
# reads it)

from types import SimpleNamespace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kata_runner import mistake

Array = NDArray[np.float64]
Pair = tuple[Array, Array]
PARTS = ("w_f", "b_f", "w_i", "b_i", "w_c", "b_c", "w_o", "b_o")
KEPT: dict[Any, Any] = {}  # what the forgetful leave lying around between two calls


# The right cell in pieces, for mistakes to put together wrongly. The order is always forget, input,
# candidate, output.


def sigmoid(z: Array) -> Array:
    return 0.5 + 0.5 * np.tanh(0.5 * z)


def sums(h_prev: Array, x: Array, w: Any) -> list[Array]:
    z = np.concatenate([h_prev, x])
    return [w.w_f @ z + w.b_f, w.w_i @ z + w.b_i, w.w_c @ z + w.b_c, w.w_o @ z + w.b_o]


def squash(f: Array, i: Array, g: Array, o: Array) -> list[Array]:
    return [sigmoid(f), sigmoid(i), np.tanh(g), sigmoid(o)]


def boxes(h_prev: Array, x: Array, w: Any) -> list[Array]:
    return squash(*sums(h_prev, x, w))


def show(c: Array, o: Array) -> Pair:
    return o * np.tanh(c), c


def cell(c_prev: Array, f: Array, i: Array, g: Array, o: Array) -> Pair:
    return show(f * c_prev + i * g, o)


def step(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    return cell(c_prev, *boxes(h_prev, x, w))


def but(w: Any, **other: Any) -> SimpleNamespace:
    return SimpleNamespace(**{part: getattr(w, part) for part in PARTS} | other)


def normalised(values: Array) -> Array:
    return (values - values.mean()) / np.sqrt(values.var() + 1e-5)  # type: ignore[no-any-return]


def naive_tanh(z: Array) -> Array:
    with np.errstate(all="ignore"):
        return (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z))  # type: ignore[no-any-return]


def half_precision(values: Array) -> Array:
    with np.errstate(over="ignore"):
        return values.astype(np.float16).astype(np.float64)


# lstm_step: what comes back


@mistake(
    "lstm_step",
    "The results are in the wrong order: the hidden state comes first, then the cell state.",
)
def results_swapped(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    return step(h_prev, c_prev, x, w)[::-1]


@mistake(
    "lstm_step",
    "You return the hidden state twice: return the new cell state second (see What you write).",
)
def hidden_returned_twice(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    h, _ = step(h_prev, c_prev, x, w)
    return h, h.copy()


@mistake(
    "lstm_step",
    "You return the cell state twice: what is shown passes tanh and output gate (see The cell).",
)
def cell_returned_twice(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    _, c = step(h_prev, c_prev, x, w)
    return c.copy(), c


@mistake(
    "lstm_step", "You return one state: return two, the hidden state first and then the cell state."
)
def one_state_returned(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Array:
    return step(h_prev, c_prev, x, w)[0]


@mistake(
    "lstm_step", "You return the old cell state: the second result is the one this step computed."
)
def old_cell_returned(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    return step(h_prev, c_prev, x, w)[0], c_prev.copy()


@mistake(
    "lstm_step", "You return the old hidden state: the first result is the one this step computed."
)
def old_hidden_returned(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    return h_prev.copy(), step(h_prev, c_prev, x, w)[1]


@mistake(
    "lstm_step",
    "Your results are columns, shape (hidden, 1): they should be flat like the old ones, "
    "(hidden,).",
)
def column_results(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    h, c = step(h_prev, c_prev, x, w)
    return h[:, None], c[:, None]


@mistake(
    "lstm_step",
    "A column plus a flat bias broadcasts to a square: keep every vector flat, shape (hidden,).",
)
def column_plus_bias(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    z = np.concatenate([h_prev, x])[:, None]
    f, i, g, o = squash(w.w_f @ z + w.b_f, w.w_i @ z + w.b_i, w.w_c @ z + w.b_c, w.w_o @ z + w.b_o)
    return cell(c_prev, f, i, g, o)


@mistake(
    "lstm_step",
    "The results are rounded: return them as they are, a sequence adds the lost digits up.",
)
def rounded_states(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    h, c = step(h_prev, c_prev, x, w)
    return np.round(h, 4), np.round(c, 4)


@mistake(
    "lstm_step", "The results are kept in float16, which has three digits: use float64 throughout."
)
def float16_states(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    h, c = step(h_prev, c_prev, x, w)
    return half_precision(h), half_precision(c)


@mistake(
    "lstm_step",
    "The last component stays zero: your loop over the hidden units stops one too early.",
)
def last_unit_left_out(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    h, c = step(h_prev, c_prev, x, w)
    inside = np.arange(len(h)) < len(h) - 1
    return h * inside, c * inside


# lstm_step: what is read


@mistake(
    "lstm_step",
    "The input stands before the hidden state: join them the other way round (see What you write).",
)
def input_before_hidden(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    return cell(c_prev, *boxes(x, h_prev, w))


@mistake(
    "lstm_step",
    "The old hidden state is not read: all four boxes read it beside the input (see The cell).",
)
def hidden_ignored(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    return step(np.zeros_like(h_prev), c_prev, x, w)


@mistake(
    "lstm_step",
    "The input is not read: all four boxes read it together with the hidden state (see The cell).",
)
def input_ignored(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    return step(h_prev, c_prev, np.zeros_like(x), w)


@mistake(
    "lstm_step",
    "The boxes read the old cell state: they read the old hidden state and the input (see "
    "The cell).",
)
def boxes_read_the_cell(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    return step(c_prev, c_prev, x, w)


@mistake(
    "lstm_step",
    "The candidate reads only the input: like a gate it reads the hidden state too (see The cell).",
)
def candidate_without_hidden(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    f, i, _, o = boxes(h_prev, x, w)
    return cell(c_prev, f, i, boxes(np.zeros_like(h_prev), x, w)[2], o)


@mistake(
    "lstm_step",
    "The gates read only the input: all four boxes read the hidden state as well (see The cell).",
)
def gates_without_hidden(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    f, i, _, o = boxes(np.zeros_like(h_prev), x, w)
    return cell(c_prev, f, i, boxes(h_prev, x, w)[2], o)


@mistake(
    "lstm_step",
    "The last component of the input is not read: a slice or a loop stops one too early.",
)
def last_input_left_out(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    return step(h_prev, c_prev, x * (np.arange(len(x)) < len(x) - 1), w)


@mistake(
    "lstm_step",
    "The candidate reads a gated hidden state, as in a GRU: let it read the hidden state as it is.",
)
def reset_gate_of_a_gru(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    f, i, _, o = boxes(h_prev, x, w)
    return cell(c_prev, f, i, boxes(f * h_prev, x, w)[2], o)


@mistake(
    "lstm_step",
    "Forget and input gate also read the old cell, as in a peephole LSTM: here no gate reads a "
    "cell.",
)
def peepholes_to_the_old_cell(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    return step(h_prev, c_prev, x, but(w, b_f=w.b_f + c_prev, b_i=w.b_i + c_prev))


@mistake(
    "lstm_step",
    "The output gate also reads the new cell, as in a peephole LSTM: here no gate reads a cell.",
)
def peephole_to_the_new_cell(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    _, c = step(h_prev, c_prev, x, w)
    return step(h_prev, c_prev, x, but(w, b_o=w.b_o + c))


# lstm_step: weights and biases


@mistake(
    "lstm_step",
    "The weights are reshaped to fit, which scrambles them: use them as they are, left of the "
    "vector.",
)
def weights_reshaped(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    n = len(h_prev) + len(x)
    scrambled = {part: getattr(w, part).reshape(n, -1).T for part in ("w_f", "w_i", "w_c", "w_o")}
    return step(h_prev, c_prev, x, but(w, **scrambled))


@mistake(
    "lstm_step",
    "The part of the weights that meets the hidden state is transposed: a row belongs to one unit.",
)
def hidden_weights_transposed(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    n, turned = len(h_prev), {}
    for part in ("w_f", "w_i", "w_c", "w_o"):
        turned[part] = np.hstack([getattr(w, part)[:, :n].T, getattr(w, part)[:, n:]])
    return step(h_prev, c_prev, x, but(w, **turned))


@mistake(
    "lstm_step",
    "The weighted sums are means: add the products up and do not divide by their number.",
)
def mean_for_sum(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    n = len(h_prev) + len(x)
    return step(
        h_prev, c_prev, x, but(w, w_f=w.w_f / n, w_i=w.w_i / n, w_c=w.w_c / n, w_o=w.w_o / n)
    )


@mistake(
    "lstm_step", "No box adds its bias: each adds its own to the weighted sum (see What you write)."
)
def no_biases(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    return step(h_prev, c_prev, x, but(w, b_f=0, b_i=0, b_c=0, b_o=0))


@mistake(
    "lstm_step",
    "The forget gate has no bias: add its own to the weighted sum (see What you write).",
)
def no_forget_bias(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    return step(h_prev, c_prev, x, but(w, b_f=0))


@mistake(
    "lstm_step", "The input gate has no bias: add its own to the weighted sum (see What you write)."
)
def no_input_bias(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    return step(h_prev, c_prev, x, but(w, b_i=0))


@mistake(
    "lstm_step",
    "The candidate has no bias: add its own to the sum, inside the tanh (see What you write).",
)
def no_candidate_bias(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    return step(h_prev, c_prev, x, but(w, b_c=0))


@mistake(
    "lstm_step",
    "The output gate has no bias: add its own to the weighted sum (see What you write).",
)
def no_output_bias(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    return step(h_prev, c_prev, x, but(w, b_o=0))


@mistake(
    "lstm_step",
    "Each bias counts twice, as if input and hidden state had one each (PyTorch): add it once.",
)
def biases_twice(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    return step(
        h_prev, c_prev, x, but(w, b_f=2 * w.b_f, b_i=2 * w.b_i, b_c=2 * w.b_c, b_o=2 * w.b_o)
    )


@mistake(
    "lstm_step", "The biases are subtracted: add them to the weighted sums (see What you write)."
)
def biases_subtracted(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    return step(h_prev, c_prev, x, but(w, b_f=-w.b_f, b_i=-w.b_i, b_c=-w.b_c, b_o=-w.b_o))


@mistake(
    "lstm_step",
    "The biases come after the squashing: add them before sigmoid and tanh (see What you write).",
)
def biases_outside(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    f, i, g, o = boxes(h_prev, x, but(w, b_f=0, b_i=0, b_c=0, b_o=0))
    return cell(c_prev, f + w.b_f, i + w.b_i, g + w.b_c, o + w.b_o)


@mistake(
    "lstm_step",
    "The forget gate gets an extra bias of 1, a habit when training starts: use the bias as given.",
)
def forget_bias_plus_one(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    return step(h_prev, c_prev, x, but(w, b_f=w.b_f + 1))


@mistake(
    "lstm_step",
    "The forget gate uses the weights of the input gate: each box has its own (see What you "
    "write).",
)
def forget_gate_with_input_weights(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    return step(h_prev, c_prev, x, but(w, w_f=w.w_i))


@mistake(
    "lstm_step",
    "The input gate uses the weights of the forget gate: each box has its own (see What you "
    "write).",
)
def input_gate_with_forget_weights(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    return step(h_prev, c_prev, x, but(w, w_i=w.w_f))


@mistake(
    "lstm_step",
    "The candidate uses the weights of the input gate: each box has its own (see What you write).",
)
def candidate_with_input_weights(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    return step(h_prev, c_prev, x, but(w, w_c=w.w_i))


@mistake(
    "lstm_step",
    "The output gate uses the weights of the candidate: each box has its own (see What you write).",
)
def output_gate_with_candidate_weights(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    return step(h_prev, c_prev, x, but(w, w_o=w.w_c))


@mistake(
    "lstm_step",
    "The output gate uses the weights of the input gate: each box has its own (see What you "
    "write).",
)
def output_gate_with_input_weights(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    return step(h_prev, c_prev, x, but(w, w_o=w.w_i))


@mistake(
    "lstm_step",
    "The output gate uses the weights of the forget gate: each box has its own (see What you "
    "write).",
)
def output_gate_with_forget_weights(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    return step(h_prev, c_prev, x, but(w, w_o=w.w_f))


@mistake(
    "lstm_step",
    "The forget gate adds the bias of the input gate: each box has its own (see What you write).",
)
def forget_gate_with_input_bias(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    return step(h_prev, c_prev, x, but(w, b_f=w.b_i))


@mistake(
    "lstm_step",
    "The input gate adds the bias of the forget gate: each box has its own (see What you write).",
)
def input_gate_with_forget_bias(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    return step(h_prev, c_prev, x, but(w, b_i=w.b_f))


@mistake(
    "lstm_step",
    "The candidate adds the bias of the input gate: each box has its own (see What you write).",
)
def candidate_with_input_bias(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    return step(h_prev, c_prev, x, but(w, b_c=w.b_i))


@mistake(
    "lstm_step",
    "The output gate adds the bias of the candidate: each box has its own (see What you write).",
)
def output_gate_with_candidate_bias(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    return step(h_prev, c_prev, x, but(w, b_o=w.b_c))


@mistake(
    "lstm_step",
    "The output gate adds the bias of the input gate: each box has its own (see What you write).",
)
def output_gate_with_input_bias(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    return step(h_prev, c_prev, x, but(w, b_o=w.b_i))


@mistake(
    "lstm_step",
    "The output gate adds the bias of the forget gate: each box has its own (see What you write).",
)
def output_gate_with_forget_bias(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    return step(h_prev, c_prev, x, but(w, b_o=w.b_f))


# lstm_step: which box does what


@mistake(
    "lstm_step",
    "Forget and input gate are swapped, as in Keras' or PyTorch's order: forget scales the "
    "old cell.",
)
def forget_and_input_swapped(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    f, i, g, o = boxes(h_prev, x, w)
    return cell(c_prev, i, f, g, o)


@mistake(
    "lstm_step",
    "Input and output gate are swapped: input scales the candidate, output the tanh (see "
    "The cell).",
)
def input_and_output_swapped(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    f, i, g, o = boxes(h_prev, x, w)
    return cell(c_prev, f, o, g, i)


@mistake(
    "lstm_step",
    "Forget and output gate are swapped: forget scales the old cell, output the tanh (see "
    "The cell).",
)
def forget_and_output_swapped(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    f, i, g, o = boxes(h_prev, x, w)
    return cell(c_prev, o, i, g, f)


@mistake(
    "lstm_step",
    "Candidate and output gate have swapped weights and biases: look at the names once more.",
)
def candidate_and_output_swapped(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    f, i, g, o = sums(h_prev, x, w)
    return cell(c_prev, *squash(f, i, o, g))


@mistake(
    "lstm_step",
    "Input gate and candidate have swapped weights and biases: look at the names once more.",
)
def input_and_candidate_swapped(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    f, i, g, o = sums(h_prev, x, w)
    return cell(c_prev, *squash(f, g, i, o))


@mistake(
    "lstm_step",
    "The boxes are read in TensorFlow's old order, input, candidate, forget, output: go by name.",
)
def order_of_tensorflow(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    i, g, f, o = sums(h_prev, x, w)
    return cell(c_prev, *squash(f, i, g, o))


@mistake(
    "lstm_step", "The boxes are read in ONNX's order, input, output, forget, candidate: go by name."
)
def order_of_onnx(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    i, o, f, g = sums(h_prev, x, w)
    return cell(c_prev, *squash(f, i, g, o))


@mistake(
    "lstm_step",
    "There is no forget gate, as in 1997: scale the old cell state by one (see The cell).",
)
def no_forget_gate(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    f, i, g, o = boxes(h_prev, x, w)
    return cell(c_prev, np.ones_like(f), i, g, o)


@mistake("lstm_step", "The candidate enters whole: scale it by the input gate (see The cell).")
def no_input_gate(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    f, i, g, o = boxes(h_prev, x, w)
    return cell(c_prev, f, np.ones_like(i), g, o)


@mistake(
    "lstm_step",
    "The output gate is missing: scale the squashed cell state that you show by it (see The cell).",
)
def no_output_gate(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    f, i, g, o = boxes(h_prev, x, w)
    return cell(c_prev, f, i, g, np.ones_like(o))


@mistake(
    "lstm_step",
    "The forget gate also does the input gate's work: the candidate has its own gate (see "
    "The cell).",
)
def forget_gate_for_input(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    f, _, g, o = boxes(h_prev, x, w)
    return cell(c_prev, f, f, g, o)


@mistake(
    "lstm_step",
    "The input gate also does the forget gate's work: the old cell has its own gate (see "
    "The cell).",
)
def input_gate_for_forget(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    _, i, g, o = boxes(h_prev, x, w)
    return cell(c_prev, i, i, g, o)


@mistake(
    "lstm_step",
    "The input gate also scales what is shown: that is the output gate's work (see The cell).",
)
def input_gate_for_output(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    f, i, g, _ = boxes(h_prev, x, w)
    return cell(c_prev, f, i, g, i)


@mistake(
    "lstm_step",
    "The forget gate also scales what is shown: that is the output gate's work (see The cell).",
)
def forget_gate_for_output(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    f, i, g, _ = boxes(h_prev, x, w)
    return cell(c_prev, f, i, g, f)


@mistake(
    "lstm_step",
    "The input gate is 1 minus the forget gate: compute it from its own weights and bias.",
)
def input_gate_coupled(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    f, _, g, o = boxes(h_prev, x, w)
    return cell(c_prev, f, 1 - f, g, o)


@mistake(
    "lstm_step",
    "The forget gate is 1 minus the input gate, as in a GRU: compute it from its own weights.",
)
def forget_gate_coupled(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    _, i, g, o = boxes(h_prev, x, w)
    return cell(c_prev, 1 - i, i, g, o)


@mistake(
    "lstm_step",
    "The forget gate is inverted: it says how much stays, 1 keeps everything (see The problem).",
)
def forget_gate_inverted(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    f, i, g, o = boxes(h_prev, x, w)
    return cell(c_prev, 1 - f, i, g, o)


# lstm_step: sigmoid and tanh


@mistake(
    "lstm_step",
    "The candidate is not squashed: it passes a tanh before the input gate scales it (see "
    "The cell).",
)
def no_tanh_on_candidate(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    f, i, _, o = boxes(h_prev, x, w)
    return cell(c_prev, f, i, sums(h_prev, x, w)[2], o)


@mistake(
    "lstm_step",
    "The candidate passes a sigmoid, as gates do: it passes a tanh, between -1 and 1 (see "
    "The cell).",
)
def sigmoid_on_candidate(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    f, i, _, o = boxes(h_prev, x, w)
    return cell(c_prev, f, i, sigmoid(sums(h_prev, x, w)[2]), o)


@mistake(
    "lstm_step",
    "The candidate passes a sigmoid, and the cell is shown without tanh: let both pass a tanh (see The "
    "cell).",
)
def sigmoid_on_candidate_and_no_tanh_on_cell(
    h_prev: Array, c_prev: Array, x: Array, w: Any
) -> Pair:
    _, c = sigmoid_on_candidate(h_prev, c_prev, x, w)
    return boxes(h_prev, x, w)[3] * c, c


@mistake(
    "lstm_step", "The candidate passes a ReLU: it passes a tanh and may be negative (see The cell)."
)
def relu_on_candidate(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    f, i, _, o = boxes(h_prev, x, w)
    return cell(c_prev, f, i, np.maximum(sums(h_prev, x, w)[2], 0), o)


@mistake("lstm_step", "The candidate passes tanh twice: once is enough (see The cell).")
def tanh_twice_on_candidate(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    f, i, g, o = boxes(h_prev, x, w)
    return cell(c_prev, f, i, np.tanh(g), o)


@mistake(
    "lstm_step",
    "The candidate lies between -2 and 2, as in the paper of 1997: here its squashing is tanh.",
)
def candidate_of_1997(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    f, i, _, o = boxes(h_prev, x, w)
    return cell(c_prev, f, i, 4 * sigmoid(sums(h_prev, x, w)[2]) - 2, o)


@mistake(
    "lstm_step",
    "The cell is shown without tanh: squash it, then let the output gate scale it (see The cell).",
)
def no_tanh_on_cell(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    _, c = step(h_prev, c_prev, x, w)
    return boxes(h_prev, x, w)[3] * c, c


@mistake(
    "lstm_step",
    "The output gate uses the weights of the input gate, and the cell is shown without tanh: use w_o, "
    "and squash the cell.",
)
def output_gate_with_input_weights_and_no_tanh_on_cell(
    h_prev: Array, c_prev: Array, x: Array, w: Any
) -> Pair:
    return no_tanh_on_cell(h_prev, c_prev, x, but(w, w_o=w.w_i))


@mistake(
    "lstm_step",
    "The cell is shown through a sigmoid: it passes a tanh, then the output gate (see The cell).",
)
def sigmoid_on_cell(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    _, c = step(h_prev, c_prev, x, w)
    return boxes(h_prev, x, w)[3] * sigmoid(c), c


@mistake(
    "lstm_step",
    "The cell is shown through a ReLU: it passes a tanh, then the output gate (see The cell).",
)
def relu_on_cell(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    _, c = step(h_prev, c_prev, x, w)
    return boxes(h_prev, x, w)[3] * np.maximum(c, 0), c


@mistake(
    "lstm_step",
    "The cell is squashed as in the paper of 1997, half as steep: here it passes a plain tanh.",
)
def cell_squashed_as_in_1997(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    _, c = step(h_prev, c_prev, x, w)
    return boxes(h_prev, x, w)[3] * (2 * sigmoid(c) - 1), c


@mistake(
    "lstm_step",
    "The tanh comes after the output gate: squash the cell first, then scale it (see The cell).",
)
def tanh_after_output_gate(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    _, c = step(h_prev, c_prev, x, w)
    return np.tanh(boxes(h_prev, x, w)[3] * c), c


@mistake(
    "lstm_step",
    "You return the squashed cell: the tanh is on the way to h, not on the top line (see "
    "The cell).",
)
def cell_returned_squashed(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    h, c = step(h_prev, c_prev, x, w)
    return h, np.tanh(c)


@mistake(
    "lstm_step",
    "The cell is squashed, and again on its way to h: the top line has no tanh (see The cell).",
)
def cell_squashed_twice(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    _, c = step(h_prev, c_prev, x, w)
    return show(np.tanh(c), boxes(h_prev, x, w)[3])


@mistake(
    "lstm_step",
    "The forget gate passes a tanh: gates lie between 0 and 1, use the sigmoid (see The cell).",
)
def tanh_on_forget_gate(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    _, i, g, o = boxes(h_prev, x, w)
    return cell(c_prev, np.tanh(sums(h_prev, x, w)[0]), i, g, o)


@mistake(
    "lstm_step",
    "The input gate passes a tanh: gates lie between 0 and 1, use the sigmoid (see The cell).",
)
def tanh_on_input_gate(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    f, _, g, o = boxes(h_prev, x, w)
    return cell(c_prev, f, np.tanh(sums(h_prev, x, w)[1]), g, o)


@mistake(
    "lstm_step",
    "The output gate passes a tanh: gates lie between 0 and 1, use the sigmoid (see The cell).",
)
def tanh_on_output_gate(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    f, i, g, _ = boxes(h_prev, x, w)
    return cell(c_prev, f, i, g, np.tanh(sums(h_prev, x, w)[3]))


@mistake(
    "lstm_step", "All gates pass a tanh: gates lie between 0 and 1, use the sigmoid (see The cell)."
)
def tanh_on_every_gate(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    f, i, g, o = np.tanh(sums(h_prev, x, w))
    return cell(c_prev, f, i, g, o)


@mistake(
    "lstm_step",
    "The gates are not squashed: each passes a sigmoid and lies between 0 and 1 (see The cell).",
)
def no_sigmoid_on_gates(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    f, i, g, o = sums(h_prev, x, w)
    return cell(c_prev, f, i, np.tanh(g), o)


@mistake(
    "lstm_step", "The gates pass the sigmoid twice and never fall below one half: once is enough."
)
def sigmoid_twice(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    f, i, g, o = boxes(h_prev, x, w)
    return cell(c_prev, sigmoid(f), sigmoid(i), g, sigmoid(o))


@mistake(
    "lstm_step",
    "A sign is wrong in your sigmoid: large sums open a gate, not close it (see What you write).",
)
def sigmoid_falls(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    f, i, g, o = boxes(h_prev, x, w)
    return cell(c_prev, 1 - f, 1 - i, g, 1 - o)


@mistake(
    "lstm_step",
    "Your sigmoid divides inf by inf for large sums: let exp see only negative numbers, or "
    "use tanh.",
)
def sigmoid_overflows(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    with np.errstate(all="ignore"):
        f, i, _, o = (np.exp(s) / (1 + np.exp(s)) for s in sums(h_prev, x, w))
    return cell(c_prev, f, i, boxes(h_prev, x, w)[2], o)


@mistake("lstm_step", "Your own tanh divides inf by inf for large sums: use np.tanh.")
def tanh_overflows(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    f, i, _, o = boxes(h_prev, x, w)
    c = f * c_prev + i * naive_tanh(sums(h_prev, x, w)[2])
    return o * naive_tanh(c), c


@mistake(
    "lstm_step",
    "The gates pass a hard sigmoid, Keras' straight one: take the smooth one (see What you write).",
)
def hard_sigmoid_of_keras(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    f, i, _, o = (np.clip(0.2 * s + 0.5, 0, 1) for s in sums(h_prev, x, w))
    return cell(c_prev, f, i, boxes(h_prev, x, w)[2], o)


@mistake(
    "lstm_step",
    "The gates pass a hard sigmoid, PyTorch's straight one: take the smooth one (see What you "
    "write).",
)
def hard_sigmoid_of_pytorch(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    f, i, _, o = (np.clip(s / 6 + 0.5, 0, 1) for s in sums(h_prev, x, w))
    return cell(c_prev, f, i, boxes(h_prev, x, w)[2], o)


@mistake(
    "lstm_step",
    "The units of a gate share a softmax: each is a valve of its own, with a sigmoid (see "
    "The cell).",
)
def softmax_on_gates(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    f, i, _, o = (np.exp(s - s.max()) / np.exp(s - s.max()).sum() for s in sums(h_prev, x, w))
    return cell(c_prev, f, i, boxes(h_prev, x, w)[2], o)


@mistake(
    "lstm_step",
    "The weighted sums are clipped at 10: a gate must be able to close completely, so do not clip.",
)
def sums_clipped(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    return cell(c_prev, *squash(*np.clip(sums(h_prev, x, w), -10, 10)))


# lstm_step: how the pieces are joined


@mistake(
    "lstm_step",
    "The forget gate scales the old hidden state: let it scale the old cell state (see The cell).",
)
def hidden_for_cell(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    return cell(h_prev, *boxes(h_prev, x, w))


@mistake(
    "lstm_step",
    "Nothing is left of the old cell state: add it, scaled by the forget gate (see The cell).",
)
def old_cell_dropped(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    return step(h_prev, np.zeros_like(c_prev), x, w)


@mistake(
    "lstm_step",
    "Nothing new is written: add the candidate, scaled by the input gate (see The cell).",
)
def candidate_dropped(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    f, _, _, o = boxes(h_prev, x, w)
    return show(f * c_prev, o)


@mistake(
    "lstm_step",
    "The candidate is subtracted: it is added to what is kept of the old cell (see The cell).",
)
def candidate_subtracted(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    f, i, g, o = boxes(h_prev, x, w)
    return cell(c_prev, f, i, -g, o)


@mistake(
    "lstm_step",
    "Old and new are multiplied: add what is kept and what enters (see The cell).",
)
def old_times_new(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    f, i, g, o = boxes(h_prev, x, w)
    return show(f * c_prev * i * g, o)


@mistake("lstm_step", "The input gate is added to the candidate: a gate multiplies (see The cell).")
def input_gate_added(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    f, i, g, o = boxes(h_prev, x, w)
    return show(f * c_prev + i + g, o)


@mistake("lstm_step", "The forget gate is added to the old cell: a gate multiplies (see The cell).")
def forget_gate_added(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    f, i, g, o = boxes(h_prev, x, w)
    return show(f + c_prev + i * g, o)


@mistake(
    "lstm_step", "The output gate is added to the squashed cell: a gate multiplies (see The cell)."
)
def output_gate_added(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    _, c = step(h_prev, c_prev, x, w)
    return boxes(h_prev, x, w)[3] + np.tanh(c), c


@mistake(
    "lstm_step",
    "A bracket is wrong: forget scales only the old cell, not what is written (see The cell).",
)
def forget_gate_on_all(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    f, i, g, o = boxes(h_prev, x, w)
    return cell(c_prev, f, f * i, g, o)


@mistake(
    "lstm_step",
    "A bracket is wrong: the input gate scales only the candidate, not the old cell (see "
    "The cell).",
)
def input_gate_on_all(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    f, i, g, o = boxes(h_prev, x, w)
    return cell(c_prev, i * f, i, g, o)


@mistake(
    "lstm_step",
    "The forget gate is applied twice: the old cell meets it once in a step (see The cell).",
)
def forget_gate_twice(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    f, i, g, o = boxes(h_prev, x, w)
    return cell(c_prev, f * f, i, g, o)


@mistake(
    "lstm_step",
    "The gates form dot products: multiply element by element, with * (see What you write).",
)
def dot_for_star(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    f, i, g, o = boxes(h_prev, x, w)
    return show(f @ c_prev + i @ g, o)


@mistake(
    "lstm_step",
    "The hidden state shows the old cell: it shows the one just computed (see The cell).",
)
def old_cell_shown(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    o = boxes(h_prev, x, w)[3]
    return o * np.tanh(c_prev), step(h_prev, c_prev, x, w)[1]


@mistake(
    "lstm_step", "The hidden state shows the candidate: it shows the new cell state (see The cell)."
)
def candidate_shown(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    _, _, g, o = boxes(h_prev, x, w)
    return o * g, step(h_prev, c_prev, x, w)[1]


# lstm_step: well meant, but not asked for


@mistake(
    "lstm_step",
    "Some values are dropped at random, or scaled for that: drop nothing, because this step is "
    "exact.",
)
def dropout_left_on(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    h, c = step(h_prev, c_prev, x, w)
    return h * (np.random.RandomState(1).rand(len(h)) < 0.5) / 0.5, c


@mistake(
    "lstm_step",
    "The weighted sums are normalised: leave them as they are (see What you write).",
)
def layer_norm_on_sums(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    f, i, g, o = (normalised(s) for s in sums(h_prev, x, w))
    return cell(c_prev, *squash(f, i, g, o))


@mistake(
    "lstm_step",
    "The cell is normalised before it is shown: leave it as it is (see What you write).",
)
def layer_norm_on_cell(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    _, c = step(h_prev, c_prev, x, w)
    return boxes(h_prev, x, w)[3] * np.tanh(normalised(c)), c


@mistake(
    "lstm_step",
    "The old hidden state is added to the new one: return the new one alone (see The cell).",
)
def residual_hidden(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    h, c = step(h_prev, c_prev, x, w)
    return h + h_prev, c


@mistake(
    "lstm_step",
    "The cell state is clipped to -1 and 1: let it grow as large as it likes (see The cell).",
)
def cell_clipped(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    _, c = step(h_prev, c_prev, x, w)
    return show(np.clip(c, -1, 1), boxes(h_prev, x, w)[3])


# lstm_step: what is left behind


@mistake(
    "lstm_step",
    "The old cell state is changed in place: make a new array, your caller may still need the old.",
)
def c_prev_changed_in_place(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    h, c_prev[:] = step(h_prev, c_prev, x, w)
    return h, c_prev


@mistake(
    "lstm_step",
    "The old hidden state is overwritten: make a new array, your caller may still need the old.",
)
def h_prev_changed_in_place(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    h_prev[:], c = step(h_prev, c_prev, x, w)
    return h_prev, c


@mistake(
    "lstm_step",
    "The sums are added into the biases in place, so these grow with each call: make new arrays.",
)
def biases_grow(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    for bias, added in zip((w.b_f, w.b_i, w.b_c, w.b_o), sums(h_prev, x, w), strict=True):
        bias[:] = added
    return cell(c_prev, *squash(w.b_f, w.b_i, w.b_c, w.b_o))


@mistake(
    "lstm_step",
    "The cell state is remembered between calls: use the one you are given, each call "
    "stands alone.",
)
def cell_kept_between_calls(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    h, c = step(h_prev, KEPT.get(("cell", len(c_prev)), c_prev), x, w)
    KEPT["cell", len(c_prev)] = c.copy()
    return h, c


@mistake(
    "lstm_step",
    "The first call's weights are used for ever: use those you are given, each call stands alone.",
)
def weights_of_the_first_call(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    copies = {part: np.copy(getattr(w, part)) for part in PARTS}
    return step(
        h_prev, c_prev, x, KEPT.setdefault(("weights", len(h_prev), len(x)), but(w, **copies))
    )


@mistake(
    "lstm_step",
    "Each call writes into the arrays the last one returned: return new arrays (see What you "
    "write).",
)
def one_buffer_for_all_calls(h_prev: Array, c_prev: Array, x: Array, w: Any) -> Pair:
    h, c = KEPT.setdefault(("buffer", len(h_prev)), (np.empty(len(h_prev)), np.empty(len(h_prev))))
    h[:], c[:] = step(h_prev, c_prev, x, w)
    return h, c


# rnn_step


def total(h_prev: Array, x: Array, w_h: Array, w_x: Array, bias: Array) -> Array:
    return w_h @ h_prev + w_x @ x + bias


@mistake(
    "rnn_step", "The sum is not squashed: the new hidden state is its tanh (see What you write)."
)
def rnn_without_tanh(h_prev: Array, x: Array, w_h: Array, w_x: Array, bias: Array) -> Array:
    return total(h_prev, x, w_h, w_x, bias)


@mistake(
    "rnn_step", "The sum passes a sigmoid: this network squashes with tanh (see What you write)."
)
def rnn_with_sigmoid(h_prev: Array, x: Array, w_h: Array, w_x: Array, bias: Array) -> Array:
    return sigmoid(total(h_prev, x, w_h, w_x, bias))


@mistake("rnn_step", "The sum passes a ReLU: this network squashes with tanh (see What you write).")
def rnn_with_relu(h_prev: Array, x: Array, w_h: Array, w_x: Array, bias: Array) -> Array:
    return np.maximum(total(h_prev, x, w_h, w_x, bias), 0)


@mistake(
    "rnn_step",
    "The sum is clipped to -1 and 1, a hard tanh: use the smooth one (see What you write).",
)
def rnn_with_hard_tanh(h_prev: Array, x: Array, w_h: Array, w_x: Array, bias: Array) -> Array:
    return np.clip(total(h_prev, x, w_h, w_x, bias), -1, 1)


@mistake("rnn_step", "The sum passes tanh twice: once is enough (see What you write).")
def rnn_with_tanh_twice(h_prev: Array, x: Array, w_h: Array, w_x: Array, bias: Array) -> Array:
    return np.tanh(np.tanh(total(h_prev, x, w_h, w_x, bias)))


@mistake("rnn_step", "Your own tanh divides inf by inf for large sums: use np.tanh.")
def rnn_tanh_overflows(h_prev: Array, x: Array, w_h: Array, w_x: Array, bias: Array) -> Array:
    return naive_tanh(total(h_prev, x, w_h, w_x, bias))


@mistake(
    "rnn_step", "The bias is missing: add it to the sum, inside the tanh (see What you write)."
)
def rnn_without_bias(h_prev: Array, x: Array, w_h: Array, w_x: Array, bias: Array) -> Array:
    return np.tanh(w_h @ h_prev + w_x @ x)


@mistake("rnn_step", "The bias is added after the tanh: it belongs inside (see What you write).")
def rnn_bias_outside(h_prev: Array, x: Array, w_h: Array, w_x: Array, bias: Array) -> Array:
    return np.tanh(w_h @ h_prev + w_x @ x) + bias


@mistake(
    "rnn_step", "The bias counts twice, as if input and hidden state each had one: add it once."
)
def rnn_bias_twice(h_prev: Array, x: Array, w_h: Array, w_x: Array, bias: Array) -> Array:
    return np.tanh(total(h_prev, x, w_h, w_x, 2 * bias))


@mistake("rnn_step", "The bias is subtracted: add it (see What you write).")
def rnn_bias_subtracted(h_prev: Array, x: Array, w_h: Array, w_x: Array, bias: Array) -> Array:
    return np.tanh(total(h_prev, x, w_h, w_x, -bias))


@mistake(
    "rnn_step",
    "The old hidden state is not read: multiply it by its weights, and add that (see What you "
    "write).",
)
def rnn_hidden_ignored(h_prev: Array, x: Array, w_h: Array, w_x: Array, bias: Array) -> Array:
    return np.tanh(w_x @ x + bias)


@mistake(
    "rnn_step",
    "The input is not read: its weighted sum belongs into the tanh as well (see What you write).",
)
def rnn_input_ignored(h_prev: Array, x: Array, w_h: Array, w_x: Array, bias: Array) -> Array:
    return np.tanh(w_h @ h_prev + bias)


@mistake(
    "rnn_step",
    "The old hidden state enters without its weights: multiply it by them first (see What you "
    "write).",
)
def rnn_hidden_unweighted(h_prev: Array, x: Array, w_h: Array, w_x: Array, bias: Array) -> Array:
    return np.tanh(h_prev + w_x @ x + bias)


@mistake(
    "rnn_step",
    "The recurrent weights are transposed: write w_h @ h_prev, weights on the left (see What you "
    "write).",
)
def rnn_weights_transposed(h_prev: Array, x: Array, w_h: Array, w_x: Array, bias: Array) -> Array:
    return np.tanh(total(h_prev, x, w_h.T, w_x, bias))


@mistake(
    "rnn_step",
    "The recurrent weights are multiplied element by element and give a square: use a matrix "
    "product.",
)
def rnn_star_for_matmul(h_prev: Array, x: Array, w_h: Array, w_x: Array, bias: Array) -> Array:
    return np.tanh(w_h * h_prev + w_x @ x + bias)


@mistake(
    "rnn_step",
    "Each hidden unit sees only itself: the recurrent weights are a whole matrix, use all of it.",
)
def rnn_units_independent(h_prev: Array, x: Array, w_h: Array, w_x: Array, bias: Array) -> Array:
    return np.tanh(w_h.diagonal() * h_prev + w_x @ x + bias)


@mistake(
    "rnn_step",
    "Hidden state and input are squashed apart: one tanh for the whole sum (see What you write).",
)
def rnn_two_tanhs(h_prev: Array, x: Array, w_h: Array, w_x: Array, bias: Array) -> Array:
    return np.tanh(w_h @ h_prev) + np.tanh(w_x @ x + bias)


@mistake(
    "rnn_step",
    "A bracket is wrong: the tanh is over the whole sum, not its first part (see What you write).",
)
def rnn_tanh_on_hidden_only(h_prev: Array, x: Array, w_h: Array, w_x: Array, bias: Array) -> Array:
    return np.tanh(w_h @ h_prev) + w_x @ x + bias


@mistake(
    "rnn_step",
    "The old hidden state is added to the new: return the new one alone (see What you write).",
)
def rnn_residual(h_prev: Array, x: Array, w_h: Array, w_x: Array, bias: Array) -> Array:
    return h_prev + np.tanh(total(h_prev, x, w_h, w_x, bias))


@mistake(
    "rnn_step",
    "Old and new hidden state are averaged, a leaky unit: return only the new (see What you "
    "write).",
)
def rnn_leaky(h_prev: Array, x: Array, w_h: Array, w_x: Array, bias: Array) -> Array:
    return 0.5 * h_prev + 0.5 * np.tanh(total(h_prev, x, w_h, w_x, bias))


@mistake(
    "rnn_step",
    "The last component stays zero: your loop over the hidden units stops one too early.",
)
def rnn_last_unit_left_out(h_prev: Array, x: Array, w_h: Array, w_x: Array, bias: Array) -> Array:
    return np.tanh(total(h_prev, x, w_h, w_x, bias)) * (np.arange(len(bias)) < len(bias) - 1)


@mistake(
    "rnn_step",
    "The result is rounded: return it as it is, faded states live in the digits you cut off.",
)
def rnn_rounded(h_prev: Array, x: Array, w_h: Array, w_x: Array, bias: Array) -> Array:
    return np.tanh(total(h_prev, x, w_h, w_x, bias)).round(4)


@mistake(
    "rnn_step", "The result is kept in float16, which has three digits: use float64 throughout."
)
def rnn_float16(h_prev: Array, x: Array, w_h: Array, w_x: Array, bias: Array) -> Array:
    return half_precision(np.tanh(total(h_prev, x, w_h, w_x, bias)))


@mistake(
    "rnn_step",
    "The old hidden state is overwritten: return a new array, your caller may still need the old.",
)
def rnn_h_prev_changed_in_place(
    h_prev: Array, x: Array, w_h: Array, w_x: Array, bias: Array
) -> Array:
    h_prev[:] = np.tanh(total(h_prev, x, w_h, w_x, bias))
    return h_prev


@mistake(
    "rnn_step",
    "The sum is added into the bias in place, so it grows with each call: make a new array.",
)
def rnn_bias_grows(h_prev: Array, x: Array, w_h: Array, w_x: Array, bias: Array) -> Array:
    bias += w_h @ h_prev + w_x @ x
    return np.tanh(bias)


@mistake(
    "rnn_step",
    "The hidden state is remembered between calls: use the one you are given, each call "
    "stands alone.",
)
def rnn_state_kept_between_calls(
    h_prev: Array, x: Array, w_h: Array, w_x: Array, bias: Array
) -> Array:
    h = np.tanh(total(KEPT.get(("rnn", len(h_prev)), h_prev), x, w_h, w_x, bias))
    KEPT["rnn", len(h_prev)] = h.copy()
    return h


@mistake("rnn_step", "Each call writes into the array the last one returned: return a new one.")
def rnn_one_buffer_for_all_calls(
    h_prev: Array, x: Array, w_h: Array, w_x: Array, bias: Array
) -> Array:
    h: Array = KEPT.setdefault(("rnn buffer", len(h_prev)), np.empty(len(h_prev)))
    h[:] = np.tanh(total(h_prev, x, w_h, w_x, bias))
    return h


# cosine_similarity


def norm(a: Array) -> float:
    return float(np.linalg.norm(a))


def cosine(a: Array, b: Array, shortest: float = 1e-10) -> float:
    return 0.0 if min(norm(a), norm(b)) <= shortest else float(a @ b) / (norm(a) * norm(b))


def divided(product: float, length: float) -> float:
    with np.errstate(all="ignore"):
        return float(np.float64(product) / length)


@mistake(
    "cosine_similarity",
    "You return the cosine distance: return the similarity, which is 1 for the same direction.",
)
def cosine_distance(a: Array, b: Array) -> float:
    return 1 - cosine(a, b)


@mistake(
    "cosine_similarity",
    "You return the cosine distance: return the similarity, which is 1 for the same direction.",
)
def cosine_distance_but_zero(a: Array, b: Array) -> float:
    return 1 - cosine(a, b) if min(norm(a), norm(b)) > 1e-10 else 0.0


@mistake(
    "cosine_similarity",
    "The product is not divided by the norms, so length counts too: divide by both.",
)
def only_the_product(a: Array, b: Array) -> float:
    return float(a @ b) if cosine(a, b) else 0.0


@mistake("cosine_similarity", "The norms are squared: take the root of each (see What you write).")
def squared_norms(a: Array, b: Array) -> float:
    return cosine(a, b) / (norm(a) * norm(b)) if cosine(a, b) else 0.0


@mistake(
    "cosine_similarity",
    "Only the first norm divides: divide by the second one as well (see What you write).",
)
def only_the_first_norm(a: Array, b: Array) -> float:
    return cosine(a, b) * norm(b)


@mistake(
    "cosine_similarity",
    "Only the second norm divides: divide by the first one as well (see What you write).",
)
def only_the_second_norm(a: Array, b: Array) -> float:
    return cosine(a, b) * norm(a)


@mistake(
    "cosine_similarity",
    "The norms are added: multiply them before you divide (see What you write).",
)
def norms_added(a: Array, b: Array) -> float:
    return float(a @ b) / (norm(a) + norm(b)) if cosine(a, b) else 0.0


@mistake(
    "cosine_similarity",
    "The norms are sums of absolute values: take the root of the sum of squares.",
)
def sums_of_absolute_values(a: Array, b: Array) -> float:
    return float(a @ b) / float(np.abs(a).sum() * np.abs(b).sum()) if cosine(a, b) else 0.0


@mistake(
    "cosine_similarity",
    "The norms are the largest components: take the root of the sum of squares.",
)
def largest_components(a: Array, b: Array) -> float:
    return float(a @ b) / float(np.abs(a).max() * np.abs(b).max()) if cosine(a, b) else 0.0


@mistake(
    "cosine_similarity",
    "The result is divided by the number of components: divide by the norms only.",
)
def divided_by_n(a: Array, b: Array) -> float:
    return cosine(a, b) / len(a)


@mistake(
    "cosine_similarity",
    "The means are subtracted, which gives the correlation: use the vectors as they are.",
)
def centred(a: Array, b: Array) -> float:
    return cosine(a - a.mean(), b - b.mean())


@mistake(
    "cosine_similarity",
    "The sign is lost: opposite directions give -1, and the tables need to show it.",
)
def sign_lost(a: Array, b: Array) -> float:
    return abs(cosine(a, b))


@mistake("cosine_similarity", "Negative values are cut off: opposite directions give -1, not 0.")
def negatives_cut_off(a: Array, b: Array) -> float:
    return max(cosine(a, b), 0.0)


@mistake(
    "cosine_similarity",
    "The result is squeezed between 0 and 1: a cosine lies between -1 and 1, leave it there.",
)
def squeezed_to_one(a: Array, b: Array) -> float:
    return (1 + cosine(a, b)) / 2


@mistake("cosine_similarity", "The result is squared: return the cosine itself, sign included.")
def cosine_squared(a: Array, b: Array) -> float:
    return cosine(a, b) ** 2


@mistake("cosine_similarity", "You return the angle: return its cosine, without an arccos.")
def angle_for_cosine(a: Array, b: Array) -> float:
    return float(np.arccos(np.clip(cosine(a, b), -1, 1)))


@mistake("cosine_similarity", "The result is rounded: return it as it is.")
def cosine_rounded(a: Array, b: Array) -> float:
    return round(cosine(a, b), 4)


@mistake(
    "cosine_similarity",
    "Nothing guards the division: return 0 where a norm is 1e-10 or less, as of zero vectors.",
)
def no_threshold(a: Array, b: Array) -> float:
    return divided(float(a @ b), norm(a) * norm(b))


@mistake(
    "cosine_similarity",
    "Only zero vectors give 0: return 0 for norms up to 1e-10 as well (see What you write).",
)
def only_zero_vectors(a: Array, b: Array) -> float:
    return cosine(a, b, 0.0)


@mistake(
    "cosine_similarity",
    "The product of the norms is compared with the threshold: compare each norm by itself.",
)
def threshold_on_the_product(a: Array, b: Array) -> float:
    return 0.0 if norm(a) * norm(b) <= 1e-10 else float(a @ b) / (norm(a) * norm(b))


@mistake(
    "cosine_similarity",
    "The squared norms are compared with the threshold: compare the norms themselves.",
)
def threshold_on_the_squares(a: Array, b: Array) -> float:
    return cosine(a, b, 1e-5)


@mistake("cosine_similarity", "The components are compared with the threshold: compare the norms.")
def threshold_on_the_components(a: Array, b: Array) -> float:
    return cosine(a, b) if min(np.abs(a).max(), np.abs(b).max()) > 1e-10 else 0.0


@mistake(
    "cosine_similarity",
    "The sums of absolute components are compared with the threshold: compare the norms.",
)
def threshold_on_the_sums(a: Array, b: Array) -> float:
    sums = np.abs(a).sum(), np.abs(b).sum()
    return divided(float(a @ b), norm(a) * norm(b)) if min(sums) > 1e-10 else 0.0


@mistake(
    "cosine_similarity",
    "Only the first norm is compared with the threshold: the second must exceed it as well.",
)
def threshold_on_the_first_only(a: Array, b: Array) -> float:
    return 0.0 if norm(a) <= 1e-10 else divided(float(a @ b), norm(a) * norm(b))


@mistake(
    "cosine_similarity",
    "Only the second norm is compared with the threshold: the first must exceed it as well.",
)
def threshold_on_the_second_only(a: Array, b: Array) -> float:
    return 0.0 if norm(b) <= 1e-10 else divided(float(a @ b), norm(a) * norm(b))


@mistake(
    "cosine_similarity", "You return 0 only when both vectors are too short: one of them is enough."
)
def and_for_or(a: Array, b: Array) -> float:
    return 0.0 if max(norm(a), norm(b)) <= 1e-10 else divided(float(a @ b), norm(a) * norm(b))


@mistake(
    "cosine_similarity", "Your threshold is 1e-8, PyTorch's: here it is 1e-10 (see What you write)."
)
def threshold_of_pytorch(a: Array, b: Array) -> float:
    return cosine(a, b, 1e-8)


@mistake("cosine_similarity", "Your threshold is 1e-12: here it is 1e-10 (see What you write).")
def threshold_too_small(a: Array, b: Array) -> float:
    return cosine(a, b, 1e-12)


@mistake(
    "cosine_similarity",
    "Short norms are raised to 1e-10: return 0 for such vectors (see What you write).",
)
def norms_raised(a: Array, b: Array) -> float:
    return float(a @ b) / (max(norm(a), 1e-10) * max(norm(b), 1e-10))


@mistake(
    "cosine_similarity",
    "The product of the norms is raised to 1e-8: divide by the product as it is, and return 0 where a "
    "norm is 1e-10 or less.",
)
def product_raised_as_in_pytorch(a: Array, b: Array) -> float:
    return float(a @ b) / max(norm(a) * norm(b), 1e-8)


@mistake(
    "cosine_similarity",
    "1e-10 is added to the denominator, which bends results: compare the norms with it.",
)
def added_to_the_denominator(a: Array, b: Array) -> float:
    return float(a @ b) / (norm(a) * norm(b) + 1e-10)


@mistake(
    "cosine_similarity",
    "Vectors that are too short give 1: return 0, because they have no direction.",
)
def short_vectors_alike(a: Array, b: Array) -> float:
    return 1.0 if min(norm(a), norm(b)) <= 1e-10 else cosine(a, b)


@mistake(
    "cosine_similarity",
    "Vectors that are too short give nan: return 0 for them (see What you write).",
)
def short_vectors_nan(a: Array, b: Array) -> float:
    return float("nan") if min(norm(a), norm(b)) <= 1e-10 else cosine(a, b)


@mistake(
    "cosine_similarity",
    "The vectors are normalised in place: make new ones, your caller still needs the old.",
)
def normalised_in_place(a: Array, b: Array) -> float:
    result = cosine(a, b)
    if min(norm(a), norm(b)) > 1e-10:
        a[:], b[:] = a / norm(a), b / norm(b)
    return result


# signal_retained


@mistake(
    "signal_retained",
    "The gate is multiplied by the number of steps: take a power, because every step multiplies "
    "by it.",
)
def gate_times_steps(forget_gate: float, steps: int) -> float:
    return forget_gate * steps


@mistake(
    "signal_retained", "The gate counts once, however many steps: each step multiplies by it again."
)
def steps_ignored(forget_gate: float, steps: int) -> float:
    return forget_gate


@mistake("signal_retained", "Base and exponent are swapped: raise the gate to the number of steps.")
def steps_to_the_gate(forget_gate: float, steps: int) -> float:
    return float(steps**forget_gate)


@mistake(
    "signal_retained",
    "One step too many: after zero steps all is left, count again (see Worked example).",
)
def one_step_too_many(forget_gate: float, steps: int) -> float:
    return float(forget_gate ** (steps + 1))


@mistake(
    "signal_retained",
    "One step too few: one step already multiplies by the gate once (see Worked example).",
)
def one_step_too_few(forget_gate: float, steps: int) -> float:
    return float(forget_gate ** max(steps - 1, 0))


@mistake(
    "signal_retained",
    "You take the power of what the gate erases: take that of what it keeps, the gate itself.",
)
def what_the_gate_erases(forget_gate: float, steps: int) -> float:
    return float((1 - forget_gate) ** steps)


@mistake("signal_retained", "You return what is lost: return what is left (see What you write).")
def what_is_lost(forget_gate: float, steps: int) -> float:
    return float(1 - forget_gate**steps)


@mistake(
    "signal_retained",
    "You compute the chance that some step keeps it: all steps must keep it, one after the other.",
)
def some_step_keeps_it(forget_gate: float, steps: int) -> float:
    return float(1 - (1 - forget_gate) ** steps)


@mistake(
    "signal_retained",
    "Every step takes the same amount away: it takes the same share (see Three pictures).",
)
def equal_amounts_lost(forget_gate: float, steps: int) -> float:
    return 1 - (1 - forget_gate) * steps


@mistake(
    "signal_retained",
    "Every step takes the same amount away: it takes the same share (see Three pictures).",
)
def equal_amounts_lost_down_to_zero(forget_gate: float, steps: int) -> float:
    return max(0.0, 1 - (1 - forget_gate) * steps)


@mistake(
    "signal_retained",
    "The gate is used as a decay rate in an exponential: it is the factor of one step, so take "
    "its power.",
)
def gate_as_decay_rate(forget_gate: float, steps: int) -> float:
    return float(np.exp(-forget_gate * steps))


@mistake(
    "signal_retained",
    "An exponential of the loss is close only for gates near 1: take the gate's power.",
)
def loss_as_decay_rate(forget_gate: float, steps: int) -> float:
    return float(np.exp(-(1 - forget_gate) * steps))


@mistake("signal_retained", "You return the logarithm: return the signal itself, between 0 and 1.")
def logarithm_of_signal(forget_gate: float, steps: int) -> float:
    return steps * float(np.log(forget_gate)) if forget_gate > 0 else -float("inf")


@mistake(
    "signal_retained",
    "By way of the logarithm a gate of 0 gives nan after zero steps: take the power directly.",
)
def by_way_of_logarithm(forget_gate: float, steps: int) -> float:
    with np.errstate(all="ignore"):
        return float(np.exp(steps * np.log(forget_gate)))


@mistake(
    "signal_retained", "The sigmoid is applied to the gate: it is a gate already, between 0 and 1."
)
def sigmoid_of_the_gate(forget_gate: float, steps: int) -> float:
    return float((1 / (1 + np.exp(-forget_gate))) ** steps)


@mistake(
    "signal_retained",
    "The signals of all steps are added up: return what is left after the last one.",
)
def all_steps_added_up(forget_gate: float, steps: int) -> float:
    return float(sum(forget_gate**n for n in range(steps + 1)))


@mistake(
    "signal_retained",
    "Each step counts twice: the signal meets one gate in a step (see Three pictures).",
)
def two_gates_a_step(forget_gate: float, steps: int) -> float:
    return float(forget_gate ** (2 * steps))


@mistake(
    "signal_retained",
    "Zero steps give 0: return 1, because nothing has faded yet (see What you write).",
)
def nothing_after_zero_steps(forget_gate: float, steps: int) -> float:
    return float(forget_gate**steps) if steps else 0.0


@mistake(
    "signal_retained",
    "A gate of 0 always gives 0: return 1 after zero steps, because it has not closed yet.",
)
def nothing_behind_a_closed_gate(forget_gate: float, steps: int) -> float:
    return float(forget_gate**steps) if forget_gate else 0.0


@mistake(
    "signal_retained", "The gate is made a whole number: keep it a float, it lies between 0 and 1."
)
def whole_gate(forget_gate: float, steps: int) -> float:
    return float(int(forget_gate) ** steps)


@mistake(
    "signal_retained", "The result is rounded: return it as it is, a faint signal is not zero."
)
def signal_rounded(forget_gate: float, steps: int) -> float:
    return round(float(forget_gate**steps), 4)


@mistake("signal_retained", "You return percent: return the share itself, between 0 and 1.")
def signal_in_percent(forget_gate: float, steps: int) -> float:
    return 100 * float(forget_gate**steps)


# lstm_ops


@mistake(
    "lstm_ops",
    "Three matrices are counted, as a GRU has: the candidate has one too, four in all (see "
    "The cell).",
)
def three_matrices(length: int, input_size: int, hidden_size: int) -> int:
    return length * 3 * hidden_size * (input_size + hidden_size)


@mistake(
    "lstm_ops",
    "One matrix is counted, as in a simple RNN: count four, one for each box (see The cell).",
)
def one_matrix(length: int, input_size: int, hidden_size: int) -> int:
    return length * hidden_size * (input_size + hidden_size)


@mistake(
    "lstm_ops",
    "Only the input is counted: the matrices meet the hidden state as well (see What you write).",
)
def only_the_input(length: int, input_size: int, hidden_size: int) -> int:
    return length * 4 * hidden_size * input_size


@mistake(
    "lstm_ops",
    "Only the hidden state is counted: the matrices meet the input as well (see What you write).",
)
def only_the_hidden_state(length: int, input_size: int, hidden_size: int) -> int:
    return length * 4 * hidden_size * hidden_size


@mistake(
    "lstm_ops",
    "The products with the input are counted for one step only: each step has them, so multiply them "
    "by the length, too.",
)
def input_of_one_step(length: int, input_size: int, hidden_size: int) -> int:
    return 4 * hidden_size * (length * hidden_size + input_size)


@mistake(
    "lstm_ops",
    "The products with the hidden state are counted for one step only: each step has them, so multiply "
    "them by the length, too.",
)
def hidden_state_of_one_step(length: int, input_size: int, hidden_size: int) -> int:
    return 4 * hidden_size * (hidden_size + length * input_size)


@mistake(
    "lstm_ops",
    "Input and hidden size are multiplied: a matrix has their sum as columns (see What you write).",
)
def sizes_multiplied(length: int, input_size: int, hidden_size: int) -> int:
    return length * 4 * hidden_size * input_size * hidden_size


@mistake(
    "lstm_ops",
    "The rows are missing: each matrix has a row for every hidden unit (see Worked example).",
)
def one_row_a_matrix(length: int, input_size: int, hidden_size: int) -> int:
    return length * 4 * (input_size + hidden_size)


@mistake(
    "lstm_ops",
    "The rows are counted by the input: each matrix has a row for every hidden unit (see What you "
    "write).",
)
def rows_of_the_input(length: int, input_size: int, hidden_size: int) -> int:
    return length * 4 * input_size * (input_size + hidden_size)


@mistake(
    "lstm_ops",
    "The matrices are taken as square: their rows are counted by the hidden units (see What you "
    "write).",
)
def square_matrices(length: int, input_size: int, hidden_size: int) -> int:
    return length * 4 * (input_size + hidden_size) ** 2


@mistake(
    "lstm_ops",
    "A bracket is missing: all four matrices meet the hidden state, not one (see What you write).",
)
def bracket_missing(length: int, input_size: int, hidden_size: int) -> int:
    return length * (4 * hidden_size * input_size + hidden_size * hidden_size)


@mistake(
    "lstm_ops",
    "The biases are counted: they are added, and only multiplications count (see Worked example).",
)
def biases_counted(length: int, input_size: int, hidden_size: int) -> int:
    return length * 4 * hidden_size * (input_size + hidden_size + 1)


@mistake(
    "lstm_ops",
    "Eight biases are counted, PyTorch's two a box: biases are added, only multiplications count.",
)
def eight_biases_counted(length: int, input_size: int, hidden_size: int) -> int:
    return length * 4 * hidden_size * (input_size + hidden_size + 2)


@mistake(
    "lstm_ops",
    "The gates' own products are counted: only weight matrices count (see What you write).",
)
def gates_counted(length: int, input_size: int, hidden_size: int) -> int:
    return length * (4 * hidden_size * (input_size + hidden_size) + 3 * hidden_size)


@mistake(
    "lstm_ops", "Each addition is counted too: count the multiplications only (see What you write)."
)
def additions_counted(length: int, input_size: int, hidden_size: int) -> int:
    return length * 8 * hidden_size * (input_size + hidden_size)


@mistake(
    "lstm_ops",
    "You count one step: multiply by the length, because a sequence takes a step for every "
    "position.",
)
def only_one_step(length: int, input_size: int, hidden_size: int) -> int:
    return 4 * hidden_size * (input_size + hidden_size)


@mistake(
    "lstm_ops", "One step is missing: a sequence takes one for every position, the first included."
)
def first_step_missing(length: int, input_size: int, hidden_size: int) -> int:
    return max(length - 1, 0) * 4 * hidden_size * (input_size + hidden_size)


@mistake(
    "lstm_ops",
    "The length is squared, as for attention: multiply by it (see What the variants cost).",
)
def length_squared(length: int, input_size: int, hidden_size: int) -> int:
    return length**2 * 4 * hidden_size * (input_size + hidden_size)


@mistake(
    "lstm_ops",
    "The length is added: each step costs the same, so multiply by it (see What you write).",
)
def length_added(length: int, input_size: int, hidden_size: int) -> int:
    return length + 4 * hidden_size * (input_size + hidden_size)


# attention_ops


@mistake(
    "attention_ops",
    "One row of the scores is counted: every position meets every position (see What you write).",
)
def one_row_of_scores(length: int, hidden_size: int) -> int:
    return length * hidden_size


@mistake(
    "attention_ops",
    "The pairs are counted: each takes as many products as the vectors have components.",
)
def pairs_only(length: int, hidden_size: int) -> int:
    return length**2


@mistake(
    "attention_ops",
    "The hidden size is squared: square the length, because positions meet and not components.",
)
def hidden_squared(length: int, hidden_size: int) -> int:
    return length * hidden_size**2


@mistake(
    "attention_ops",
    "Both sizes are squared: square the length only, because positions meet each other and "
    "components do not.",
)
def both_squared(length: int, hidden_size: int) -> int:
    return (length * hidden_size) ** 2


@mistake(
    "attention_ops",
    "The length is doubled: every position meets every position, square it (see What you write).",
)
def length_doubled(length: int, hidden_size: int) -> int:
    return 2 * length * hidden_size


@mistake(
    "attention_ops", "The length is cubed: two positions meet, not three (see What you write)."
)
def length_cubed(length: int, hidden_size: int) -> int:
    return length**3 * hidden_size


@mistake(
    "attention_ops",
    "The hidden size is added: every pair takes that many products (see What you write).",
)
def hidden_added(length: int, hidden_size: int) -> int:
    return length**2 + hidden_size


@mistake(
    "attention_ops",
    "Pairs are counted once, as in causal attention: both directions count (see What you write).",
)
def causal_pairs(length: int, hidden_size: int) -> int:
    return length * (length + 1) // 2 * hidden_size


@mistake(
    "attention_ops",
    "Pairs are counted once and none with itself: both directions count, and each with itself.",
)
def unordered_pairs(length: int, hidden_size: int) -> int:
    return length * (length - 1) // 2 * hidden_size


@mistake(
    "attention_ops", "No position meets itself: such pairs count as well (see What you write)."
)
def pairs_without_self(length: int, hidden_size: int) -> int:
    return length * (length - 1) * hidden_size


@mistake(
    "attention_ops", "The count is halved: both directions of a pair count (see What you write)."
)
def half_of_all(length: int, hidden_size: int) -> int:
    return length**2 * hidden_size // 2


@mistake(
    "attention_ops",
    "That is twice too many: count the scores only, neither additions nor the sums over values.",
)
def twice_the_scores(length: int, hidden_size: int) -> int:
    return 2 * length**2 * hidden_size


@mistake(
    "attention_ops",
    "The additions inside the products are counted: count the multiplications only.",
)
def inner_additions_counted(length: int, hidden_size: int) -> int:
    return length**2 * (2 * hidden_size - 1)


@mistake(
    "attention_ops",
    "One more is counted for each pair, as for scaling or softmax: count the vectors' products "
    "only.",
)
def softmax_counted(length: int, hidden_size: int) -> int:
    return length**2 * (hidden_size + 1)


@mistake(
    "attention_ops",
    "Projections to queries, keys, values are counted: only scores count (see What you write).",
)
def projections_counted(length: int, hidden_size: int) -> int:
    return length**2 * hidden_size + 3 * length * hidden_size**2
