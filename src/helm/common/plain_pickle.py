"""Reading pickles that others made: plain data only; nothing that they name is imported or called."""

import pickle
from typing import IO, Any

_PLAIN_CLASSES = {("builtins", "set"): set, ("builtins", "frozenset"): frozenset}


class PlainPickleError(ValueError):
    """A pickle that is damaged or holds more than plain data."""


def load_plain_pickle(stream: IO[bytes]) -> Any:
    """What a pickle holds: dictionaries, lists, tuples, sets, texts, bytes, numbers and None.

    Raises:
        PlainPickleError: it is damaged or holds anything else.
    """
    try:
        return _PlainUnpickler(stream).load()
    # A damaged pickle can raise any exception that the classes it is made of raise.
    except Exception as error:
        raise PlainPickleError(f"{type(error).__name__}: {error}") from error


class _PlainUnpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in _PLAIN_CLASSES:
            raise pickle.UnpicklingError(f"{module}.{name} is not plain data")
        return _PLAIN_CLASSES[module, name]
