# kata: ag.1
# must: neg|opposite|minus|-a|- a|-self|subtract, operand|source|graph|connect|remember|grad|slope|detach|parent|input|forget
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
        return Value(-self.data)

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

    def backward(self):
        # find everything below, and how many results wait for each
        waiting = {self: 0}
        todo = [self]
        while todo:
            v = todo.pop()
            for source, _ in v.inputs:
                if source not in waiting:
                    waiting[source] = 0
                    todo.append(source)
                waiting[source] += 1
        for v in waiting:
            v.grad = 0.0
        self.grad = 1.0
        ready = [self]
        while ready:
            v = ready.pop()
            for source, slope in v.inputs:
                source.grad += slope * v.grad
                waiting[source] -= 1
                if waiting[source] == 0:
                    ready.append(source)
