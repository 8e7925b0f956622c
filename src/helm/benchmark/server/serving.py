"""The socket and the threads.

Threads only look files up and compress them; one loop sends to all clients at once, so a client that stalls, or never
asks anything, holds up nobody.
"""

import errno
import socket
import sys
from typing import Iterable

from helm.benchmark.server.app import make_app
from helm.benchmark.server.encodings import CompressedFiles
from helm.benchmark.server.guard import WsgiApp
from helm.benchmark.server.site import SUMMARY_FILE, Site
from helm.common.command import EXIT_INTERRUPTED
from helm.common.errors import ConfigError
from helm.common.terminal import say
from helm.data.storage import cache_folder

_THREADS = 8
# Files are read in pieces of this size. The system's default of megabytes has most of a piece read again and again,
# because a client takes less than that at once.
_SEND_BUFFER = 1 << 17
# With the files being sent, below the usual limit of 1,024 open files.
_MOST_CLIENTS = 450
_IDLE_SECONDS = 120
_NEVER_WAIT_FOR_A_CLIENT = 1 << 40
_LONGEST_BODY = 1 << 16

_ANY_ADDRESS = ("0.0.0.0", "::")
_REASONS = {
    errno.EADDRINUSE: "it is in use; stop the program that uses it, or choose another with --port",
    errno.EACCES: "it is reserved for the administrator; choose one above 1023 with --port",
}


def serve_site(site: Site, host: str, port: int, allowed_hosts: Iterable[str]) -> None:
    """Serve until interrupted, then leave with status 130.

    Raises:
        ConfigError: the address cannot be had.
    """
    with listening_socket(host, port) as listener:
        app = make_app(site, CompressedFiles(cache_folder() / "compressed"), [host, *allowed_hosts])
        say(introduction(site, host, listener.getsockname()[1]))
        run_server(app, listener)
    sys.exit(EXIT_INTERRUPTED)


def introduction(site: Site, host: str, port: int) -> str:
    """What the person who started the server is told."""
    name = "localhost" if host in ("127.0.0.1", *_ANY_ADDRESS) else f"[{host}]" if ":" in host else host
    lines = [f"Serving {site.version.kind} {site.version.name!r}"]
    if site.output and not (site.output / site.version.path / SUMMARY_FILE).is_file():
        lines.append(f"It has no tables yet: run `helm-summarize --{site.version.kind} {site.version.name}`.")
    if host in _ANY_ADDRESS:
        lines.append("Whoever can reach this machine can read the results.")
    lines.append(f"Go to http://{name}:{port}/ to view your website; Ctrl-C ends it.")
    return "\n".join(lines)


def listening_socket(host: str, port: int) -> socket.socket:
    """A socket at that address.

    Raises:
        ConfigError: the address cannot be had.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listener = socket.create_server((host, port), family=family, backlog=_MOST_CLIENTS)
    except OSError as error:
        reason = _REASONS.get(error.errno or 0, "that is no address of this machine; choose another with --host")
        raise ConfigError(f"Cannot listen on port {port} of {host}: {reason}.") from error
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _SEND_BUFFER)
    return listener


def run_server(app: WsgiApp, listener: socket.socket) -> None:
    """Answer requests until interrupted."""
    import logging

    import waitress

    # It warns whenever requests wait for a thread, which is ordinary here.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    server = waitress.create_server(
        app,
        sockets=[listener],
        threads=_THREADS,
        ident=None,
        asyncore_use_poll=True,
        backlog=_MOST_CLIENTS,
        connection_limit=_MOST_CLIENTS,
        channel_timeout=_IDLE_SECONDS,
        outbuf_high_watermark=_NEVER_WAIT_FOR_A_CLIENT,
        max_request_body_size=_LONGEST_BODY,
    )
    server.run()
