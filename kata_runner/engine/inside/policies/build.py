"""Write the seccomp filters, one file an architecture: an allow-list, everything else is refused
with EPERM.

Run by hand when the list changes (`python kata_runner/engine/inside/policies/build.py`); needs
libseccomp and pyseccomp. A test builds them again and compares.
"""

from __future__ import annotations

import errno
import tempfile
from pathlib import Path

import pyseccomp as seccomp

ARCHITECTURES = {"x86_64": seccomp.Arch.X86_64, "aarch64": seccomp.Arch.AARCH64}

# What Python and numpy need to compute, print, read their own files and end; no process, no thread,
# no socket, no signal to anybody, no other descriptor flags, no limits of others.
ALLOWED = """
    read write readv writev pread64 close fstat newfstatat stat lstat statx lseek
    mmap munmap mremap mprotect brk madvise
    rt_sigaction rt_sigprocmask rt_sigreturn sigaltstack restart_syscall
    access faccessat faccessat2 getdents64 getcwd readlink readlinkat
    getpid gettid getppid getuid geteuid getgid getegid getrandom uname sysinfo getrusage times
    clock_gettime clock_getres clock_nanosleep nanosleep gettimeofday time getitimer setitimer
    futex sched_yield sched_getaffinity rseq
    poll ppoll select pselect6 dup exit exit_group
""".split()  # noqa: SIM905  # by kind on a line, not one under the other
TCGETS = 0x5401  # isatty(), which open() asks
OPENING = {"open": 1, "openat": 2}  # the argument that holds the flags
WRITING = (
    0o3 | 0o100 | 0o1000
)  # O_ACCMODE, O_CREAT, O_TRUNC: Landlock before its third version lets O_TRUNC through
F_GETFD, F_SETFD, F_GETFL = (
    1,
    2,
    3,
)  # not F_SETFL, F_SETOWN or F_SETPIPE_SZ, which reach into shared files


def build(architecture: int) -> seccomp.SyscallFilter:
    """The filter for one architecture."""
    filtered = seccomp.SyscallFilter(seccomp.ERRNO(errno.EPERM))
    filtered.set_attr(
        seccomp.Attr.CTL_OPTIMIZE, 2
    )  # a tree of comparisons: the kernel takes it in half the time
    if architecture != seccomp.system_arch():
        filtered.add_arch(architecture)
        filtered.remove_arch(seccomp.system_arch())
    filtered.add_rule(
        seccomp.ERRNO(errno.ENOSYS), "clone3"
    )  # the C library then tries clone, which is refused
    for name in ALLOWED:
        if seccomp.resolve_syscall(architecture, name) >= 0:  # not every architecture has each
            filtered.add_rule(seccomp.ALLOW, name)
    for name, flags in OPENING.items():
        if seccomp.resolve_syscall(architecture, name) >= 0:
            filtered.add_rule(
                seccomp.ALLOW, name, seccomp.Arg(flags, seccomp.MASKED_EQ, WRITING, 0)
            )  # only to read
    filtered.add_rule(seccomp.ALLOW, "ioctl", seccomp.Arg(1, seccomp.EQ, TCGETS))
    for command in (F_GETFD, F_SETFD, F_GETFL):
        filtered.add_rule(seccomp.ALLOW, "fcntl", seccomp.Arg(1, seccomp.EQ, command))
    own, reading = seccomp.Arg(0, seccomp.EQ, 0), seccomp.Arg(2, seccomp.EQ, 0)
    filtered.add_rule(seccomp.ALLOW, "prlimit64", own, reading)  # getrlimit of itself
    return filtered


def exported(architecture: int) -> bytes:
    """The filter as the kernel takes it."""
    with tempfile.TemporaryFile() as file:
        build(architecture).export_bpf(file)
        file.seek(0)
        return file.read()


if __name__ == "__main__":
    for name, architecture in ARCHITECTURES.items():
        (Path(__file__).parent / f"{name}.bpf").write_bytes(exported(architecture))
