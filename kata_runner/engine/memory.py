"""Whether the system ran out of memory and killed processes for it: then no attempt is to blame for its end."""

from __future__ import annotations

SIGKILL = 9
COUNTERS = "/proc/vmstat"
REASON = (
    "the memory of this machine or container ran out, and the system killed the attempt: give it more memory, or grade "
    "fewer at a time with --workers"
)


def count_kills() -> int:
    """How many processes the system killed for want of memory since it started, in containers too; 0 if unknown."""
    try:
        with open(COUNTERS, encoding="ascii") as counters:  # noqa: PTH123  # every attempt that is killed waits for it
            return next((int(line.split()[1]) for line in counters if line.startswith("oom_kill ")), 0)
    except (OSError, ValueError, IndexError):
        return 0


class MemoryWatch:
    """Tells an end for want of memory from other ends by SIGKILL."""

    def __init__(self) -> None:
        """From now on."""
        self.kills = count_kills()

    def reason(self, status: int | None) -> str:
        """Why a process ended with this status, where the system killed it for want of memory; else nothing.

        No status at all means that the process it was forked from was killed.
        """
        if status not in (None, -SIGKILL) or count_kills() <= self.kills:
            return ""
        return REASON
