"""What stands between pluggy and each implementation of a hook: one that fails is blamed, and
pluggy goes on.

pluggy decides who is called, in which order and around whom; a guard only sees to it that what one
plugin raises, or answers that is none, ends nothing but that plugin's own part.
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
    """Which pack's code is running now, and whose answer each hook gave last: pluggy tells
    neither.
    """

    running: Pack | None = None
    answered: dict[str, Pack] = field(default_factory=dict)


class Guard:
    """Calls one pack's implementation of a hook."""

    def __init__(self, pack: Pack, hook: str, calls: Calls) -> None:
        """Blame this pack."""
        self.pack, self.hook, self.calls = pack, hook, calls

    def guard(
        self, function: Callable[..., Any], is_wrapper: bool, is_old_wrapper: bool
    ) -> Callable[..., Any]:
        """The function as pluggy may call it: it raises nothing but KeyboardInterrupt."""
        if is_wrapper:
            return lambda *args: self.wrap(function(*args))
        return (
            (lambda *args: self.wrap_old(function(*args)))
            if is_old_wrapper
            else self.plain(function)
        )

    def plain(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """An implementation; one that fails has no opinion."""

        def call(*args: Any) -> Any:
            with self.blame_errors():
                return self.check_answer(function(*args), None)
            return None

        return call

    def wrap(self, generator: Wrapper) -> Wrapper:
        """A wrapper; one that fails changes nothing."""
        started = self.start(generator)
        result = yield
        if started:
            with self.blame_errors():
                return self.check_answer(send_result(generator, result), result)
        return result

    def wrap_old(self, generator: Wrapper) -> Wrapper:
        """A wrapper of pluggy's older kind, which is given a `pluggy.Result` and answers through
        it.
        """
        started = self.start(generator)
        outcome = yield
        if started:
            with self.blame_errors():
                send_result(generator, outcome)

    def start(self, generator: Wrapper) -> bool:
        """Run a wrapper to its yield; whether it came there."""
        with self.blame_errors():
            for _ in generator:
                return True
            raise RuntimeError(NO_YIELD)
        return False

    def check_answer(self, answer: Any, otherwise: Any) -> Any:
        """An answer, or what stands in its place where it is none."""
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
    def blame_errors(self) -> Iterator[None]:
        """Blame the pack for what its code raises; only Ctrl-C goes through."""
        before, self.calls.running = self.calls.running, self.pack
        try:
            yield
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # SystemExit too, and whatever a plugin derives of its own
            self.pack.add_error(error, self.hook)
        finally:
            self.calls.running = before


def send_result(generator: Wrapper, result: Any) -> Any:
    """What a wrapper makes of a result; raises what it raises, and RuntimeError when it yields
    again.
    """
    try:
        generator.send(result)
    except StopIteration as stop:
        return stop.value
    generator.close()
    raise RuntimeError(NO_YIELD)


def is_diagnosis(answer: object) -> bool:
    """Whether an answer is a diagnosis, and both of its texts say something."""
    if not isinstance(answer, Diagnosis):
        return False
    return all(isinstance(text, str) and text.strip() for text in (answer.mistake, answer.says))
