"""The answers of an unfinished run, kept beside its results, so that a run that ends early asks for nothing twice.

One line of JSON an answer, appended as it comes; a line that was cut off by a sudden end is ignored. Answers that came
from the cache are not kept again. The file goes when the run is complete.
"""

import errno
import hashlib
import json
import os
import threading
from pathlib import Path
from typing import Any, BinaryIO, Dict, Optional

from helm.common.atomic_files import write_error
from helm.common.errors import HelmError
from helm.common.general import asdict_without_nones
from helm.common.hierarchical_logger import hlog
from helm.common.request import Request, RequestResult

JOURNAL_FILE = "answers.jsonl"


def request_digest(request: Request) -> str:
    """What tells a request from all others."""
    return hashlib.blake2b(repr(request).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


class AnswerJournal:
    """Answers by request, in the file `answers.jsonl` of a run's folder."""

    def __init__(self, folder: Path):
        self.path = folder / JOURNAL_FILE
        self._lock = threading.Lock()
        self._file: Optional[BinaryIO] = None
        self._answers = self._load()

    def _load(self) -> Dict[str, Dict[str, Any]]:
        if not self.path.is_file():
            return {}
        answers = {}
        with open(self.path, encoding="utf-8") as file:
            for line in file:
                if line.endswith("\n"):
                    entry = json.loads(line)
                    answers[entry["request"]] = entry["result"]
        hlog(f"{len(answers)} answers of an earlier, unfinished run are used again")
        return answers

    def get(self, request: Request) -> Optional[RequestResult]:
        """The answer to `request` that an earlier, unfinished run received, if any."""
        if not self._answers:
            return None
        answer = self._answers.get(request_digest(request))
        if answer is None:
            return None
        from helm.common.codec import structure

        return structure(answer, RequestResult)

    def add(self, request: Request, result: RequestResult) -> None:
        """Keep an answer.

        Raises:
            HelmError: it cannot be written; what was kept before is whole.
        """
        if result.cached:
            return
        line = json.dumps({"request": request_digest(request), "result": asdict_without_nones(result)}) + "\n"
        with self._lock:
            try:
                if self._file is None:
                    self._file = self._open()
                _append(self._file, line.encode())
            except OSError as error:
                raise write_error(self.path, error) from error

    def _open(self) -> BinaryIO:
        if self.path.is_file():
            _drop_cut_off_line(self.path)
        # Unbuffered: an answer counts as kept when the system has it, and what it refuses is not tried again.
        return open(self.path, "ab", buffering=0)

    def close(self, complete: bool) -> None:
        """End writing; the file goes if the run is complete."""
        with self._lock:
            if self._file is not None:
                self._file.close()
                self._file = None
        if complete:
            self.path.unlink(missing_ok=True)


def _drop_cut_off_line(path: Path) -> None:
    """End the file with its last whole line; a cut-off one must not swallow the next."""
    with open(path, "rb+") as file:
        file.seek(max(0, file.seek(0, os.SEEK_END) - 1))
        if file.read() not in (b"\n", b""):
            file.seek(0)
            file.truncate(file.read().rfind(b"\n") + 1)


def _append(file: BinaryIO, line: bytes) -> None:
    """Write a line, or nothing at all.

    Raises:
        OSError: it cannot be written.
    """
    end = file.seek(0, os.SEEK_END)
    try:
        if file.write(line) < len(line):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    except OSError:
        file.truncate(end)
        raise


def open_journal(folder: Path) -> AnswerJournal:
    """The journal of the run in `folder`.

    Raises:
        HelmError: there is one, but it cannot be read.
    """
    try:
        return AnswerJournal(folder)
    except (OSError, ValueError, KeyError) as error:
        raise HelmError(
            f"The answers of an earlier run in '{folder / JOURNAL_FILE}' cannot be read ({error}); "
            "remove the file to ask for them anew"
        ) from error
