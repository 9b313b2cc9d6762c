"""The levels `full` and `kernel`: a warm server, with or without bubblewrap, forks a child for each
attempt.

`inside/lockdown.py` decides what a child may do; this module is the grader's end of its three
pipes.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from contextlib import suppress
from select import select
from socket import AF_UNIX, SCM_RIGHTS, SHUT_WR, SOCK_SEQPACKET, SOL_SOCKET, socket, socketpair
from time import monotonic
from typing import TYPE_CHECKING

from kata_runner.engine import interpreter, precompile
from kata_runner.engine.attempt_process import ExitReason
from kata_runner.engine.server_process import ENDING, kill_group, spawn
from kata_runner.errors import EngineError, IsolationUnavailableError

if TYPE_CHECKING:
    from kata_runner.engine.job import Job

STARTUP = 60.0
POLL_INTERVAL = 0.25  # seconds between two checks that a silent server is still running
PIPE_SIZE = 1 << 16  # bytes that a pipe holds
EXIT_GRACE = 0.5  # seconds for a child that closed its pipe to exit with its own status


class ForkServer:
    """A started server; `wait` and `start` raise EngineError when it is dead or did not start."""

    def __init__(  # noqa: PLR0913, PLR0917  # independent settings
        self,
        level: str,
        needed: frozenset[str],
        packages: Collection[str],
        readable: Sequence[str],
        wrapper: Sequence[str] = (),
        many: bool = False,
    ) -> None:
        """Start the server with these packages loaded, without waiting for it.

        needed    the layers that each process has to report
        readable  files and folders that an attempt may read
        wrapper   the command in front of the server's, which isolates it
        many      whether to load what most attempts need before the first is run
        """
        self.level, self.needed = level, needed
        self.is_lost = False  # the server did not report how a child ended
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
        """Wait until the server is ready and has tested its layers; raises EngineError when one
        that is needed does not hold.
        """
        import msgpack

        packet = b""
        if self._wait_for_message():
            with suppress(ConnectionResetError):  # it died before it read the experiments
                packet = self._control.recv(1 << 16)
        if not packet:
            raise EngineError(f"no isolation at level {self.level}: {self._read_error()}")
        missing = self.needed.difference(msgpack.unpackb(packet)[1])
        if missing:
            raise EngineError(
                f"no isolation at level {self.level}: {', '.join(sorted(missing))} does not "
                f"hold here"
            )

    def _wait_for_message(self) -> bool:
        """Wait until the server sends something or closes the socket; return False if it ends
        without that, or sends nothing for too long.
        """
        until, has_ended = monotonic() + STARTUP, False
        while monotonic() < until and not has_ended:
            # One process of bubblewrap may be left, which keeps the socket open and never writes.
            has_ended = self._has_ended()
            if select([self._control], [], [], 0 if has_ended else POLL_INTERVAL)[0]:
                return True
        return False

    def _has_ended(self) -> bool:
        """Return whether the server has ended, without reaping it; False where that is unknown."""
        try:
            return os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None
        except OSError:
            return False

    def _read_error(self) -> str:
        """Kill a server that failed to start, and return the last line of its stderr."""
        kill_group(self.pid)  # not reaped yet, so its id cannot have been reused
        stderr = os.read(self._stderr, PIPE_SIZE).decode(errors="replace").strip()
        return stderr.splitlines()[-1] if stderr else "it ended and printed no error"

    def prepare(self, job: Job) -> None:
        """Send what many attempts share, a kata and a job's terms, to be loaded before the forks.

        Raises PackError for a kata that cannot be read. A dead server raises no error here: `wait`
        and `start` report it.
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
        """Fork a child for one attempt, on the terms that were prepared last."""
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
        """Send content that may be larger than a packet, in a file that exists only in memory.

        Raises IsolationUnavailableError when a limit of this process does not allow its size.
        """
        with os.fdopen(os.memfd_create(word.decode()), "wb", buffering=0) as file:
            rest = memoryview(content)
            try:
                while rest:  # at a limit, a part of it is written before the error
                    rest = rest[file.write(rest) :]
            except OSError as error:
                reason = (
                    f"a kata cannot be handed over: {error.strerror}: lift the limits of "
                    f"this shell (ulimit -f)"
                )
                raise IsolationUnavailableError(reason) from error
            self._send(word, file.fileno())

    def _send(self, packet: bytes, *descriptors: int) -> None:
        from array import array

        if self.is_lost:  # a server that is being killed still accepts packets for a moment
            raise EngineError("the process that attempts are forked from is dead")
        try:
            ancillary = [(SOL_SOCKET, SCM_RIGHTS, array("i", descriptors))] if descriptors else []
            self._control.sendmsg([packet], ancillary)
        except OSError as error:
            raise EngineError("the process that attempts are forked from is dead") from error

    def close(self) -> None:
        """Close the socket, upon which the server kills its children and exits, and do not wait for
        that.

        `reap` waits for it before this process ends.
        """
        self._control.close()
        os.close(self._stderr)
        ENDING.append(self.pid)


class ForkedAttempt:
    """The grader's side of one forked child."""

    def __init__(self, server: ForkServer, data: socket, prints: int, life: socket) -> None:
        """Take over the grader's ends of the pipes of a child of `server`."""
        self._server, self.needed = server, server.needed
        self._data, self._life = data, life
        self.answers, self.prints = os.dup(data.fileno()), prints
        self.calling = ""

    def give(self, job: Job, mark: str) -> None:
        """Send the attempt; a child that is already dead is detected when its answers end."""
        from kata_runner.engine.encoding import pack_attempt

        with suppress(OSError):
            self._data.sendall(pack_attempt(job, mark))
            self._data.shutdown(SHUT_WR)

    def end(self, ending: ExitReason = ExitReason.RUNNING) -> int | None:
        """Close the pipes and return the exit status that the server reports; None when the server
        is dead.

        The end of a child that has sent all its answers is not waited for, and its status is None:
        the server reaps it while other attempts are followed.
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

        status, calling = msgpack.unpackb(packet)
        self.calling = calling.decode(errors="replace")
        return int(status)

    def _status(self, ending: ExitReason) -> bytes:
        """Return the server's packet on how the child ended, empty when the server is dead.

        A child whose answers have just ended has EXIT_GRACE to exit by itself; any other is killed
        at once.
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
    """Raise EngineError where the system has no memory files, which carry katas to the server."""
    try:
        os.close(os.memfd_create("kata"))
    except (OSError, AttributeError) as error:
        raise EngineError(f"no isolation at level {level}: memfd_create: {error}") from error
