"""Recording of the calls that an experiment makes: which function runs, and what it returns.

Calls of methods and operators are recorded too, under names such as ``Value.__add__``. Calls that
the attempt makes itself are not recorded.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from functools import partial
from itertools import islice
from types import GeneratorType, ModuleType
from typing import TYPE_CHECKING, Any

from numpy import float64, int64, ndarray

from kata_runner.engine.inside.classes import (
    Classes,
    ClassPart,
    is_class,
    is_private,
    mro_of,
    namespace_of,
)
from kata_runner.engine.inside.implementation import (
    Implementation,
    SignatureError,
    describe_arguments,
    describe_mismatch,
    is_of_the_call,
    is_stub,
)
from kata_runner.engine.inside.timeout import AttemptTimeoutError
from kata_runner.engine.inside.value_schema import RAISED, Form, get_cheap_key, get_schema

if TYPE_CHECKING:
    import mmap

    from kata_runner.engine.inside.arguments_watch import ArgumentWatch
    from kata_runner.engine.inside.timeout import Patience

MAX_CALLS = 256  # consecutive equal forms count as one, so a long experiment sends few
NOTE_SIZE = 64  # bytes of a function's name that are stored while it is called
MAX_ITEMS = 16  # of a result that are looked at for one that runs code when it is iterated
PLAIN = (int, float, bool, str, bytes, list, tuple, dict, set, frozenset, ndarray, float64, int64)
PLAIN_KINDS = frozenset(map(id, PLAIN))  # a class of the attempt may define equality in any way
ITERATION = frozenset({"__iter__", "__getitem__"})


class CallRecorder:
    """Recorder of the calls of one experiment after another.

    `calls` describes what the calls returned. `inside` is the function that is running. `current`
    is the same function, the one that raised last, or the one whose result is being looked at.
    `followed` is the last generator that has not finished. `lazy` is the last function whose result
    runs code when it is iterated.

    `implementation` is the attempt whose calls are recorded. `patience` limits the time of
    functions that had to be stopped before. `arguments`, if given, records which arguments are
    changed. `note`, memory that the server reads, holds the name of the function that was called
    last, so that it is known even if only killing the process ends it.
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
        self._stubs: set[str] = set()
        self._raised = False
        self.calls: list[list[Any]] = []
        self.current = self.inside = self.followed = self.lazy = ""
        self._attempt_classes = Classes(module, self)
        self.classes = self._attempt_classes.names
        self.implementation = Implementation(module, self.record)

    def begin(self, shown: bool = False) -> None:
        """Begin another experiment; if it is `shown`, compare only some calls' arguments."""
        self.calls, self._last_key, self._raised = [], None, False
        self.current = self.inside = self.followed = self.lazy = ""
        self._patience.begin()
        if self._arguments is not None:
            self._arguments.begin(sampled=shown)

    def arguments_of_calls(self) -> list[Any]:
        """Return, as plain data, the arguments of this experiment's calls that were not reported
        yet, and which of them were changed.
        """
        return [] if self._arguments is None else self._arguments.packed()

    def idle_calls(self) -> list[str]:
        """Return the functions that this experiment called and whose bodies do nothing."""
        return list(dict.fromkeys(name for name, *_ in self.calls if name in self._stubs))

    def record(self, name: str, function: Any) -> Callable[..., Any]:
        """Wrap a function or a class of the attempt so that its calls are recorded."""
        noted = self.noted(name, function)
        return ClassPart(function, noted) if is_class(function) else noted

    def noted(  # noqa: C901  # one function, because every call goes through it
        self, name: str, function: Callable[..., Any], own: int = 0
    ) -> Callable[..., Any]:
        """Wrap a function so that its calls are recorded.

        The first `own` arguments, the self or class of a method, are not recorded. Every call of
        the attempt goes through the wrapper, so it does little.
        """
        patience, note, stopped = self._patience, self._note_memory, self._patience.left
        if is_stub(function):
            self._stubs.add(name)
        label = to_note(name)
        watch, note_result = (
            (None, discard_result) if is_private(name) else (self._arguments, self._note_result)
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
                self._raised = False
                raise
            except BaseException as error:
                self.note_raised(name, outside)
                if isinstance(error, TypeError) and is_of_the_call(error, function, args, kwargs):
                    words = describe_arguments(given, kwargs)
                    raise SignatureError(
                        describe_mismatch(name, function, own, words, error)
                    ) from None
                raise
            finally:
                self.inside = outside
            if watch is not None and before is not None:
                watch.note(name, function, given, kwargs, before, own)
            note_result(name, result)
            self.current = outside  # only here: looking at the result may take without end
            return self._followed(name, result) if type(result) is GeneratorType else result

        return noted

    def _followed(self, name: str, generator: Generator[Any, Any, Any]) -> Generator[Any, Any, Any]:
        """Wrap a generator so that each step counts as running the function that returned it."""
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
                self.followed = ""
                raise
            except BaseException as error:  # thrown in by the code that iterates
                step = partial(generator.throw, error)

    def note_raised(self, name: str, outside: str) -> None:
        """Record that a call of the experiment's own, not one inside another, raised."""
        if not outside and not is_private(name):
            self._raised = self._note(name, RAISED)
            self._last_name, self._last_key = "", None

    def forget_raised(self) -> None:
        """Remove the last call that raised: the experiment did not catch the exception."""
        if self._raised and self.calls and self.calls[-1][1] == RAISED:
            self.calls[-1][2] -= 1
            if not self.calls[-1][2]:
                self.calls.pop()

    def find_culprit(self, error: BaseException) -> str:
        """Return the function in which an exception was raised; empty for an exception of the
        experiment's own code, which may have caught an earlier one.
        """
        if is_raised_in_call(error):
            self.forget_raised()
        else:
            self.current = ""
        if isinstance(error, AttemptTimeoutError):
            self._charge_time()
        return self.current

    def _charge_time(self) -> None:
        """Charge the time that ran out to a function, so that it has little from then on.

        Outside of all calls, what does not end is the generator that is in use, or else the last
        result that runs code when it is iterated.
        """
        self.current = self.current or self.followed or self.lazy
        if self.current:
            self._patience.was_stopped(self.current)

    def _stepped(self, name: str, step: Callable[[], Any]) -> Any:
        """Run one step of a generator and return its result."""
        outside = self.inside
        self.current = self.followed = name
        self._announce(name)
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

    def _announce(self, name: str) -> None:
        """Report that a step of a generator begins, as calls are reported."""
        if self._note_memory is not None:
            self._note_memory[:] = to_note(name)

    def _note_result(self, name: str, result: Any) -> None:
        """Record the form of what a call returned."""
        key = get_cheap_key(result)
        if key is not None and key == self._last_key and name == self._last_name:
            self.calls[-1][2] += 1
            return
        if key is None and "." not in name:
            self._attempt_classes.adopt(name, result)
        if key is None and is_lazy(result):
            self.lazy = name
        was_noted = self._note(name, self._form(key, result))
        self._last_name, self._last_key = name, key if was_noted else None

    def _form(self, key: list[object] | None, result: Any) -> Form:
        """Return the form of a result, cached by its key."""
        if key is None:
            return self._looked_at(result)
        known = tuple(key)
        if known not in self._forms:
            self._forms[known] = get_schema(result)
        return self._forms[known]

    def _looked_at(self, result: Any) -> Form:
        """Return the form of a result that may be an object of the attempt's classes; the methods
        that this calls are not recorded.
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
    """Recorder in a process that is followed closely: it reports each function before it is called.

    It is used after an earlier process hung where no timer interrupts: in a C function, or with
    signals blocked.
    """

    def __init__(
        self,
        module: ModuleType,
        patience: Patience,
        arguments: ArgumentWatch | None,
        tell: Callable[[str], object],
    ) -> None:
        self._tell, self._last_announced = tell, ""
        super().__init__(module, patience, arguments)

    def noted(self, name: str, function: Callable[..., Any], own: int = 0) -> Callable[..., Any]:
        """Wrap a function in the same way, and report each call before it begins."""
        noted = super().noted(name, function, own)

        def traced(*args: Any, **kwargs: Any) -> Any:
            self._announce(name)
            return noted(*args, **kwargs)

        return traced

    def _announce(self, name: str) -> None:
        if name != self._last_announced:  # a generator without end would send without end
            self._last_announced = name
            self._tell(name)


def is_raised_in_call(error: BaseException) -> bool:
    """Return whether an exception passed through a recorded call."""
    trace = error.__traceback__
    while trace is not None and trace.tb_frame.f_globals is not globals():
        trace = trace.tb_next
    return trace is not None


def to_note(name: str) -> bytes:
    """Return a function's name as it is stored for the server."""
    return name.encode()[:NOTE_SIZE].ljust(NOTE_SIZE, b"\0")


def discard_result(_: str, __: object) -> None:
    """Discard the result of a private function: its calls are not recorded."""


def is_lazy(value: Any) -> bool:
    """Return whether iterating a result, or one of its first items, runs code that may not end.

    No code of the attempt runs here. A generator alone is followed step by step instead.
    """
    kind = type(value)
    if kind is GeneratorType:
        return False
    is_plain_sequence = kind is list or kind is tuple
    items = value if is_plain_sequence else value.values() if kind is dict else (value,)
    for item in islice(items, MAX_ITEMS):
        kind = type(item)
        if id(kind) not in PLAIN_KINDS and is_iterable(kind):
            return True
    return False


def is_iterable(kind: type) -> bool:
    """Return whether objects of a class can be iterated."""
    return any(not ITERATION.isdisjoint(namespace_of(base)) for base in mro_of(kind))
