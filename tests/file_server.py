"""A real HTTP server on 127.0.0.1 that serves files, ranges of them, and the faults that a test prepares."""

import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Dict, Iterator, List, Optional


@dataclass
class Fault:
    """What happens in place of a whole answer."""

    status: int = 200
    keep_bytes: Optional[int] = None
    """Bytes of the body that are sent before the connection is closed."""
    headers: Dict[str, str] = field(default_factory=dict)


@dataclass
class FileServer:
    url: str = ""
    files: Dict[str, bytes] = field(default_factory=dict)
    """By path, e.g. `/a.txt`."""
    types: Dict[str, str] = field(default_factory=dict)
    faults: List[Fault] = field(default_factory=list)
    """Given in turn, before answers are whole."""
    asked: List[Dict[str, str]] = field(default_factory=list)
    """The headers of each request, and `path`."""
    etag: str = '"1"'
    supports_ranges: bool = True


@contextmanager
def file_server() -> Iterator[FileServer]:
    """The server, running until the end of the block."""
    state, lock = FileServer(), threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            with lock:
                state.asked.append({**self.headers, "path": self.path})
                fault = state.faults.pop(0) if state.faults else Fault()
            body = state.files.get(self.path)
            status = 404 if body is None and fault.status == 200 else fault.status
            self._send(status, (body or b"") if status == 200 else b"", fault)

        def _send(self, status: int, body: bytes, fault: Fault) -> None:
            start, total = 0, len(body)
            wants_part = self.headers.get("If-Range") == state.etag and state.supports_ranges
            if status == 200 and wants_part:
                start = int(self.headers["Range"][len("bytes=") : -1])
                status = 206
            self.send_response(status)
            for name, value in fault.headers.items():
                self.send_header(name, value)
            if status == 206:
                self.send_header("Content-Range", f"bytes {start}-{total - 1}/{total}")
            if state.etag:
                self.send_header("ETag", state.etag)
            self.send_header("Content-Type", state.types.get(self.path, "application/octet-stream"))
            self.send_header("Content-Length", str(total - start))
            self.end_headers()
            part = body[start:]
            self.wfile.write(part if fault.keep_bytes is None else part[: fault.keep_bytes])

        def log_message(self, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    state.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=lambda: server.serve_forever(poll_interval=0.01), daemon=True)
    thread.start()
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
