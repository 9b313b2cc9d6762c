"""A number that remembers how it was computed: forwards its value, backwards its derivatives."""

from kata_runner import Table, experiment, probe

# values one after the other: more than a naive walk over all ways can do, and few enough to recurse
CHAIN = 150


def graph(**values):
    """A row for each of some values: its number and its gradient."""
    return Table(
        ["value", "data", "grad"],
        [[name, value.data, value.grad] for name, value in values.items()],
    )


def two(impl, rng):
    """Two leaves, whose numbers are not near 0."""
    return map(impl.Value, rng.permutation([-1.0, 1.0]) * rng.uniform(0.5, 2.0, size=2))


@experiment(points=1, title="One product and a sum", lesson="Operators")
def worked_example(impl):
    """2 times -3 plus 1 is -5, and the slopes are what the other factor is."""
    a, b = impl.Value(2.0), impl.Value(-3.0)
    c = a * b + 1
    c.backward()
    return graph(a=a, b=b, c=c)


@probe(points=1, lesson="Operators")
def leaves(impl, rng):
    """A new value has its number, and a gradient of 0."""
    number = rng.normal()
    value = impl.Value(number)
    return Table.of(data=value.data, grad=value.grad)


@probe(points=1, needs=[leaves], lesson="Operators")
def sums(impl, rng):
    """A sum hands its gradient to both of its terms."""
    a, b = two(impl, rng)
    root = a + b
    root.backward()
    return graph(a=a, b=b, root=root)


@probe(points=1, needs=[leaves], lesson="Operators")
def products(impl, rng):
    """The slope of a product in one factor is the other factor."""
    a, b = two(impl, rng)
    root = a * b
    root.backward()
    return graph(a=a, b=b, root=root)


@probe(points=1, needs=[leaves], lesson="Operators")
def powers(impl, rng):
    """A value to the power of a plain number, whole, broken or negative."""
    tables = []
    for exponent in (3, 0.5, -1.5):
        base = impl.Value(rng.uniform(0.5, 2.0))
        root = base**exponent
        root.backward()
        tables.append(Table.of(exponent=exponent, root=root.data, slope=base.grad))
    return Table.stack(tables)


@probe(points=1, needs=[leaves], lesson="Operators")
def squashing(impl, rng):
    """tanh of a value, and its slope."""
    value = impl.Value(rng.uniform(0.3, 1.5))
    root = value.tanh()
    root.backward()
    return graph(value=value, root=root)


@probe(points=1, needs=[leaves], lesson="Operators")
def growing(impl, rng):
    """exp of a value, and its slope."""
    value = impl.Value(rng.uniform(0.3, 1.5))
    root = value.exp()
    root.backward()
    return graph(value=value, root=root)


@probe(points=1, needs=[products], lesson="Operators")
def opposites(impl, rng):
    """The minus in front of a value turns its number, and the gradient that it hands on."""
    value, factor = two(impl, rng)
    root = -value * factor
    root.backward()
    return graph(value=value, factor=factor, root=root)


@probe(points=1, needs=[sums, opposites, products], lesson="Operators")
def differences(impl, rng):
    """A difference hands on its gradient, with the sign turned for what is taken away."""
    (a, b), factor = two(impl, rng), impl.Value(rng.uniform(2.0, 3.0))
    root = (a - b) * factor
    root.backward()
    return graph(a=a, b=b, factor=factor, root=root)


@probe(
    points=2,
    needs=[sums, products, powers, squashing, growing, differences],
    lesson="The way back",
)
def handed_on(impl, rng):
    """Whatever a value was computed by, its operand gets its gradient times the slope."""
    operations = {
        "a + b": lambda a, b: a + b, "a - b": lambda a, b: a - b,
        "a * b": lambda a, b: a * b, "a ** 3": lambda a, b: a**3,
        "tanh(a)": lambda a, b: a.tanh(), "exp(a)": lambda a, b: a.exp(),
    }  # fmt: skip
    rows = []
    for name, operate in operations.items():
        (a, b), factor = two(impl, rng), impl.Value(rng.uniform(2.0, 3.0))
        (operate(a, b) * factor).backward()
        rows.append([name, a.grad, b.grad, factor.grad])
    return Table(["operation", "a", "b", "factor"], rows)


