"""Where clients put the files that a model makes."""

from abc import ABC, abstractmethod
from typing import Callable


class FileCache(ABC):
    """A place for files with names of its own choice."""

    @abstractmethod
    def store(self, compute: Callable[[], bytes]) -> str:
        """Write what `compute` returns to a new file and return the path."""

    @abstractmethod
    def generate_unique_new_file_path(self) -> str:
        """A path at which there is no file yet."""
