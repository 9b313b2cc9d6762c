# expect: failed
# cause: results_swapped
# because: Memory and hidden state come back in the wrong order.
# base: lstm_limitations/right/box_objects.py


def lstm_step(h_prev, c_prev, x, w):
    forget, update, candidate, output = (Box(getattr(w, f"w_{n}"), getattr(w, f"b_{n}")) for n in "fico")
    memory = gate(forget, h_prev, x) * c_prev
    memory = memory + gate(update, h_prev, x) * np.tanh(candidate(h_prev, x))
    return memory, gate(output, h_prev, x) * np.tanh(memory)