@probe(points=1, needs=[products, powers, handed_on], lesson="Operators")
def quotients(impl, rng):
    """Both parts of a quotient get their slopes, times its own gradient."""
    (a, b), factor = two(impl, rng), impl.Value(rng.uniform(2.0, 3.0))
    root = a / b * factor
    root.backward()
    return graph(a=a, b=b, factor=factor, root=root)


@probe(points=2, needs=[sums, products, differences, quotients], lesson="Operators")
def plain_numbers(impl, rng):
    """A plain number may stand on either side of an operator."""
    number = rng.uniform(1.5, 3.0)
    operations = {
        "a + 2": lambda a: a + number, "2 + a": lambda a: number + a,
        "a * 2": lambda a: a * number, "2 * a": lambda a: number * a,
        "a - 2": lambda a: a - number, "2 - a": lambda a: number - a,
        "a / 2": lambda a: a / number, "2 / a": lambda a: number / a,
    }  # fmt: skip
    rows = []
    for name, operate in operations.items():
        a, factor = impl.Value(rng.uniform(0.5, 1.2)), impl.Value(rng.uniform(2.0, 3.0))
        result = operate(a)
        (result * factor).backward()
        rows.append([name, result.data, a.grad])
    return Table(["operation", "data", "slope"], rows)


@probe(points=2, needs=[sums, products], lesson="The way back")
def used_twice(impl, rng):
    """Shares from several places add up."""
    a, b = two(impl, rng)
    inner = a * b
    root = inner + inner + a * a
    root.backward()
    return graph(a=a, b=b, inner=inner, root=root)


@probe(points=2, needs=[used_twice], lesson="The way back")
def long_and_short_ways(impl, rng):
    """A value hands on its gradient when it has all of it, however long the ways are."""
    a, b = two(impl, rng)
    early = a * b
    late = (early + 1) * a
    later = late * early
    root = early + late * later
    root.backward()
    return graph(a=a, b=b, early=early, late=late, later=later, root=root)


@probe(points=1, needs=[used_twice], lesson="The way back")
def many_ways(impl, rng):
    """A chain in which every value is used twice has more ways than anybody can walk."""
    start = impl.Value(rng.uniform(0.5, 1.0))
    value = start
    for _ in range(CHAIN):
        value = value * 0.5 + value * 0.5
    value.backward()
    return graph(start=start, end=value)


@probe(points=2, needs=[used_twice], lesson="Starting anew")
def again(impl, rng):
    """A second call of backward starts anew, from the same root and from another."""
    a, b = two(impl, rng)
    inner = a * b
    first, second = inner + a, inner * b
    rows = []
    for name, root in (("first", first), ("once more", first), ("second", second)):
        root.backward()
        rows.append([name, a.grad, b.grad, inner.grad, root.grad])
    return Table(["root", "a", "b", "inner", "itself"], rows)


@experiment(points=2, needs=[squashing, products, sums], title="A neuron", lesson="The way back")
def neuron(impl):
    """A neuron of two inputs, tanh(x1 * w1 + x2 * w2 + b), and the gradients of all that it is made
    of.
    """
    x1, x2, w1, w2 = map(impl.Value, (2.0, 0.5, -0.75, 1.5))
    b = impl.Value(0.6)
    out = (x1 * w1 + x2 * w2 + b).tanh()
    out.backward()
    return graph(x1=x1, x2=x2, w1=w1, w2=w2, b=b, out=out)


@experiment(
    points=1,
    needs=[neuron, again, growing, differences],
    title="Gradient descent",
    lesson="Starting anew",
)
def descent(impl):
    """Ten steps of gradient descent bring exp(x) - 2x near its lowest point, ln 2."""
    x = impl.Value(2.0)
    rows = []
    for step in range(1, 11):
        loss = x.exp() - 2 * x
        loss.backward()
        rows.append([step, x.data, loss.data, x.grad])
        x = impl.Value(x.data - 0.2 * x.grad)
    return Table(
        ["step", "x", "loss", "slope"], rows, formats={"x": ".4f", "loss": ".4f", "slope": ".4f"}
    )
