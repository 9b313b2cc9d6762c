"""A fork server at level kernel, for tests that look at the server itself."""

from __future__ import annotations

from kata_runner.engine.forkserver import ForkServer
from kata_runner.engine.levels import LEVELS


def start_server(*packages: str) -> ForkServer:
    level = LEVELS["kernel"]
    server = level.start(level, packages, False)
    assert isinstance(server, ForkServer)
    return server
