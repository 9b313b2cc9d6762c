# kata: ag.1
# must: pow|expon, - 1|-1|minus 1|minus one|one less|one lower|lower by|reduc
import math


class Value:
    """A number that knows where it came from."""

    def __init__(self, data):
        self.data = data
        self.grad = 0.0
        self.sources = []  # pairs (operand, slope)

    @staticmethod
    def lift(x):
        if isinstance(x, Value):
            return x
        return Value(x)

    @staticmethod
    def make(data, sources):
        out = Value(data)
        out.sources = sources
        return out

    def __repr__(self):
        return f"Value({self.data}, grad={self.grad})"

    def __add__(self, other):
        other = Value.lift(other)
        return Value.make(self.data + other.data, [(self, 1.0), (other, 1.0)])

    def __radd__(self, other):
        return self + other

    def __neg__(self):
        return Value.make(-self.data, [(self, -1.0)])

    def __sub__(self, other):
        other = Value.lift(other)
        return Value.make(self.data - other.data, [(self, 1.0), (other, -1.0)])

    def __rsub__(self, other):
        return Value.lift(other) - self

    def __mul__(self, other):
        other = Value.lift(other)
        return Value.make(self.data * other.data, [(self, other.data), (other, self.data)])

    def __rmul__(self, other):
        return self * other

    def __truediv__(self, other):
        other = Value.lift(other)
        quotient = self.data / other.data
        return Value.make(quotient, [(self, 1 / other.data), (other, -self.data / other.data ** 2)])

    def __rtruediv__(self, other):
        return Value.lift(other) / self

    def __pow__(self, k):
        return Value.make(self.data ** k, [(self, k * self.data ** k)])

    def tanh(self):
        t = math.tanh(self.data)
        return Value.make(t, [(self, 1 - t * t)])

    def exp(self):
        e = math.exp(self.data)
        return Value.make(e, [(self, e)])

    def topological(self):
        order = []
        visited = set()

        def walk(node):
            if node in visited:
                return
            visited.add(node)
            for operand, _ in node.sources:
                walk(operand)
            order.append(node)

        walk(self)
        return order

    def backward(self):
        order = self.topological()
        for node in order:
            node.grad = 0.0
        self.grad = 1.0
        for node in reversed(order):
            for operand, slope in node.sources:
                operand.grad += node.grad * slope
