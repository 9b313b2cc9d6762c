"""Plugins, loaded one by one: what is wrong with one is kept to show and costs the others nothing.

pluggy's own `load_setuptools_entrypoints` stops at the first plugin whose import fails, its `check_pending` at the
first misspelt hook, and a call at the first exception; so each of the three is done plugin by plugin here.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pluggy

from kata_runner import hookspecs
from kata_runner.errors import KataRunnerError
from kata_runner.model import Kata
from kata_runner.packs.entry_points import EntryPoint, entry_points

GROUP = "kata_runner"
FAULTS = (Exception, SystemExit)  # what a plugin may raise without ending more than itself


@dataclass
class Pack:
    """One plugin and what became of it; `problems` are one-line sentences.

    A plain folder that was named by hand is one too, and `asked_for` is how it was named.
    """

    name: str
    version: str
    source: str
    hooks: list[str] = field(default_factory=list)
    katas: list[Kata] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    asked_for: str = ""

    def blame(self, problem: str) -> None:
        """Keep a problem, on one line."""
        self.problems.append(" ".join(problem.split()))


class Plugins:
    """The loaded packs, and the implementations of each hook in an order that depends on names alone."""

    def __init__(self, points: Sequence[EntryPoint]) -> None:
        """Load every entry point; failures are kept in `packs`."""
        self.packs: list[Pack] = []
        self.loaded: dict[str, Pack] = {}
        self.manager = pluggy.PluginManager(GROUP)
        self.manager.add_hookspecs(hookspecs)
        for point in points:
            self.load(point)

    def load(self, point: EntryPoint) -> None:
        """Import and register one plugin, or keep the reason why not."""
        pack = Pack(point.name, point.version, point.value)
        self.packs.append(pack)
        if pack.name in self.loaded:
            pack.blame(f"{point.value}: {self.loaded[pack.name].source} has this name too and is used: rename one")
            return
        self.loaded[pack.name] = pack
        try:
            plugin = point.load()
            pack.source = str(getattr(plugin, "__file__", point.value))
            self.manager.register(plugin, name=point.name)
        except FAULTS as error:
            pack.blame(f"{place_of(error, pack.source)}: {in_words(error)}")
            if self.manager.has_plugin(point.name):  # of a plugin with one wrong hook, none is left half in
                self.manager.unregister(name=point.name)
            return
        callers = self.manager.get_hookcallers(plugin) or []
        pack.hooks = sorted(caller.name for caller in callers if caller.spec is not None)
        for caller in callers:
            if caller.spec is None:
                pack.blame(f"{pack.source}: unknown hook {caller.name!r}{suggestion(caller.name)}")

    def implementations(self, hook: str) -> Iterator[tuple[Pack, Callable[..., Any]]]:
        """Each pack's implementation: by name, with `tryfirst` ones before and `trylast` ones after the rest."""
        found = getattr(self.manager.hook, hook).get_hookimpls()
        found.sort(key=lambda impl: (impl.trylast, not impl.tryfirst, impl.plugin_name))
        for impl in found:
            yield self.loaded[impl.plugin_name], narrowed(impl.function, impl.argnames)

    def call(self, hook: str, **arguments: Any) -> Iterator[tuple[Pack, Any]]:
        """What each implementation answers, one after the other; one that raises is blamed and left out."""
        for pack, function in self.implementations(hook):
            try:
                answer = function(**arguments)
            except FAULTS as error:
                pack.blame(f"{place_of(error, pack.source)}: {hook}: {in_words(error)}")
            else:
                yield pack, answer


def problems_of(packs: Sequence[Pack]) -> list[str]:
    """One line for each thing that is wrong with a pack."""
    return [f"pack '{pack.name}': {problem}" for pack in packs for problem in pack.problems]


def load_plugins() -> Plugins:
    """Every installed plugin that `KATA_DISABLED_PLUGINS` does not name."""
    disabled = {name.strip() for name in os.environ.get("KATA_DISABLED_PLUGINS", "").split(",")}
    return Plugins([point for point in entry_points(GROUP) if point.name not in disabled])


def narrowed(function: Callable[..., Any], names: Sequence[str]) -> Callable[..., Any]:
    """The function, given only those arguments it asked for, as pluggy's own calls do."""
    return lambda **arguments: function(**{name: arguments[name] for name in names})


def in_words(error: BaseException) -> str:
    """What an error says; one of ours says all by itself."""
    return str(error) if isinstance(error, KataRunnerError) else f"{type(error).__name__}: {error}"


def place_of(error: BaseException, otherwise: str) -> str:
    """Where in a plugin an error was raised, as ``file:line``, and not in what libraries the plugin calls."""
    import traceback

    if isinstance(error, SyntaxError) and error.filename:
        return f"{error.filename}:{error.lineno}"
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if is_foreign(frame.filename)]
    own = [frame for frame in frames if Path(frame.filename).parent == Path(frames[0].filename).parent]
    return f"{own[-1].filename}:{own[-1].lineno}" if own else otherwise


def is_foreign(filename: str) -> bool:
    """Whether a frame belongs to a plugin: neither to this package, to pluggy nor to Python's own library."""
    if filename.startswith("<"):
        return False
    folders = Path(filename).parents
    if any(Path(home).parent in folders for home in (hookspecs.__file__, pluggy.__file__)):
        return False
    return "site-packages" in filename or "dist-packages" in filename or Path(os.__file__).parent not in folders


def suggestion(hook: str) -> str:
    """A hook of nearly that name, as a question."""
    from difflib import get_close_matches

    known = [name for name, value in vars(hookspecs).items() if hasattr(value, f"{GROUP}_spec")]
    near = get_close_matches(hook, known, n=1)
    return f", did you mean {near[0]!r}?" if near else f", known are {', '.join(known)}"
