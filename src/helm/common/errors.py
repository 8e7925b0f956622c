"""The exceptions that a user can act on.

Every message is one sentence: what is wrong, where (file, line, entry), what is accepted, what to do.
Commands print it and exit with a status other than 0; a traceback goes to the log file only.

    HelmError
    ├── ConfigError        a configuration file or command-line value that cannot be used
    ├── RunEntryError      a run entry that cannot be read or expanded
    ├── DataError          data that cannot be had, or is not what was expected
    ├── AdaptationError    instances that cannot be turned into requests
    └── OptionalDependencyNotInstalled (helm.common.optional_dependencies)
"""

from difflib import get_close_matches
from typing import Iterable


class HelmError(Exception):
    """A mistake or condition that the person at the terminal can do something about."""


class ConfigError(HelmError, ValueError):
    """A configuration file, credential or command-line value that cannot be used."""


class RunEntryError(HelmError, ValueError):
    """A run entry that cannot be read or expanded into run specs."""


class DataError(HelmError):
    """Data that cannot be had (unreachable, gated, absent from the mirror) or is not what was expected."""


class AdaptationError(HelmError, ValueError):
    """Instances that cannot be turned into requests for the chosen model."""


def nearest(name: str, known: Iterable[str], limit: int = 3) -> str:
    """`; did you mean "a" or "b"?` for the known names closest to `name`, or "" if none is close."""
    close = get_close_matches(name, list(known), n=limit, cutoff=0.6)
    return f"; did you mean {' or '.join(repr(match) for match in close)}?" if close else ""
