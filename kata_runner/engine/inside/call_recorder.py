"""Records the calls that an experiment makes: which function runs, and what its calls return.

Recorded are calls of methods and operators too, by names such as ``Value.__add__``; what the
attempt calls by itself is its own affair.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from functools import partial
from types import GeneratorType, ModuleType
from typing import TYPE_CHECKING, Any

from numpy import ndarray

from kata_runner.engine.inside.classes import Classes, ClassPart, is_class, is_private
from kata_runner.engine.inside.implementation import (
    Implementation,
    SignatureError,
    describe_arguments,
    describe_mismatch,
    is_of_the_call,
)
from kata_runner.engine.inside.stopped import AttemptTimeoutError
from kata_runner.engine.inside.value_schema import Form, get_schema

if TYPE_CHECKING:
    import mmap

    from kata_runner.engine.inside.arguments_watch import ArgumentWatch
    from kata_runner.engine.inside.patience import Patience

MAX_CALLS = 256  # runs of equal forms count once, so a long experiment stays short on the wire
NOTE_SIZE = 64  # bytes of a function's name that are kept while it is called


class CallRecorder:
    """The calls of one experiment after the other: `calls` describes what they returned, `current`
    is the function that is called, and `inside` the one that is running.

    `implementation` is the attempt whose calls are recorded. `patience` says how long a function
    may take that had to be stopped before. `arguments`, where there is one, notes which arguments
    are changed. `note`, memory that the server reads, holds the name of the function that is
    called: one that only killing ends can be named then.
    """

    def __init__(
        self,
        module: ModuleType,
        patience: Patience,
        arguments: ArgumentWatch | None = None,
        note: mmap.mmap | None = None,
    ) -> None:
        self._patience, self._arguments = patience, arguments
        self._note_memory = note
        self._last_name = ""
        self._last_key: list[object] | None = None
        self._forms: dict[tuple[object, ...], Form] = {}
        self.calls: list[list[Any]] = []
        self.current = self.inside = self.followed = ""
        self._attempt_classes = Classes(module, self)
        self.classes = self._attempt_classes.names
        self.implementation = Implementation(module, self.record)

    def begin(self, shown: bool = False) -> None:
        """Note the calls of another experiment; of one that is shown some calls' arguments only."""
        self.calls, self._last_key = [], None
        self.current = self.inside = self.followed = ""
        self._patience.begin()
        if self._arguments is not None:
            self._arguments.begin(sampled=shown)

    def arguments_of_calls(self) -> list[Any]:
        """The arguments of this experiment's calls that are not known yet, and which of them were
        changed, as plain data.
        """
        return [] if self._arguments is None else self._arguments.packed()

    def record(self, name: str, function: Any) -> Callable[..., Any]:
        """A function of the attempt, or a class, whose calls are recorded."""
        noted = self.noted(name, function)
        return ClassPart(function, noted) if is_class(function) else noted

    def noted(self, name: str, function: Callable[..., Any], own: int = 0) -> Callable[..., Any]:
        """A function whose calls are noted, or a method's, whose first arguments are its `own`:
        self, or its class.

        All that an attempt does goes through it: it does little.
        """
        patience, note, stopped = self._patience, self._note_memory, self._patience.left
        label = name.encode()[:NOTE_SIZE].ljust(NOTE_SIZE, b"\0")
        watch, note_result = (
            (None, noted_nowhere) if is_private(name) else (self._arguments, self._note_result)
        )

        def noted(*args: Any, **kwargs: Any) -> Any:
            outside = self.inside
            self.current = name
            if note is not None:
                note[:] = label
            if stopped:
                patience.before_call(name)
            given = args[own:]
            before = None if watch is None else watch.look(name, given, kwargs)
            self.inside = name
            try:
                result = function(*args, **kwargs)
            except AttemptTimeoutError:
                patience.was_stopped(name)
                raise
            except TypeError as error:
                if is_of_the_call(error):
                    words = describe_arguments(given, kwargs)
                    raise SignatureError(
                        describe_mismatch(name, function, own, words, error)
                    ) from None
                raise
            finally:
                self.inside = outside
            self.current = outside
            if watch is not None and before is not None:
                watch.note(name, function, given, kwargs, before, own)
            note_result(name, result)
            return self._followed(name, result) if type(result) is GeneratorType else result

        return noted

    def _followed(self, name: str, generator: Generator[Any, Any, Any]) -> Generator[Any, Any, Any]:
        """A generator whose every step counts as running the function that it came from."""
        step = partial(generator.send, None)
        while True:
            try:
                item = self._stepped(name, step)
            except StopIteration as stop:
                self.current, self.followed = self.inside, ""
                return stop.value
            try:
                step = partial(generator.send, (yield item))
            except GeneratorExit:
                self._stepped(name, generator.close)
                raise
            except BaseException as error:  # thrown in by whoever goes through it
                step = partial(generator.throw, error)

    def blame_generator(self) -> None:
        """Note that time ran out between two steps of a generator, if there is one: it is what does
        not end.
        """
        if self.followed and not self.current:
            self.current = self.followed
            self._patience.was_stopped(self.followed)

    def _stepped(self, name: str, step: Callable[[], Any]) -> Any:
        """What one step of a generator gives."""
        outside = self.inside
        self.current = self.followed = name
        if self._patience.left:
            self._patience.before_call(name)
        self.inside = name
        try:
            result = step()
        except AttemptTimeoutError:
            self._patience.was_stopped(name)
            raise
        finally:
            self.inside = outside
        self.current = outside
        return result

    def _note_result(self, name: str, result: Any) -> None:
        """Note what kind of thing a call returned."""
        key = get_cheap_key(result)
        if key is not None and key == self._last_key and name == self._last_name:
            self.calls[-1][2] += 1
            return
        if key is None and "." not in name:
            self._attempt_classes.adopt(name, result)
        was_noted = self._note(name, self._form(key, result))
        self._last_name, self._last_key = name, key if was_noted else None

    def _form(self, key: list[object] | None, result: Any) -> Form:
        """The form of a result; all with one key have the same."""
        if key is None:
            return self._looked_at(result)
        known = tuple(key)
        if known not in self._forms:
            self._forms[known] = get_schema(result)
        return self._forms[known]

    def _looked_at(self, result: Any) -> Form:
        """The form of what may be an object of the attempt's own: what that does meanwhile is no
        call of anybody's.
        """
        outside, self.inside = self.inside, "a look at it"
        try:
            return get_schema(result)
        finally:
            self.inside = outside

    def _note(self, name: str, form: Form) -> bool:
        if self.calls and self.calls[-1][:2] == [name, form]:
            self.calls[-1][2] += 1
            return True
        if len(self.calls) < MAX_CALLS:
            self.calls.append([name, form, 1])
            return True
        return False


