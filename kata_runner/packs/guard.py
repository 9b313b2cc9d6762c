"""Guards between pluggy and each hook implementation: a failure is recorded, and pluggy continues.

pluggy decides which implementations are called, in which order, and which wrappers surround them; a
guard only ensures that an error or an invalid answer of one plugin affects nothing but that
plugin's own contribution.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from kata_runner.model import Diagnosis
from kata_runner.packs.pack import Pack

Wrapper = Generator[None, Any, Any]
NO_YIELD = "a wrapper has to yield, once"


@dataclass
class Calls:
    """Which pack's code is running, and which pack gave the last answer of each hook; pluggy
    provides neither.
    """

    running: Pack | None = None
    answered: dict[str, Pack] = field(default_factory=dict)


class Guard:
    """Calls one pack's implementation of a hook."""

    def __init__(self, pack: Pack, hook: str, calls: Calls) -> None:
        """Guard an implementation of this pack."""
        self.pack, self.hook, self.calls = pack, hook, calls

    def guard(
        self, function: Callable[..., Any], is_wrapper: bool, is_old_wrapper: bool
    ) -> Callable[..., Any]:
        """Wrap a function for pluggy, so that it raises nothing but KeyboardInterrupt."""
        if is_wrapper:
            return lambda *args: self.wrap(function(*args))
        if is_old_wrapper:
            return lambda *args: self.wrap_old(function(*args))
        return lambda *args: self.call(function, args)

    def call(self, function: Callable[..., Any], args: tuple[Any, ...]) -> Any:
        """Call a plain implementation and return its answer, or None if it fails."""
        with self.record_errors():
            return self.check_answer(function(*args), None)
        return None

    def wrap(self, generator: Wrapper) -> Wrapper:
        """Guard a wrapper; if it fails, the result stays as it is."""
        started = self.start(generator)
        result = yield
        if started:
            with self.record_errors():
                return self.check_answer(send_result(generator, result), result)
        return result

    def wrap_old(self, generator: Wrapper) -> Wrapper:
        """Guard a wrapper of pluggy's older kind, which is given a `pluggy.Result` to modify; if it
        fails, the result stays as it is.
        """
        started = self.start(generator)
        outcome = yield
        if not started or outcome.exception is not None:  # the only one is KeyboardInterrupt
            return
        answer = result = outcome.get_result()
        with self.record_errors():
            send_result(generator, outcome)
            answer = self.check_answer(outcome.get_result(), result)
        outcome.force_result(answer)

    def start(self, generator: Wrapper) -> bool:
        """Run a wrapper up to its yield; return whether it got there."""
        with self.record_errors():
            for _ in generator:
                return True
            raise RuntimeError(NO_YIELD)
        return False

    def check_answer(self, answer: Any, otherwise: Any) -> Any:
        """Return an answer and record its pack; if it is invalid, return `otherwise`."""
        if self.hook == "diagnose" and answer is not None and not is_diagnosis(answer):
            self.pack.add_problem(
                f"{self.pack.source}: diagnose: expected a Diagnosis with a name and a sentence, "
                f"got {answer!r:.60}"
            )
            return otherwise
        if answer is not otherwise:
            self.calls.answered[self.hook] = self.pack
        return answer

    @contextmanager
    def record_errors(self) -> Iterator[None]:
        """Record what the pack's code raises as a problem of the pack; only KeyboardInterrupt is
        raised.
        """
        before, self.calls.running = self.calls.running, self.pack
        try:
            yield
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # also SystemExit, and a plugin's own BaseException
            self.pack.add_error(error, self.hook)
        finally:
            self.calls.running = before


def send_result(generator: Wrapper, result: Any) -> Any:
    """Send a result to a wrapper and return what it returns.

    Raises what the wrapper raises, and RuntimeError if it yields again.
    """
    try:
        generator.send(result)
    except StopIteration as stop:
        return stop.value
    generator.close()
    raise RuntimeError(NO_YIELD)


def is_diagnosis(answer: object) -> bool:
    """Whether an answer is a diagnosis with two texts that are not blank, a line and names."""
    if not isinstance(answer, Diagnosis) or type(answer.line) is not int or answer.line < 0:
        return False
    return isinstance(answer.names, tuple) and all(
        map(is_text, (answer.mistake, answer.says, *answer.names))
    )


def is_text(value: object) -> bool:
    """Whether a value is text that is not blank and can be written to a file."""
    if not isinstance(value, str) or not value.strip():
        return False
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True
