"""A real HTTP server on 127.0.0.1 that answers as a test says and keeps what it was asked."""

import json
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Callable, Dict, Iterator, List, NamedTuple, Union


class Answer(NamedTuple):
    body: Union[Dict[str, Any], str]
    """A JSON object, or text that is sent as it is."""
    status: int = 200


@dataclass
class Asked:
    path: str
    headers: Dict[str, str]
    """Names in lower case."""
    body: Any


@dataclass
class JsonServer:
    """Set `answer` to a function of what was asked, or put answers into `queue`, which are given in turn."""

    url: str = ""
    asked: List[Asked] = field(default_factory=list)
    queue: List[Answer] = field(default_factory=list)
    answer: Callable[[Asked], Answer] = lambda asked: Answer({"error": {"message": "no answer was prepared"}}, 500)

    @property
    def bodies(self) -> List[Any]:
        return [asked.body for asked in self.asked]


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128


@contextmanager
def json_server() -> Iterator[JsonServer]:
    """The server, running until the end of the block."""
    state, lock = JsonServer(), threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.do_POST()

        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            is_json = self.headers.get("Content-Type", "").startswith("application/json")
            asked = Asked(
                self.path,
                {name.lower(): value for name, value in self.headers.items()},
                json.loads(raw) if is_json and raw else raw,
            )
            with lock:
                state.asked.append(asked)
                prepared = state.queue.pop(0) if state.queue else None
            self._send(prepared or state.answer(asked))

        def _send(self, answer: Answer) -> None:
            content = (answer.body if isinstance(answer.body, str) else json.dumps(answer.body)).encode()
            self.send_response(answer.status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *args: Any) -> None:
            pass

    server = Server(("127.0.0.1", 0), Handler)
    state.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
