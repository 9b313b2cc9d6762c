# expect: failed
# cause: cell_kept_between_calls
# because: A global object keeps the cell state from call to call, and c_prev counts only at the start.
# base: lstm_limitations/right/box_objects.py


def gate(weights, bias, z):
    return 0.5 + 0.5 * np.tanh((weights @ z + bias) / 2)


class Memory:
    def __init__(self):
        self.cells = {}

    def read(self, start):
        return self.cells.get(len(start), start)

    def write(self, cell):
        self.cells[len(cell)] = cell


MEMORY = Memory()


def lstm_step(h_prev, c_prev, x, w):
    z = np.r_[h_prev, x]
    cell = gate(w.w_f, w.b_f, z) * MEMORY.read(c_prev) + gate(w.w_i, w.b_i, z) * np.tanh(w.w_c @ z + w.b_c)
    MEMORY.write(cell)
    return gate(w.w_o, w.b_o, z) * np.tanh(cell), cell
