import math

from kata_runner import alternative


def result(owner, data, *sources):
    """A value with its operands and slopes, of the class of its owner."""
    value = type(owner)(data)
    value._sources = sources
    return value


@alternative("Value", "each result keeps a function that hands its gradient on")
class Value:
    def __init__(self, data, operands=()):
        self.data = data
        self.grad = 0.0
        self._operands = operands
        self._hand_on = lambda: None

    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        out = Value(self.data + other.data, (self, other))

        def hand_on():
            self.grad += out.grad
            other.grad += out.grad

        out._hand_on = hand_on
        return out

    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        out = Value(self.data * other.data, (self, other))

        def hand_on():
            self.grad += other.data * out.grad
            other.grad += self.data * out.grad

        out._hand_on = hand_on
        return out

    def __pow__(self, exponent):
        out = Value(self.data**exponent, (self,))

        def hand_on():
            self.grad += exponent * self.data ** (exponent - 1) * out.grad

        out._hand_on = hand_on
        return out

    def tanh(self):
        out = Value(math.tanh(self.data), (self,))

        def hand_on():
            self.grad += (1 - out.data**2) * out.grad

        out._hand_on = hand_on
        return out

    def exp(self):
        out = Value(math.exp(self.data), (self,))

        def hand_on():
            self.grad += out.data * out.grad

        out._hand_on = hand_on
        return out

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + (-other)

    def __truediv__(self, other):
        return self * other**-1

    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __rsub__(self, other):
        return other + (-self)

    def __rtruediv__(self, other):
        return other * self**-1

    def backward(self):
        order, seen = [], set()

        def visit(value):
            if value not in seen:
                seen.add(value)
                for operand in value._operands:
                    visit(operand)
                order.append(value)

        visit(self)
        for value in order:
            value.grad = 0.0
        self.grad = 1.0
        for value in reversed(order):
            value._hand_on()


@alternative("Value.__truediv__", "with slopes of its own in what is above and below the line")
def own_slopes(self, other):
    other = self._value(other)
    quotient = self.data / other.data
    return result(self, quotient, (self, 1 / other.data), (other, -self.data / other.data**2))


@alternative("Value.__sub__", "with slopes of its own in both terms")
def slopes_of_a_difference(self, other):
    other = self._value(other)
    return result(self, self.data - other.data, (self, 1.0), (other, -1.0))


@alternative("Value.__neg__", "a product with -1")
def times_minus_one(self):
    return self * -1
