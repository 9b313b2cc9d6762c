# expect: failed
# cause: no_tanh_on_cell
# because: The output gate scales the cell itself, its tanh is forgotten.
# base: lstm_limitations/right/box_objects.py


def lstm_step(h_prev, c_prev, x, w):
    forget, update, candidate, output = (Box(getattr(w, f"w_{n}"), getattr(w, f"b_{n}")) for n in "fico")
    memory = gate(forget, h_prev, x) * c_prev
    memory = memory + gate(update, h_prev, x) * np.tanh(candidate(h_prev, x))
    return gate(output, h_prev, x) * memory, memory
