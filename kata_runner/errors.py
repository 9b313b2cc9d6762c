"""The exceptions of this package, and the exit code with which each ends a command.

    KataRunnerError                  3  the kata, the pack or the grader is at fault
    ├── PackError                    3  a pack, or one of its katas, cannot be used
    ├── EngineError                  3  the process that runs attempts failed
    ├── IsolationUnavailableError    3  the required level of isolation is not available
    ├── OutputError                  3  the output cannot be written
    └── UsageError                   2  the request cannot be carried out as given
        ├── UnknownKataError         2  no kata, or more than one, matches the name
        ├── PathError                2  a file or folder is missing, of the wrong kind or in the way
        └── NotPassedError           2  the reference is shown after the kata is passed

A fault of an *attempt* is never raised: it is an outcome in the report.
"""


class KataRunnerError(Exception):
    """Base class; its text is one line for the user: what happened and what to do next."""

    exit_code = 3


class PackError(KataRunnerError):
    """A pack, or one of its katas, cannot be used; names the pack, the file and the field."""


class EngineError(KataRunnerError):
    """The process that runs attempts failed; no attempt is to blame."""


class IsolationUnavailableError(KataRunnerError):
    """The required level of isolation is not available here; nothing was run."""


class OutputError(KataRunnerError):
    """The output cannot be written, for example because the disk is full.

    A reader that closes the pipe is not an error.
    """


class UsageError(KataRunnerError):
    """The request cannot be carried out as given."""

    exit_code = 2


class UnknownKataError(UsageError):
    """No kata, or more than one, matches a name."""


class PathError(UsageError):
    """A file or folder that is missing, of the wrong kind, or in the way."""


class NotPassedError(UsageError):
    """The reference is shown after the kata is passed, or on request."""


# Names of the first release, kept for one more release.
BrokenPack, EngineFault, IsolationUnavailable = PackError, EngineError, IsolationUnavailableError
WrongUse, UnknownKata = UsageError, UnknownKataError
UnusablePath, NotYetPassed = PathError, NotPassedError
