"""Write the seccomp filters, one file per architecture: an allow-list; all other system calls fail
with EPERM.

Run by hand when the list changes (`python kata_runner/engine/inside/policies/build.py`); needs
libseccomp and pyseccomp. A test builds the filters again and compares them.
"""

from __future__ import annotations

import errno
import tempfile
from pathlib import Path

import pyseccomp as seccomp

ARCHITECTURES = {"x86_64": seccomp.Arch.X86_64, "aarch64": seccomp.Arch.AARCH64}

# What Python and numpy need to compute, print, read their own files and exit: no new process or
# thread, no socket, no signal to a process, no file status flags, no limits of other processes.
ALLOWED = """
    read write readv writev pread64 close fstat newfstatat stat lstat statx lseek
    mmap munmap mremap mprotect brk madvise
    rt_sigaction rt_sigprocmask rt_sigreturn sigaltstack restart_syscall
    access faccessat faccessat2 getdents64 getcwd readlink readlinkat
    getpid gettid getppid getuid geteuid getgid getegid getrandom uname sysinfo getrusage times
    clock_gettime clock_getres clock_nanosleep nanosleep gettimeofday time getitimer setitimer
    futex sched_yield sched_getaffinity rseq
    poll ppoll select pselect6 dup exit exit_group
""".split()  # noqa: SIM905  # grouped by kind, several on a line
TCGETS = 0x5401  # for isatty(), which open() calls
OPENING = {"open": 1, "openat": 2}  # index of the argument that holds the flags
# O_ACCMODE, O_CREAT, O_TRUNC: Landlock before its third version does not restrict O_TRUNC.
WRITING = 0o3 | 0o100 | 0o1000
# Not F_SETFL, F_SETOWN or F_SETPIPE_SZ, which affect files shared with other processes.
F_GETFD, F_SETFD, F_GETFL = 1, 2, 3


def build(architecture: int) -> seccomp.SyscallFilter:
    """Return the filter for one architecture."""
    filtered = seccomp.SyscallFilter(seccomp.ERRNO(errno.EPERM))
    # A tree of comparisons: the kernel accepts it in half the time.
    filtered.set_attr(seccomp.Attr.CTL_OPTIMIZE, 2)
    if architecture != seccomp.system_arch():
        filtered.add_arch(architecture)
        filtered.remove_arch(seccomp.system_arch())
    # The C library then falls back to clone, which is refused.
    filtered.add_rule(seccomp.ERRNO(errno.ENOSYS), "clone3")
    for name in ALLOWED:
        if seccomp.resolve_syscall(architecture, name) >= 0:  # not every architecture has each
            filtered.add_rule(seccomp.ALLOW, name)
    for name, flags in OPENING.items():
        if seccomp.resolve_syscall(architecture, name) >= 0:
            # Only for reading.
            filtered.add_rule(
                seccomp.ALLOW, name, seccomp.Arg(flags, seccomp.MASKED_EQ, WRITING, 0)
            )
    filtered.add_rule(seccomp.ALLOW, "ioctl", seccomp.Arg(1, seccomp.EQ, TCGETS))
    for command in (F_GETFD, F_SETFD, F_GETFL):
        filtered.add_rule(seccomp.ALLOW, "fcntl", seccomp.Arg(1, seccomp.EQ, command))
    own, reading = seccomp.Arg(0, seccomp.EQ, 0), seccomp.Arg(2, seccomp.EQ, 0)
    filtered.add_rule(seccomp.ALLOW, "prlimit64", own, reading)  # getrlimit of itself
    return filtered


def export(architecture: int) -> bytes:
    """Return the filter in the binary form that the kernel takes."""
    with tempfile.TemporaryFile() as file:
        build(architecture).export_bpf(file)
        file.seek(0)
        return file.read()


if __name__ == "__main__":
    for name, architecture in ARCHITECTURES.items():
        (Path(__file__).parent / f"{name}.bpf").write_bytes(export(architecture))
