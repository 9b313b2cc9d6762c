# kata: ag.1
# must: order|revers|backwards|root first|from the root|leaves first|before|topolog
from math import exp, tanh


def as_value(number):
    return number if isinstance(number, Value) else Value(number)


class Value:
    def __init__(self, data, parents=(), slopes=()):
        self.data = data
        self.grad = 0.0
        self.parents = parents
        self.slopes = slopes

    # plus and minus
    def __add__(self, other):
        other = as_value(other)
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def __radd__(self, other):
        return as_value(other) + self

    def __sub__(self, other):
        other = as_value(other)
        return Value(self.data - other.data, (self, other), (1.0, -1.0))

    def __rsub__(self, other):
        return as_value(other) - self

    def __neg__(self):
        return Value(-self.data, (self,), (-1.0,))

    # times and divided by
    def __mul__(self, other):
        other = as_value(other)
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def __rmul__(self, other):
        return as_value(other) * self

    def __truediv__(self, other):
        other = as_value(other)
        a, b = self.data, other.data
        return Value(a / b, (self, other), (1 / b, -a / b**2))

    def __rtruediv__(self, other):
        return as_value(other) / self

    # functions
    def __pow__(self, n):
        return Value(self.data**n, (self,), (n * self.data ** (n - 1),))

    def tanh(self):
        y = tanh(self.data)
        return Value(y, (self,), (1 - y**2,))

    def exp(self):
        y = exp(self.data)
        return Value(y, (self,), (y,))

    def _visit(self, seen, order):
        seen.add(id(self))
        for parent in self.parents:
            if id(parent) not in seen:
                parent._visit(seen, order)
        order.append(self)

    def backward(self):
        order = []
        self._visit(set(), order)
        for value in order:
            value.grad = 0.0
        self.grad = 1.0
        for value in order:
            for parent, slope in zip(value.parents, value.slopes):
                parent.grad += slope * value.grad
