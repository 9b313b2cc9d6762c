"""The levels `full` and `kernel`: a warm server, in bubblewrap or beside us, that is forked for
each attempt.

What a child may do is decided in `inside/lockdown.py`; here is the grader's end of its three pipes.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from contextlib import suppress
from select import select
from signal import SIGKILL
from socket import AF_UNIX, SCM_RIGHTS, SHUT_WR, SOCK_SEQPACKET, SOL_SOCKET, socket, socketpair
from time import monotonic
from typing import TYPE_CHECKING

from kata_runner.engine import interpreter, precompile
from kata_runner.engine.attempt_process import ExitReason
from kata_runner.engine.server_process import ENDING, spawn
from kata_runner.errors import EngineError, IsolationUnavailableError

if TYPE_CHECKING:
    from kata_runner.engine.job import Job

STARTUP = 60.0
POLL_INTERVAL = 0.25  # seconds between two looks at whether a silent server is still there
EXIT_GRACE = 0.5  # seconds for a child that closed its pipe to end with a status of its own


class ForkServer:
    """A started server; raises EngineError from whatever finds out that it is dead or never came
    up.
    """

    def __init__(  # noqa: PLR0913, PLR0917  # each is another thing
        self,
        level: str,
        needed: frozenset[str],
        packages: Collection[str],
        readable: Sequence[str],
        wrapper: Sequence[str] = (),
        many: bool = False,
    ) -> None:
        """Start it with these packages loaded, and do not wait.

        needed    the layers that each process has to report
        readable  files and folders that an attempt may read
        wrapper   the command in front of the server's, which isolates it
        many      whether to load what most attempts need before the first is run
        """
        self.level, self.needed = level, needed
        self.is_lost = False  # a child ended and nobody said how
        self._katas: set[str] = set()
        self._terms = b""
        require_memory_files(level)
        precompile.ensure_bytecode(packages)
        command = [*wrapper, *interpreter.command("forkserver_main.py", packages, readable)]
        self._control, remote = socketpair(AF_UNIX, SOCK_SEQPACKET)
        self._stderr, stderr = os.pipe()
        try:
            self.pid = spawn(command, remote.fileno(), stderr)
        except OSError:
            self._control.close()
            os.close(self._stderr)
            raise
        finally:
            remote.close()
            os.close(stderr)
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
            raise EngineError(f"no isolation at level {self.level}: {self._read_error()}")
        missing = self.needed.difference(msgpack.unpackb(packet)[1])
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
            if select([self._control], [], [], 0 if has_ended else POLL_INTERVAL)[0]:
                return True
        return False

    def _has_ended(self) -> bool:
        """Whether it is dead, as far as anybody can tell; its end is still to be taken note of."""
        try:
            return os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None
        except OSError:
            return False

    def _read_error(self) -> str:
        """Return the last line that a server printed before it died while starting."""
        self._kill()
        stderr = os.read(self._stderr, 4000).decode(errors="replace").strip()
        return stderr.splitlines()[-1] if stderr else "it ended and printed no error"

    def prepare(self, job: Job) -> None:
        """Have made ready before the forks all that is the same for many attempts: a kata, and a
        job's terms.

        Raises PackError for a kata that cannot be read. A server that is dead is found out by
        whoever waits for it or has it fork.
        """
        from kata_runner.engine.encoding import get_key, pack_kata, pack_terms

        terms, key = pack_terms(job), get_key(job.kata)
        if terms == self._terms:
            return
        with suppress(EngineError):
            if key not in self._katas:
                self._send_blob(b"kata", pack_kata(job.kata))
                self._katas.add(key)
            self._send_blob(b"terms", terms)
        self._terms = terms

    def start(self) -> ForkedAttempt:
        """A child for one attempt, on the terms that were prepared last."""
        data, remote_data = socketpair()
        life, remote_life = socketpair()
        prints, remote_prints = os.pipe()
        try:
            self._send(b"attempt", remote_data.fileno(), remote_prints, remote_life.fileno())
        except EngineError:
            for end in (data, life):
                end.close()
            os.close(prints)
            raise
        finally:
            remote_data.close()
            remote_life.close()
            os.close(remote_prints)
        return ForkedAttempt(self, data, prints, life)

    def _send_blob(self, word: bytes, content: bytes) -> None:
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

        if self.is_lost:  # one that is being killed still takes packets for a moment
            raise EngineError("the process that attempts are forked from is dead")
        try:
            ancillary = [(SOL_SOCKET, SCM_RIGHTS, array("i", descriptors))] if descriptors else []
            self._control.sendmsg([packet], ancillary)
        except OSError as error:
            raise EngineError("the process that attempts are forked from is dead") from error

    def close(self) -> None:
        """Hang up: it ends every child and then itself, which `reap` sees to; nobody waits for it
        here.
        """
        self._control.close()
        os.close(self._stderr)
        ENDING.append(self.pid)

    def _kill(self) -> None:
        """Kill its whole group: bubblewrap, killed while it starts, would leave a half of itself
        behind.
        """
        with suppress(ProcessLookupError):
            os.killpg(self.pid, SIGKILL)  # it is not waited for yet, so the number is still its own


class ForkedAttempt:
    """One forked child, from outside."""

    def __init__(self, server: ForkServer, data: socket, prints: int, life: socket) -> None:
        """Take over the grader's ends of the pipes of a child of `server`."""
        self._server, self.needed = server, server.needed
        self._data, self._life = data, life
        self.answers, self.prints = os.dup(data.fileno()), prints
        self.peak_kb = 0
        self.calling = ""

    def give(self, job: Job, mark: str) -> None:
        """Hand over the attempt; a child that is dead already is found out by its silence."""
        from kata_runner.engine.encoding import pack_attempt

        with suppress(OSError):
            self._data.sendall(pack_attempt(job, mark))
            self._data.shutdown(SHUT_WR)

    def end(self, ending: ExitReason = ExitReason.RUNNING) -> int | None:
        """Hang up, and take its exit status from the server; nothing when the server is dead too.

        What has said all it had to is not waited for: the server buries it while others are
        followed.
        """
        try:
            if ending is ExitReason.DONE:
                return None
            packet = self._status(ending)
        finally:
            self._life.close()
            self._data.close()
        if not packet:
            self._server.is_lost = True
            return None
        import msgpack

        status, self.peak_kb, calling = msgpack.unpackb(packet)
        self.calling = calling.decode(errors="replace")
        return int(status)

    def _status(self, ending: ExitReason) -> bytes:
        """What the server says of its end, after a moment to end by itself where its answers have
        just ended.
        """
        if ending is not ExitReason.EXITED or not select([self._life], [], [], EXIT_GRACE)[0]:
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
