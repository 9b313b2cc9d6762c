# expect: passed
# style: six lambdas and not a single def
import math

import numpy as np

sigmoid = lambda z: np.exp(np.minimum(z, 0)) / (1 + np.exp(-abs(z)))
box = lambda m, b, z: np.asarray(m) @ z + b
cell = lambda z, c, w: (
    sigmoid(box(w.w_f, w.b_f, z)) * c + sigmoid(box(w.w_i, w.b_i, z)) * np.tanh(box(w.w_c, w.b_c, z))
)
show = lambda z, c, w: (sigmoid(box(w.w_o, w.b_o, z)) * np.tanh(c), c)
length_of = lambda v: math.sqrt(sum(k * k for k in v))

lstm_step = lambda h_prev, c_prev, x, w: (lambda z: show(z, cell(z, c_prev, w), w))(np.hstack((h_prev, x)))
rnn_step = lambda h_prev, x, w_h, w_x, bias: np.tanh(w_h.dot(h_prev) + w_x.dot(x) + bias)
cosine_similarity = lambda a, b: (
    sum(p * q for p, q in zip(a, b)) / (length_of(a) * length_of(b))
    if length_of(a) > 1e-10 and length_of(b) > 1e-10
    else 0.0
)
signal_retained = lambda forget_gate, steps: math.prod([forget_gate] * steps)
lstm_ops = lambda length, input_size, hidden_size: sum(
    [4 * hidden_size * (input_size + hidden_size)] * length
)
attention_ops = lambda length, hidden_size: length * length * hidden_size
