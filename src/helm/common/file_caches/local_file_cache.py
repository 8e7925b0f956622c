"""Files in a local folder."""

import os
import uuid
from typing import Callable

from helm.common.file_caches.file_cache import FileCache


class LocalFileCache(FileCache):
    """Files with the extension `file_extension` in the folder `base_path`, which is made when the first one is named."""

    def __init__(self, base_path: str, file_extension: str):
        self._location = base_path
        self._file_extension = file_extension

    def store(self, compute: Callable[[], bytes]) -> str:
        path = self.generate_unique_new_file_path()
        content = compute()
        with open(path, "wb") as file:
            file.write(content)
        return path

    def generate_unique_new_file_path(self) -> str:
        os.makedirs(self._location, exist_ok=True)
        return os.path.join(self._location, f"{uuid.uuid4().hex}.{self._file_extension}")
