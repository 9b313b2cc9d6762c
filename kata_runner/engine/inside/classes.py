"""The attempt's classes as an experiment sees them: the calls of their methods are recorded.

Each method is replaced in its class by a wrapper that records the calls of an experiment; calls by
the attempt itself pass straight through. The replacement runs no code of the attempt, whatever its
metaclasses define.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import cached_property, wraps
from types import FunctionType, ModuleType, SimpleNamespace
from typing import Any, Protocol

Method = Callable[..., Any]
# Creating an object is recorded as a call of its class; experiments call none of the others.
UNTOUCHED = frozenset(
    {
        "__init__",
        "__new__",
        "__post_init__",
        "__del__",
        "__init_subclass__",
        "__class_getitem__",
        "__set_name__",
        "__subclasshook__",
        "__getattribute__",
    }
)
namespace_of = type.__dict__["__dict__"].__get__
mro_of = type.__dict__["__mro__"].__get__
NAME_OF = type.__dict__["__name__"].__get__
NAMESPACE_OF = vars(ModuleType)["__dict__"].__get__


class Noting(Protocol):
    """Recorder of calls; `inside` is the function that is running, empty if there is none."""

    inside: str

    def noted(self, name: str, function: Method, own: int = 0) -> Method:
        """Wrap a function so that its calls are recorded under this name."""


class ClassNames:
    """Names of an attempt's classes, looked up by identity: a metaclass may define equality in
    any way.
    """

    def __init__(self) -> None:
        """Start without classes."""
        self.classes: list[type] = []
        self._names: dict[int, str] = {}

    def add(self, cls: type, name: str) -> None:
        """Add a class under a name."""
        self.classes.append(cls)
        self._names[id(cls)] = name

    def get(self, cls: type) -> str:
        """Return the name of a class, empty if it has none."""
        return self._names.get(id(cls), "")


class ClassPart:
    """Proxy for a class of the attempt in an experiment that records calls of the class."""

    __slots__ = ("__cls", "__make")

    def __init__(self, cls: type, make: Method) -> None:
        """`make` creates an object of the class and records the call."""
        object.__setattr__(self, "_ClassPart__cls", cls)
        object.__setattr__(self, "_ClassPart__make", make)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Create an object of the class."""
        return self.__make(*args, **kwargs)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.__cls, name)

    def __setattr__(self, name: str, value: Any) -> None:
        setattr(self.__cls, name, value)

    def __instancecheck__(self, value: object) -> bool:
        return isinstance(value, self.__cls)

    def __subclasscheck__(self, cls: type) -> bool:
        return issubclass(cls, self.__cls)

    def __mro_entries__(self, _: tuple[Any, ...]) -> tuple[type]:
        return (self.__cls,)


