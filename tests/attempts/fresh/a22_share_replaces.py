# kata: ag.1
# must: +=|add|accumul|overwr|replac|sum|several times|more than once|twice|shares
import math


class Value:
    def __init__(self, data):
        self.data = data
        self.grad = 0.0
        self.parents = []  # (operand, slope)

    @staticmethod
    def make(data, parents):
        v = Value(data)
        v.parents = parents
        return v

    @staticmethod
    def wrap(x):
        if isinstance(x, Value):
            return x
        return Value(x)

    def __add__(self, other):
        other = Value.wrap(other)
        return Value.make(self.data + other.data, [(self, 1.0), (other, 1.0)])

    def __radd__(self, other):
        return self + other

    def __mul__(self, other):
        other = Value.wrap(other)
        return Value.make(self.data * other.data, [(self, other.data), (other, self.data)])

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return Value.make(-self.data, [(self, -1.0)])

    def __sub__(self, other):
        other = Value.wrap(other)
        return Value.make(self.data - other.data, [(self, 1.0), (other, -1.0)])

    def __rsub__(self, other):
        return Value.wrap(other) - self

    def __pow__(self, k):
        return Value.make(self.data ** k, [(self, k * self.data ** (k - 1))])

    def __truediv__(self, other):
        other = Value.wrap(other)
        return Value.make(
            self.data / other.data,
            [(self, 1 / other.data), (other, -self.data / other.data ** 2)],
        )

    def __rtruediv__(self, other):
        return Value.wrap(other) / self

    def tanh(self):
        t = math.tanh(self.data)
        return Value.make(t, [(self, 1 - t * t)])

    def exp(self):
        e = math.exp(self.data)
        return Value.make(e, [(self, e)])

    def backward(self):
        order = []
        seen = set()

        def visit(v):
            if v in seen:
                return
            seen.add(v)
            for p, _ in v.parents:
                visit(p)
            order.append(v)

        visit(self)
        for v in order:
            v.grad = 0.0
        self.grad = 1.0
        for v in reversed(order):
            for p, slope in v.parents:
                p.grad = slope * v.grad
