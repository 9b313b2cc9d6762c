"""Leaving the process without taking the interpreter apart, which takes longer than importing
pluggy.
"""

from __future__ import annotations

import atexit
import os
import sys
import threading
from contextlib import suppress
from typing import NoReturn


def leave(code: int) -> NoReturn:
    """Exit, after all that was to be done at exit; where other threads are at work, the long
    way.
    """
    if threading.active_count() > 1:
        sys.exit(code)
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        with suppress(
            OSError, ValueError, AttributeError
        ):  # its reader is gone, it is closed, there is none
            stream.flush()
    os._exit(code)
