"""The levels `full` and `kernel`: a warm server, in bubblewrap or beside us, that is forked for
each attempt.

What a child may do is decided in `inside/lockdown.py`; here is the grader's end of its three pipes.
"""

from __future__ import annotations

import atexit
import os

# `socket`, which is made of this, takes longer to import than the server takes to spawn.
from _socket import AF_UNIX, SCM_RIGHTS, SHUT_WR, SOCK_SEQPACKET, SOL_SOCKET, socketpair
from contextlib import suppress
from pathlib import Path
from select import select
from time import monotonic, sleep

from kata_runner.engine import interpreter, precompile
from kata_runner.errors import EngineError, IsolationUnavailableError

TYPE_CHECKING = False  # what `typing` has under this name, without the time it takes to import
if TYPE_CHECKING:
    from _socket import socket
    from collections.abc import Collection, Sequence

    from kata_runner.engine.job import Job

SIGCHLD, SIGXCPU = 17, 24
SIGKILL = 9  # `signal` takes a millisecond to import, which every learner would wait for
STARTUP = 60.0
INTERVAL = 0.25  # seconds between two looks at whether a server that says nothing is still there
PATIENCE = 0.5  # seconds for a child that has closed its pipe to end, so that its status is its own
REAP_INTERVAL = 0.001
ENDING: list[int] = []  # servers that were killed and whose end nobody has taken note of
NEEDED = {
    "full": frozenset({"seccomp", "rlimits"}),
    "kernel": frozenset({"landlock", "seccomp", "rlimits"}),
}


