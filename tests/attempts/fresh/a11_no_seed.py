# kata: ag.1
# must: root|self.grad|own grad|itself|start, 1|one
import math


class Value:
    def __init__(self, data):
        self.data = data
        self.grad = 0.0
        self.inputs = []

    def _new(self, data, *inputs):
        v = Value(data)
        v.inputs = list(inputs)
        return v

    def __add__(self, other):
        if not isinstance(other, Value):
            other = Value(other)
        return self._new(self.data + other.data, (self, 1), (other, 1))

    def __mul__(self, other):
        if not isinstance(other, Value):
            other = Value(other)
        return self._new(self.data * other.data, (self, other.data), (other, self.data))

    def __neg__(self):
        return self._new(-self.data, (self, -1))

    def __sub__(self, other):
        if not isinstance(other, Value):
            other = Value(other)
        return self + (-other)

    def __truediv__(self, other):
        if not isinstance(other, Value):
            other = Value(other)
        return self * other ** -1

    def __radd__(self, other):
        return Value(other) + self

    def __rmul__(self, other):
        return Value(other) * self

    def __rsub__(self, other):
        return Value(other) - self

    def __rtruediv__(self, other):
        return Value(other) / self

    def __pow__(self, p):
        slope = p * self.data ** (p - 1)
        return self._new(self.data ** p, (self, slope))

    def exp(self):
        value = math.exp(self.data)
        return self._new(value, (self, value))

    def tanh(self):
        value = math.tanh(self.data)
        return self._new(value, (self, 1 - value ** 2))

    def _sort(self, order=None, seen=None):
        if order is None:
            order, seen = [], set()
        if self not in seen:
            seen.add(self)
            for source, _ in self.inputs:
                source._sort(order, seen)
            order.append(self)
        return order

    def backward(self):
        order = self._sort()
        for v in order:
            v.grad = 0.0
        for v in order[::-1]:
            for source, slope in v.inputs:
                source.grad += slope * v.grad
