# expect: passed
# because: A dataclass, compared by identity; gradients wait until every user of a value has handed on its share.
from __future__ import annotations

from collections import Counter, deque
from dataclasses import dataclass, field
from math import exp, tanh


@dataclass(eq=False)
class Value:
    data: float
    grad: float = 0.0
    parents: list[tuple[Value, float]] = field(default_factory=list, repr=False)

    @staticmethod
    def lift(x: Value | float) -> Value:
        return x if isinstance(x, Value) else Value(x)

    def __add__(self, other: Value | float) -> Value:
        other = self.lift(other)
        return Value(self.data + other.data, parents=[(self, 1.0), (other, 1.0)])

    def __mul__(self, other: Value | float) -> Value:
        other = self.lift(other)
        return Value(self.data * other.data, parents=[(self, other.data), (other, self.data)])

    def __pow__(self, n: float) -> Value:
        return Value(self.data**n, parents=[(self, n * self.data ** (n - 1))])

    def __neg__(self) -> Value:
        return -1 * self

    def __sub__(self, other: Value | float) -> Value:
        return self + -self.lift(other)

    def __truediv__(self, other: Value | float) -> Value:
        return self * self.lift(other) ** -1

    def __radd__(self, other: float) -> Value:
        return Value(other) + self

    def __rmul__(self, other: float) -> Value:
        return Value(other) * self

    def __rsub__(self, other: float) -> Value:
        return Value(other) - self

    def __rtruediv__(self, other: float) -> Value:
        return Value(other) / self

    def tanh(self) -> Value:
        t = tanh(self.data)
        return Value(t, parents=[(self, 1 - t * t)])

    def exp(self) -> Value:
        e = exp(self.data)
        return Value(e, parents=[(self, e)])

    def backward(self) -> None:
        users: Counter[Value] = Counter()
        reached, waiting = {self}, deque([self])
        while waiting:
            for parent, _ in waiting.popleft().parents:
                users[parent] += 1
                if parent not in reached:
                    reached.add(parent)
                    waiting.append(parent)
        for value in reached:
            value.grad = 0.0
        self.grad = 1.0
        waiting.append(self)
        while waiting:
            value = waiting.popleft()
            for parent, slope in value.parents:
                parent.grad += slope * value.grad
                users[parent] -= 1
                if not users[parent]:
                    waiting.append(parent)