class WarmServer:
    """A started server; raises EngineError from whatever finds out that it is dead or never came
    up.
    """

    def __init__(self, level: str, packages: Collection[str] = (), many: bool = False) -> None:
        """Start it, with these packages loaded, and do not wait; `many` attempts share what they
        need, loaded once.
        """
        self.level = level
        self._katas: set[str] = set()
        self._terms = b""
        require_memory_files(level)
        precompile.provide(packages)
        if level == "full":
            visible = interpreter.visible(packages)
            command = bubblewrap(visible) + interpreter.command(
                "forkserver_main.py", packages, visible
            )
        else:
            command = interpreter.command(
                "forkserver_main.py", packages, interpreter.readable(packages)
            )
        self._control, theirs = socketpair(AF_UNIX, SOCK_SEQPACKET)
        self._complaints, said = os.pipe()
        try:
            self._process = spawn(command, theirs.fileno(), said)
        except OSError:
            self._control.close()
            os.close(self._complaints)
            raise
        finally:
            theirs.close()
            os.close(said)
        if many:
            with suppress(EngineError):
                self._send(b"warm")

    def wait(self) -> None:
        """Wait until it is ready and its walls are tried; raises EngineError when they do not
        hold.
        """
        import msgpack

        packet = b""
        if self._is_heard():
            with suppress(ConnectionResetError):  # it died and left the experiments unread
                packet = self._control.recv(1 << 16)
        if not packet:
            raise EngineError(f"no isolation at level {self.level}: {self._complaint()}")
        missing = NEEDED[self.level].difference(msgpack.unpackb(packet)[1])
        if missing:
            raise EngineError(
                f"no isolation at level {self.level}: {', '.join(sorted(missing))} does not "
                f"hold here"
            )

    def _is_heard(self) -> bool:
        """Wait until it says something, or hangs up; false where it ends, or nothing is heard for
        too long.
        """
        until, has_ended = monotonic() + STARTUP, False
        while monotonic() < until and not has_ended:
            has_ended = (
                self._has_ended()
            )  # half of bubblewrap may stay behind, and hold what nobody will write to
            if select([self._control], [], [], 0 if has_ended else INTERVAL)[0]:
                return True
        return False

    def _has_ended(self) -> bool:
        """Whether it is dead, as far as anybody can tell; its end is still to be taken note of."""
        try:
            return (
                os.waitid(os.P_PID, self._process, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None
            )
        except OSError:
            return False

    def _complaint(self) -> str:
        """What a server said that died while starting."""
        self._kill()
        said = os.read(self._complaints, 4000).decode(errors="replace").strip()
        return said.splitlines()[-1] if said else "it ended without a word"

    def prepare(self, job: Job) -> None:
        """Have made ready before the forks all that is the same for many attempts: a kata, and a
        job's terms.

        Raises PackError for a kata that cannot be read. A server that is dead is found out by
        whoever waits for it or has it fork.
        """
        from kata_runner.engine.encoding import kata_packed, key_of, terms_packed

        terms, key = terms_packed(job), key_of(job.kata)
        if terms == self._terms:
            return
        with suppress(EngineError):
            if key not in self._katas:
                self._tell(b"kata", kata_packed(job.kata))
                self._katas.add(key)
            self._tell(b"terms", terms)
        self._terms = terms

    def fork(self) -> WarmChild:
        """A child for one attempt, on the terms that were prepared last."""
        data, their_data = socketpair()
        life, their_life = socketpair()
        prints, their_prints = os.pipe()
        try:
            self._send(b"attempt", their_data.fileno(), their_prints, their_life.fileno())
        except EngineError:
            for end in (data, life):
                end.close()
            os.close(prints)
            raise
        finally:
            their_data.close()
            their_life.close()
            os.close(their_prints)
        return WarmChild(data, prints, life, NEEDED[self.level])

    def _tell(self, word: bytes, content: bytes) -> None:
        """Hand over what may be larger than a packet: in a file that is nowhere but in memory."""
        with os.fdopen(os.memfd_create(word.decode()), "wb", buffering=0) as file:
            try:
                file.write(content)
            except OSError as error:
                reason = (
                    f"a kata cannot be handed over: {error.strerror}: lift the limits of "
                    f"this shell (ulimit -f)"
                )
                raise IsolationUnavailableError(reason) from error
            self._send(word, file.fileno())

    def _send(self, packet: bytes, *descriptors: int) -> None:
        from array import array

        try:
            handed_over = [(SOL_SOCKET, SCM_RIGHTS, array("i", descriptors))] if descriptors else []
            self._control.sendmsg([packet], handed_over)
        except OSError as error:
            raise EngineError("the process that attempts are forked from is dead") from error

    def close(self) -> None:
        """Hang up: it ends every child and then itself, which `reap` sees to; nobody waits for it
        here.
        """
        self._control.close()
        os.close(self._complaints)
        ENDING.append(self._process)

    def _kill(self) -> None:
        """Kill its whole group: bubblewrap, killed while it starts, would leave a half of itself
        behind.
        """
        with suppress(ProcessLookupError):
            os.killpg(
                self._process, SIGKILL
            )  # it is not waited for yet, so the number is still its own


class WarmChild:
    """One forked child, from outside."""

    def __init__(
        self, data: socket, prints: int, life: socket, needed: frozenset[str] = frozenset()
    ) -> None:
        """Take over the grader's ends of its pipes; `needed` are the layers that its level is made
        of.
        """
        self.needed = needed
        self._data, self._life = data, life
        self.answers, self.prints = os.dup(data.fileno()), prints
        self.peak_kb = 0
        self.calling = ""

    def give(self, job: Job, mark: str) -> None:
        """Hand over the attempt; a child that is dead already is found out by its silence."""
        from kata_runner.engine.encoding import attempt_packed

        with suppress(OSError):
            self._data.sendall(attempt_packed(job, mark))
            self._data.shutdown(SHUT_WR)

    def end(self, ending: str = "") -> int | None:
        """Hang up, and take its exit status from the server; nothing when the server is dead too.

        What has said all it had to is not waited for: the server buries it while others are
        followed.
        """
        try:
            said = b"" if ending == "done" else self._status(ending)
        finally:
            self._life.close()
            self._data.close()
        if not said:
            return None
        import msgpack

        status, self.peak_kb, calling = msgpack.unpackb(said)
        self.calling = calling.decode(errors="replace")
        return int(status)

    def _status(self, ending: str) -> bytes:
        """What the server says of its end, after a moment to end by itself where its answers have
        just ended.
        """
        if ending != "died" or not select([self._life], [], [], PATIENCE)[0]:
            self._life.shutdown(SHUT_WR)
        if not select([self._life], [], [], STARTUP)[0]:
            return b""
        try:
            return self._life.recv(128)
        except OSError:
            return b""


def require_memory_files(level: str) -> None:
    """Raise EngineError where the system has no files in memory, by which a kata is handed over."""
    try:
        os.close(os.memfd_create("kata"))
    except (OSError, AttributeError) as error:
        raise EngineError(f"no isolation at level {level}: memfd_create: {error}") from error


def spawn(command: list[str], control: int, complaints: int) -> int:
    """Start a server in a session of its own; its process id.

    Every learner waits for this at every check, and `subprocess` takes longer to import than this
    takes.
    """
    streams = [
        (os.POSIX_SPAWN_DUP2, control, 0),
        (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
        (os.POSIX_SPAWN_DUP2, complaints, 2),
    ]
    atexit.unregister(reap)
    atexit.register(reap)
    ENDING[:] = [process for process in ENDING if is_ending(process)]
    # As a new process starts: what this one ignores or holds back would else be ignored and held
    # back in there.
    default, environment = (SIGCHLD, SIGXCPU), interpreter.environment()
    return os.posix_spawn(
        command[0],
        command,
        environment,
        file_actions=streams,
        setsid=True,
        setsigmask=(),
        setsigdef=default,
    )


def reap() -> None:
    """See every server to its end before this process ends: whoever inherits what is left may take
    no note of it.

    One that is still starting is killed, inside bubblewrap first, which then ends itself.
    """
    for kill in (None, kill_below, kill_group):
        for process in ENDING:
            if kill is not None:
                kill(process)
        until = monotonic() + PATIENCE
        while ENDING and monotonic() < until:
            ENDING[:] = [process for process in ENDING if is_ending(process)]
            sleep(REAP_INTERVAL if ENDING else 0)


def kill_below(process: int) -> None:
    """Kill what a process has started."""
    path = Path(f"/proc/{process}/task/{process}/children")
    with suppress(OSError), path.open(encoding="ascii") as children:
        for child in children.read().split():
            os.kill(int(child), SIGKILL)


def kill_group(process: int) -> None:
    """Kill a whole session."""
    with suppress(OSError):
        os.killpg(process, SIGKILL)


def is_ending(process: int) -> bool:
    """Whether a killed server is still there; takes note of its end, unless somebody else did."""
    try:
        return os.waitpid(process, os.WNOHANG) == (0, 0)
    except ChildProcessError:
        return False


def bubblewrap(visible: Sequence[str]) -> list[str]:
    """The command that walls a server in: no network, no processes, no files but those that are
    visible.

    The first of these is the standard library, below which others' packages are hidden.
    """
    program = next(
        (path for folder in os.get_exec_path() if os.access(path := f"{folder}/bwrap", os.X_OK)),
        None,
    )
    if program is None:
        raise EngineError(
            "no isolation at level full: bubblewrap is not installed (apt-get install bubblewrap)"
        )
    walls = [
        "--unshare-all",
        "--as-pid-1",
        "--die-with-parent",
        "--new-session",
        "--cap-drop",
        "ALL",
        "--clearenv",
    ]
    known = [
        part
        for name, value in interpreter.environment().items()
        for part in ("--setenv", name, value)
    ]
    library, *files = visible
    empty = [
        part for path in interpreter.hidden() for part in ("--tmpfs", path)
    ]  # before what may lie in there
    shown = [
        "--ro-bind",
        library,
        library,
        *empty,
        *(part for path in files for part in ("--ro-bind", path, path)),
    ]
    devices = [
        part for path in ("/dev/null", "/dev/urandom") for part in ("--dev-bind", path, path)
    ]
    return [program, *walls, *known, *shown, *devices, "--chdir", "/", "--"]
