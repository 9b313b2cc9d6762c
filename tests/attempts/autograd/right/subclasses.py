# expect: passed
# because: Each operation is a class of its own; what they share stands in a base, and gradients are a property.
import math


class Node:
    def __init__(self, data, *operands):
        self.data, self.operands = data, operands
        self._grad = 0.0

    @property
    def grad(self):
        return self._grad

    def slopes(self):
        return ()

    def backward(self):
        order = []
        self.visit(order, set())
        for node in order:
            node._grad = 0.0
        self._grad = 1.0
        for node in order[::-1]:
            for operand, slope in zip(node.operands, node.slopes()):
                operand._grad += slope * node._grad

    def visit(self, order, seen):
        if self in seen:
            return
        seen.add(self)
        for operand in self.operands:
            operand.visit(order, seen)
        order.append(self)


class Value(Node):
    def __add__(self, other):
        return Sum(self, other)

    def __radd__(self, other):
        return Sum(other, self)

    def __mul__(self, other):
        return Product(self, other)

    def __rmul__(self, other):
        return Product(other, self)

    def __neg__(self):
        return Product(self, -1)

    def __sub__(self, other):
        return Sum(self, -lifted(other))

    def __rsub__(self, other):
        return Sum(other, -self)

    def __truediv__(self, other):
        return Product(self, Power(lifted(other), -1))

    def __rtruediv__(self, other):
        return Product(other, Power(self, -1))

    def __pow__(self, n):
        return Power(self, n)

    def tanh(self):
        return Tanh(self)

    def exp(self):
        return Exp(self)


def lifted(x):
    return x if isinstance(x, Value) else Value(x)


class Sum(Value):
    def __init__(self, a, b):
        a, b = lifted(a), lifted(b)
        super().__init__(a.data + b.data, a, b)

    def slopes(self):
        return 1.0, 1.0


class Product(Value):
    def __init__(self, a, b):
        a, b = lifted(a), lifted(b)
        super().__init__(a.data * b.data, a, b)

    def slopes(self):
        a, b = self.operands
        return b.data, a.data


class Power(Value):
    def __init__(self, a, n):
        super().__init__(a.data**n, a)
        self.n = n

    def slopes(self):
        return [self.n * self.operands[0].data ** (self.n - 1)]


class Tanh(Value):
    def __init__(self, a):
        super().__init__(math.tanh(a.data), a)

    def slopes(self):
        return [1 - self.data**2]


class Exp(Value):
    def __init__(self, a):
        super().__init__(math.exp(a.data), a)

    def slopes(self):
        return [self.data]
