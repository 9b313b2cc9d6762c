"""Attacks that do no harm where they succeed. `kata doctor` appends the values of `SECRET` and
`HOME` to this source.
"""

import os
import resource
import signal
import socket
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path

SECRET: str
HOME: str


def read_a_solution() -> object:
    return Path(SECRET).read_text(encoding="utf-8")


def look_into_the_home_folder() -> object:
    return os.listdir(HOME)


def write_a_file() -> None:
    path = Path("written-by-an-attempt")
    path.write_text("x", encoding="utf-8")
    path.unlink()


def open_a_socket() -> object:
    with socket.socket() as opened:
        return opened.fileno()


def start_a_process() -> object:
    child = os.fork()
    if child == 0:
        os._exit(0)
    return os.waitpid(child, 0)


def run_a_program() -> object:
    return subprocess.run(["/bin/true"], check=True)


def start_a_thread() -> None:
    thread = threading.Thread(target=lambda: None)
    thread.start()
    thread.join()


def signal_the_process_above() -> None:
    os.kill(os.getppid() or 1, 0)


def signal_the_process_group() -> None:
    os.killpg(os.getpgid(os.getppid() or 1), signal.SIGCONT)


def read_the_memory_above() -> object:
    with Path(f"/proc/{os.getppid() or 1}/mem").open("rb") as memory:
        return memory.fileno()


def lift_its_own_limits() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


def attacks() -> list[tuple[str, str]]:
    """Run each attack, and return its name with the error that stopped it, if one did."""
    tried = [
        read_a_solution,
        look_into_the_home_folder,
        write_a_file,
        open_a_socket,
        start_a_process,
        run_a_program,
        start_a_thread,
        signal_the_process_above,
        signal_the_process_group,
        read_the_memory_above,
        lift_its_own_limits,
    ]
    return [(attack.__name__.replace("_", " "), error_of(attack)) for attack in tried]


def error_of(attack: Callable[[], object]) -> str:
    """Run an attack, and return the name of the error that it raised, or an empty text."""
    try:
        attack()
    except Exception as error:
        return type(error).__name__
    return ""
