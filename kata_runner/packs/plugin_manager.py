"""Plugins, loaded one by one and called by pluggy: a problem of one is recorded and does not affect
the others.

pluggy's own `load_setuptools_entrypoints` stops at the first plugin whose import fails, and its
`check_pending` at the first misspelt hook; so both are done plugin by plugin here. Calls are
pluggy's own: `tryfirst`, `trylast`, `firstresult` and wrappers mean what its documentation says. A
plugin that is registered later is called earlier: the built-in plugins are registered first, those
of others after them, in the order of their names.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import Any

import pluggy

from kata_runner import hookspecs
from kata_runner.packs.entry_points import EntryPoint, entry_points
from kata_runner.packs.guard import Calls, Guard
from kata_runner.packs.pack import Pack

GROUP = "kata_runner"


class Manager(pluggy.PluginManager):
    """A plugin manager that wraps each hook implementation in a guard."""

    def __init__(self) -> None:
        """Add the hook specifications."""
        super().__init__(GROUP)
        self.calls = Calls()
        self.packs: dict[str, Pack] = {}
        self.add_hookspecs(hookspecs)

    def register(self, plugin: Any, name: str | None = None) -> str | None:
        """Register as pluggy does, then guard what was registered."""
        registered = super().register(plugin, name)
        if registered is not None:
            pack = self.packs.setdefault(registered, Pack(registered, "", registered))
            for caller in self.get_hookcallers(plugin) or []:
                for impl in caller.get_hookimpls():
                    if impl.plugin is plugin:
                        guard = Guard(pack, caller.name, self.calls).guard
                        guarded = guard(impl.function, impl.wrapper, impl.hookwrapper)
                        # pluggy inspects a function only when it is registered; later it just
                        # calls it.
                        impl.function = guarded  # type: ignore[misc]  # declared Final
        return registered


class Plugins:
    """The loaded packs, the built-in ones first, and their hooks."""

    def __init__(self, points: Sequence[EntryPoint]) -> None:
        """Load every entry point; failures are recorded in `packs`."""
        self.manager = Manager()
        self.packs: list[Pack] = []
        for point in sorted(points, key=lambda point: "" if point.is_builtin else point.name):
            self.load(point)

    def load(self, point: EntryPoint) -> None:
        """Import and register one plugin, or record why that failed."""
        pack = Pack(
            point.name,
            point.version,
            point.value,
            distribution=point.distribution,
            is_builtin=point.is_builtin,
        )
        self.packs.append(pack)
        owner = self.manager.packs.get(pack.name)
        if owner is not None:
            what = (
                "is the name of a built-in plugin"
                if owner.is_builtin
                else f"is what {owner.source} is called too"
            )
            pack.add_problem(
                f"{point.value}: {pack.name!r} {what}, which is used: rename this entry point"
            )
            return
        self.manager.packs[pack.name] = pack
        try:
            plugin = point.load()
            pack.source = str(getattr(plugin, "__file__", point.value))
            self.refuse_duplicate(plugin)
            self.manager.register(plugin, name=point.name)
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # also SystemExit, and a plugin's own BaseException
            pack.add_error(error)
            return
        self.note_hooks(pack, plugin)

    def refuse_duplicate(self, plugin: Any) -> None:
        """Raise ValueError, in fewer words than pluggy, for a plugin that is registered already."""
        name = self.manager.get_name(plugin)
        if name is not None:
            raise ValueError(
                f"it is loaded already, as {name!r}: leave one of the two entry points out"
            )

    def note_hooks(self, pack: Pack, plugin: Any) -> None:
        """Record the hooks of a plugin; an unknown hook is a problem, with a suggestion."""
        callers = self.manager.get_hookcallers(plugin) or []
        pack.hooks = sorted({caller.name for caller in callers if caller.spec is not None})
        for caller in callers:
            if caller.spec is None:
                pack.add_problem(
                    f"{pack.source}: unknown hook {caller.name!r}{suggest_hook(caller.name)}"
                )

    def call(self, hook: str, **arguments: Any) -> Any:
        """Call a hook; return the answer of a `firstresult` hook, else a list of all answers."""
        return getattr(self.manager.hook, hook)(**arguments)

    @property
    def running(self) -> Pack:
        """The pack whose code is running; for the callbacks that a hook is given."""
        return self.manager.calls.running or Pack("", "", "")

    def answered(self, hook: str) -> Pack:
        """Return the pack that gave the last answer of a `firstresult` hook."""
        return self.manager.calls.answered[hook]

    def get_packs_with(self, hook: str) -> list[Pack]:
        """Return the packs that implement a hook."""
        names = {impl.plugin_name for impl in getattr(self.manager.hook, hook).get_hookimpls()}
        return [self.manager.packs[name] for name in sorted(names)]

    def collect_registrations(
        self, hook: str, kind: str
    ) -> dict[str, tuple[Pack, Callable[[], Any]]]:
        """Return what packs register by name through a hook, each with its pack.

        A pack that registers a name which is in use gets a problem. The built-in plugins are called
        before all others, even `tryfirst` ones, so that no other plugin can take their names.
        """
        loaders: dict[str, tuple[Pack, Callable[[], Any]]] = {}

        def register(name: str, load: Callable[[], Any]) -> None:
            if not isinstance(name, str) or not callable(load):
                raise TypeError(f"register({name!r:.40}, {load!r:.40}): a name and a function")
            if name in loaders:
                raise ValueError(f"there is {kind} {name!r} already: choose another name")
            loaders[name] = self.running, load

        for is_builtin in (True, False):
            others = [self.manager.get_plugin(name) for name, pack in self.manager.packs.items()
                      if pack.is_builtin is not is_builtin]  # fmt: skip
            self.manager.subset_hook_caller(hook, filter(None, others))(register=register)
        return loaders


def load_plugins() -> Plugins:
    """Load every installed plugin that `KATA_DISABLED_PLUGINS` does not name."""
    disabled = {name.strip() for name in os.environ.get("KATA_DISABLED_PLUGINS", "").split(",")}
    return Plugins([point for point in entry_points(GROUP) if point.name not in disabled])


def suggest_hook(hook: str) -> str:
    """Suggest a hook with a similar name."""
    from difflib import get_close_matches

    known = [name for name, value in vars(hookspecs).items() if hasattr(value, f"{GROUP}_spec")]
    near = get_close_matches(hook, known, n=1)
    return f", did you mean {near[0]!r}?" if near else f", known are {', '.join(known)}"
