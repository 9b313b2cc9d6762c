"""Everything that can go wrong, and the exit code it ends a command with.

    KataRunnerError                  3  the kata, the pack or the grader is at fault
    ├── PackError                    3  a pack, or one of its katas, cannot be used
    ├── EngineError                  3  the process that runs attempts did not do its work
    ├── IsolationUnavailableError    3  the level of isolation that was demanded is not available
    ├── OutputError                  3  what was to be printed cannot be written
    └── UsageError                   2  what was asked for cannot be done as asked
        ├── UnknownKataError         2  no kata, or more than one, answers to that name
        ├── PathError                2  a file or folder is missing, of the wrong kind or in the way
        └── NotPassedError           2  the reference is shown after the kata is passed

What is wrong with an *attempt* is never raised: it is an outcome, and stands in the report.
"""


class KataRunnerError(Exception):
    """One line for the user: what happened and what to do next."""

    exit_code = 3


class PackError(KataRunnerError):
    """A pack, or one of its katas, cannot be used; says the pack, the file and the field."""


class EngineError(KataRunnerError):
    """The process that runs attempts did not do its work; no attempt is to blame."""


class IsolationUnavailableError(KataRunnerError):
    """The level of isolation that was demanded cannot be had here; nothing was run."""


class OutputError(KataRunnerError):
    """What was to be printed cannot be written, as on a full disk; a reader that went away is no
    error.
    """


class UsageError(KataRunnerError):
    """What was asked for cannot be done as asked."""

    exit_code = 2


class UnknownKataError(UsageError):
    """No kata, or more than one, answers to a name."""


class PathError(UsageError):
    """A file or folder that is missing, of the wrong kind, or in the way."""


class NotPassedError(UsageError):
    """The reference is shown after the kata is passed, or on request."""


# The names of the first release, for one more.
BrokenPack, EngineFault, IsolationUnavailable = PackError, EngineError, IsolationUnavailableError
WrongUse, UnknownKata, UnusablePath, NotYetPassed = (
    UsageError,
    UnknownKataError,
    PathError,
    NotPassedError,
)
