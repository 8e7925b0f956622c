"""Answers with files: content types, compressed copies, validators, ranges.

The body is the open file itself, which the server sends without tying up a thread, however slowly the client reads.
"""

import os
from dataclasses import dataclass
from email.utils import formatdate
from pathlib import Path
from typing import Dict, Mapping, Optional, Tuple

from bottle import HTTPError, HTTPResponse, parse_date, parse_range_header

from helm.benchmark.server.encodings import CompressedFiles, choose_encoding, file_version

# Our own table: what the operating system's says differs from machine to machine.
_TEXT_TYPES = {
    ".css": "text/css",
    ".csv": "text/csv",
    ".html": "text/html",
    ".js": "text/javascript",
    ".json": "application/json",
    ".jsonl": "application/x-ndjson",
    ".log": "text/plain",
    ".map": "application/json",
    ".md": "text/plain",
    ".svg": "image/svg+xml",
    ".tex": "text/plain",
    ".txt": "text/plain",
    ".webmanifest": "application/manifest+json",
    ".yaml": "text/plain",
}
_OTHER_TYPES = {
    ".flac": "audio/flac",
    ".gif": "image/gif",
    ".ico": "image/x-icon",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".m4a": "audio/mp4",
    ".mov": "video/quicktime",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".ogg": "audio/ogg",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".ttf": "font/ttf",
    ".wav": "audio/wav",
    ".webm": "video/webm",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
}


def content_type(path: Path) -> str:
    """The Content-Type of a file, by its name."""
    suffix = path.suffix.lower()
    if suffix in _TEXT_TYPES:
        return f"{_TEXT_TYPES[suffix]}; charset=utf-8"
    return _OTHER_TYPES.get(suffix, "application/octet-stream")


@dataclass(frozen=True)
class _Representation:
    """The bytes chosen for a request: the file, or a compressed copy of it."""

    path: Path
    etag: str
    modified: int
    """Seconds since the epoch."""
    encoding: Optional[str] = None


def answer_file(path: Path, asked: Mapping[str, str], cache_control: str, copies: CompressedFiles) -> HTTPResponse:
    """The answer to a request for an existing file.

    Args:
        path: The file.
        asked: The headers of the request.
        cache_control: What caches may do with the answer.
        copies: Where compressed copies come from.
    """
    try:
        chosen = _choose(path, asked, copies)
        headers = _headers(path, chosen, cache_control)
        if _is_known(asked, chosen):
            return HTTPResponse(status=304, headers=headers)
        # Unbuffered: it is read in large pieces.
        body = open(chosen.path, "rb", buffering=0)  # noqa: SIM115 - the server closes it
    except FileNotFoundError:
        return HTTPError(404, "There is no such file any more.")
    except PermissionError:
        return HTTPError(403, "The server may not read this file.")
    size = os.fstat(body.fileno()).st_size
    if not _wants_part(asked, chosen):
        return HTTPResponse(body, headers={**headers, "Content-Length": str(size)})
    span = _span(asked["Range"], size)
    if span is None:
        body.close()
        return HTTPError(416, "No such part", headers={"Content-Range": f"bytes */{size}"})
    start, end = span
    body.seek(start)
    part = {"Content-Length": str(end - start), "Content-Range": f"bytes {start}-{end - 1}/{size}"}
    return HTTPResponse(body, 206, headers={**headers, **part})


def _choose(path: Path, asked: Mapping[str, str], copies: CompressedFiles) -> _Representation:
    stat = path.stat()
    version, modified = file_version(stat), int(stat.st_mtime)
    encoding = choose_encoding(asked.get("Accept-Encoding", ""))
    # Parts are parts of the file itself: whoever asks for some knows its size, not that of a copy.
    if encoding and path.suffix.lower() in _TEXT_TYPES and "Range" not in asked:
        copy = copies.copy_of(path, stat, encoding)
        if copy is not None:
            return _Representation(copy, f'"{version}-{encoding}"', modified, encoding)
    return _Representation(path, f'"{version}"', modified)


def _headers(path: Path, chosen: _Representation, cache_control: str) -> Dict[str, str]:
    headers = {
        "Content-Type": content_type(path),
        "Cache-Control": cache_control,
        "ETag": chosen.etag,
        "Last-Modified": formatdate(chosen.modified, usegmt=True),
        "Accept-Ranges": "bytes",
        "Vary": "Accept-Encoding",
    }
    return {**headers, "Content-Encoding": chosen.encoding} if chosen.encoding else headers


def _is_known(asked: Mapping[str, str], chosen: _Representation) -> bool:
    """Whether the client's copy is this very one."""
    known = asked.get("If-None-Match")
    if known is not None:
        tags = [tag.strip().removeprefix("W/") for tag in known.split(",")]
        return chosen.etag in tags or tags == ["*"]
    since = parse_date(asked.get("If-Modified-Since", ""))
    return since is not None and chosen.modified <= since


def _wants_part(asked: Mapping[str, str], chosen: _Representation) -> bool:
    """Whether one part of the file is asked for, and of the version that the client means."""
    if not asked.get("Range", "").startswith("bytes=") or "," in asked["Range"]:
        return False
    condition = asked.get("If-Range")
    return condition in (None, chosen.etag, formatdate(chosen.modified, usegmt=True))


def _span(text: str, size: int) -> Optional[Tuple[int, int]]:
    """Begin and end (exclusive) of the part; None if the file has no such part."""
    return next(iter(parse_range_header(text, size)), None)
