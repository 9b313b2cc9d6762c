"""The code that puts a variant in the place of a part, appended to the reference's source."""

from __future__ import annotations

import ast

from kata_runner.packs.source_parts import Definition

# Whatever names and functions the reference defines, this needs one name that it does not use.
APPENDED = """

import builtins as {unused}
{unused}.exec({code!a}, {{"module": {unused}.globals()}})
del {unused}
"""
# Runs in a namespace of its own. The text of the variant runs in a copy of the reference's
# namespace: it can use the reference's names, and its own names do not replace them.
CODE = '''\
from functools import cached_property


def convert(right, wrong, owner, method):
    """Make a function the kind of attribute that it replaces."""
    is_function = type(wrong) is type(convert)
    if isinstance(right, property) and (is_function or isinstance(wrong, property)):
        return right.getter(wrong if is_function else wrong.fget)
    if not is_function or not isinstance(right, (staticmethod, classmethod, cached_property)):
        return wrong
    converted = type(right)(wrong)
    if isinstance(right, cached_property):
        converted.__set_name__(owner, method)
    return converted


def put(owner, method, wrong):
    """Replace an attribute of a class, and each alias of it, as in ``__radd__ = __add__``."""
    inherited = (vars(cls)[method] for cls in owner.__mro__ if method in vars(cls))
    right = next(inherited, wrong)
    aliases = [name for name, value in vars(owner).items() if value is right]
    converted = convert(right, wrong, owner, method)
    for name in [method, *aliases]:
        setattr(owner, name, converted)


def override(path, method, name, text, enclosing):
    """Run the text of a variant, and replace the part by what it defines."""
    names = dict(module)
    exec(compile(text, module["__file__"], "exec", dont_inherit=True), names)
    wrong, part = names[name], f"{path}.{method}".lstrip(".")
    if isinstance(wrong, type):
        wrong.__name__, wrong.__qualname__ = method, part
    if not path:
        module[part] = wrong
        if isinstance(wrong, type):
            names[part] = wrong
        return
    owner = eval(path, module)
    if enclosing:  # `super` and `__class__` mean the class that has the method
        marked = vars(names.pop(enclosing))["__class_cell__"]
        marked.__closure__[0].cell_contents = owner
        if type(wrong) is type(override):
            wrong.__qualname__ = part
    put(owner, method, wrong)


'''


def make_override(part: str, name: str, source: str, reference: str) -> str:
    """Return the lines that replace a part of a reference by the function or class of this name in
    the source of a variant.
    """
    path, _, method = part.rpartition(".")
    enclosing, tree = "", ast.parse(source)
    function = find_definition(tree, name)
    if path and isinstance(function, ast.FunctionDef):
        enclosing = make_unused(f"_{path.rpartition('.')[2]}", reference + source)
        source = enclose(tree, function, method, enclosing)
    call = f"override({path!r}, {method!r}, {name!r}, {source!r}, {enclosing!r})\n"
    return APPENDED.format(unused=make_unused("_variant", reference), code=CODE + call)


def make_unused(name: str, text: str) -> str:
    """Return a name that a text does not use: this one, with as many underscores before it as that
    takes.

    >>> make_unused("_put", "_put = 1")
    '__put'
    """
    while name in text:
        name = f"_{name}"
    return name


def find_definition(tree: ast.Module, name: str) -> Definition | None:
    """Return the last function or class of this name in a module, or None."""
    for node in reversed(tree.body):
        if isinstance(node, Definition) and node.name == name:
            return node
    return None


def enclose(tree: ast.Module, function: ast.FunctionDef, method: str, enclosing: str) -> str:
    """Return the source of a module with one function moved into a class, so that it can use
    ``super()`` and private names as a method does.

    The class has the owner's name with more underscores before it, which Python ignores in private
    names.
    """
    inside = ast.parse(
        f"class {enclosing}:\n    def __class_cell__(): return __class__\n"
        f"{function.name} = {enclosing}.__dict__[{method!r}]"
    )
    cls = inside.body[0]
    assert isinstance(cls, ast.ClassDef)
    function.name = method
    cls.body.append(function)
    place = tree.body.index(function)
    tree.body[place : place + 1] = inside.body
    return ast.unparse(tree)