class TracingRecorder(CallRecorder):
    """One in a process that is followed closely: it tells which function is about to be called.

    An earlier process hung where no timer interrupts: in a call of C, or with its signals blocked.
    """

    def __init__(
        self,
        module: ModuleType,
        patience: Patience,
        arguments: ArgumentWatch | None,
        tell: Callable[[str], object],
    ) -> None:
        self._tell = tell
        super().__init__(module, patience, arguments)

    def noted(self, name: str, function: Callable[..., Any], own: int = 0) -> Callable[..., Any]:
        """The same, and tells."""
        noted = super().noted(name, function, own)

        def traced(*args: Any, **kwargs: Any) -> Any:
            self._tell(name)
            return noted(*args, **kwargs)

        return traced


def noted_nowhere(_: str, __: object) -> None:
    """What is private is nobody's call."""


def get_cheap_key(value: Any) -> list[object] | None:
    """What tells apart the forms of the most frequent results, for a tenth of the time of
    describing them; None for any other result.
    """
    kind = type(value)
    if kind is ndarray:
        return [value.dtype, value.shape]
    if kind is float or kind is int:
        return [kind]
    if kind is not tuple:
        return None
    key: list[object] = [tuple]
    for item in value:
        kind = type(item)
        if kind is ndarray:
            key.append(item.dtype)
            key.append(item.shape)
        elif kind is float or kind is int:
            key.append(kind)
        else:
            return None
    return key
