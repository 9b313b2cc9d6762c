# kata: ag.1
# must: order|topolog|before|too early|all its shares|append|operands first|after its operands|all shares
from math import exp, tanh


def as_value(x):
    return x if isinstance(x, Value) else Value(x)


class Value:
    """number + operands + one local slope per operand"""

    def __init__(self, data, operands=(), slopes=()):
        self.data = data
        self.grad = 0.0
        self.operands = operands
        self.slopes = slopes

    def __add__(self, other):
        b = as_value(other)
        return Value(self.data + b.data, (self, b), (1.0, 1.0))

    def __sub__(self, other):
        b = as_value(other)
        return Value(self.data - b.data, (self, b), (1.0, -1.0))

    def __mul__(self, other):
        b = as_value(other)
        return Value(self.data * b.data, (self, b), (b.data, self.data))

    def __truediv__(self, other):
        b = as_value(other)
        q = self.data / b.data
        return Value(q, (self, b), (1.0 / b.data, -q / b.data))

    def __radd__(self, other):
        return as_value(other) + self

    def __rsub__(self, other):
        return as_value(other) - self

    def __rmul__(self, other):
        return as_value(other) * self

    def __rtruediv__(self, other):
        return as_value(other) / self

    def __neg__(self):
        return Value(-self.data, (self,), (-1.0,))

    def __pow__(self, n):
        return Value(self.data ** n, (self,), (n * self.data ** (n - 1),))

    def exp(self):
        y = exp(self.data)
        return Value(y, (self,), (y,))

    def tanh(self):
        y = tanh(self.data)
        return Value(y, (self,), (1.0 - y * y,))

    def sorted_graph(self):
        done, graph = set(), []

        def go(node):
            if id(node) in done:
                return
            done.add(id(node))
            graph.append(node)
            for operand in node.operands:
                go(operand)

        go(self)
        return graph

    def backward(self):
        graph = self.sorted_graph()
        for node in graph:
            node.grad = 0.0
        self.grad = 1.0
        for node in graph:
            for operand, slope in zip(node.operands, node.slopes):
                operand.grad += node.grad * slope