class Classes:
    """The classes that an attempt defines, under the names that it gives them."""

    def __init__(self, module: ModuleType, recorder: Noting) -> None:
        """Find the classes of a module and replace their methods."""
        content = NAMESPACE_OF(module)
        self.recorder, self.module = recorder, content.get("__name__")
        self.names, self.hidden, self._deeper = ClassNames(), ClassNames(), False
        self._find(content, self.module, "")
        classes = [
            *self.names.classes,
            *(cls for cls in self.hidden.classes if not self.names.get(cls)),
        ]
        for cls in classes:
            self._exchange(cls)

    def _find(self, content: Any, module: object, prefix: str) -> None:
        """Collect the classes of a namespace, those nested in them, and their bases that have no
        name there.
        """
        for name, value in list(content.items()):
            if type(name) is not str or not is_class_of(value, module) or self.names.get(value):
                continue
            if is_private(prefix + name):
                self._hide(value)
                continue
            self.names.add(value, prefix + name)
            for base in mro_of(value)[1:]:
                if is_class_of(base, module):
                    self._hide(base)
            self._find(namespace_of(value), module, f"{prefix}{name}.")

    def _hide(self, cls: type) -> None:
        """Add a class that has no public name, or none so far."""
        if not self.hidden.get(cls):
            self.hidden.add(cls, NAME_OF(cls))

    def adopt(self, name: str, value: object) -> None:
        """Record the methods of what a function returned under the function's name.

        A function may take the place of a class: it returns an object of a private class, or
        functions in a namespace.
        """
        kind = type(value)
        if kind is SimpleNamespace:
            for attribute, function in list(vars(value).items()):
                if type(function) is FunctionType and not hasattr(function, "__wrapped__"):
                    vars(value)[attribute] = self._closure(f"{name}.{attribute}", function)
        elif is_class_of(kind, self.module) and not any(map(self.names.get, mro_of(kind))):
            self.names.add(kind, name)
            if not self.hidden.get(kind):
                self._exchange(kind)

    def _closure(self, name: str, function: FunctionType) -> Method:
        """Wrap a function in a namespace so that an experiment's calls are recorded."""
        recorder, noting = self.recorder, self.recorder.noted(name, function)
        self._deepen()

        @wraps(function)
        def method(*args: Any, **kwargs: Any) -> Any:
            return function(*args, **kwargs) if recorder.inside else noting(*args, **kwargs)

        return method

    def _deepen(self) -> None:
        """Double the recursion limit, once: recursive code of the attempt passes through a wrapper
        at each level, and must reach the same depth as without it.
        """
        if not self._deeper:
            self._deeper = True
            sys.setrecursionlimit(2 * sys.getrecursionlimit())

    def _exchange(self, cls: type) -> None:
        """Replace the methods of a class by wrappers that record calls."""
        self._deepen()
        for name, value in list(namespace_of(cls).items()):
            noting = (
                None
                if name in UNTOUCHED or not is_settable(cls, name)
                else self._noting(cls, name, value)
            )
            if noting is not None:
                type.__setattr__(cls, name, noting)

    def _noting(self, cls: type, name: str, value: Any) -> Any:
        """Return a wrapper for a method of any kind; None for other attributes.

        A cached property is changed in place.
        """
        kind = type(value)
        if kind is FunctionType:
            return self._method(cls, name, value)
        if kind is staticmethod and type(value.__func__) is FunctionType:
            return staticmethod(self._method(cls, name, value.__func__, own=0))
        if kind is classmethod and type(value.__func__) is FunctionType:
            return classmethod(self._method(cls, name, value.__func__))
        if kind is property:
            get, put, delete = (
                self._method(cls, name, part) if type(part) is FunctionType else part
                for part in (value.fget, value.fset, value.fdel)
            )
            return property(get, put, delete, value.__doc__)
        if kind is cached_property and type(value.func) is FunctionType:
            value.func = self._method(cls, name, value.func)
        return None

    def _method(self, cls: type, name: str, function: FunctionType, own: int = 1) -> Method:
        """Wrap a function of a class so that an experiment's calls are recorded."""
        recorder, by_class = self.recorder, dict[int, Method]()
        has_name = bool(self.names.get(cls))

        @wraps(function)
        def method(*args: Any, **kwargs: Any) -> Any:
            if recorder.inside:
                return function(*args, **kwargs)
            kind = cls if has_name or not (own and args) else class_of(args[0])
            if id(kind) not in by_class:
                by_class[id(kind)] = recorder.noted(f"{self._name_of(kind)}.{name}", function, own)
            return by_class[id(kind)](*args, **kwargs)

        return method

    def _name_of(self, cls: type) -> str:
        """Return the name of a class; one without a name takes that of its first base that has
        one, else its ``__name__``.
        """
        return next(filter(None, map(self.names.get, mro_of(cls))), "") or str(NAME_OF(cls))


def is_class(value: object) -> bool:
    """Return whether a value is a class, whatever its `__class__` claims."""
    return is_metaclass(type(value))


def is_metaclass(cls: type) -> bool:
    """Return whether the instances of a class are classes."""
    return any(base is type for base in mro_of(cls))  # by identity: `in` would call their `__eq__`


def is_settable(cls: type, name: str) -> bool:
    """Return whether setting an attribute changes the class: no data descriptor of its metaclass
    intercepts the assignment, as for `__class__`.
    """
    above = (namespace_of(base)[name] for base in mro_of(type(cls)) if name in namespace_of(base))
    return not any(
        "__set__" in namespace_of(base) for descriptor in above for base in mro_of(type(descriptor))
    )


def class_of(own: object) -> type:
    """Return the class of a method's first argument, which may be the class itself."""
    return own if is_class(own) else type(own)  # type: ignore[return-value]  # a class


def is_class_of(value: object, module: object) -> bool:
    """Return whether a value is a class that was defined in the attempt and is no metaclass."""
    if not is_class(value) or is_metaclass(value):  # type: ignore[arg-type]  # a class
        return False
    module_name = namespace_of(value).get("__module__")
    return type(module_name) is type(module) is str and module_name == module


def is_private(name: str) -> bool:
    """Return whether a name, or one that contains it, is private: ``_normal``, ``Value._visit``,
    not ``__add__``.
    """
    return any(part.startswith("_") and not part.endswith("__") for part in name.split("."))
