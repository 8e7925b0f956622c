"""Who may ask, and what a page may do: checks and headers around the whole site."""

import ipaddress
from typing import Any, Callable, Dict, FrozenSet, Iterable, List, Optional, Tuple
from urllib.parse import urlsplit

StartResponse = Callable[..., Any]
WsgiApp = Callable[[Dict[str, Any], StartResponse], Iterable[bytes]]

RESULT_PREFIXES = ("/benchmark_output/", "/cache/output/")

# Results hold what models wrote, maybe a page with scripts: opened by itself, such a file can do nothing.
_RESULT_POLICY = "default-src 'none'; sandbox"

_HEADERS = (
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
)


def app_policy(output_url: str) -> str:
    """The Content-Security-Policy of the app: everything from this site, except results that are kept elsewhere."""
    address = urlsplit(output_url)
    results = f" {address.scheme}://{address.netloc}" if address.netloc else ""
    media = f"'self' data: blob:{results}"
    return (
        f"default-src 'none'; script-src 'self'; style-src 'self'; worker-src 'self'; font-src 'self'; "
        f"manifest-src 'self'; connect-src 'self'{results}; img-src {media}; media-src {media}; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


def is_allowed_host(header: Optional[str], allowed: FrozenSet[str]) -> bool:
    """Whether a page may be asked for under this Host header.

    A foreign page can make its own name mean this machine (DNS rebinding) and then read what is served here. Names
    are therefore refused unless known; an IP address cannot be such a name. Browsers always send the header.
    """
    if header is None:
        return True
    try:
        name = urlsplit(f"//{header}").hostname or ""
    except ValueError:
        return False
    return name in allowed or name == "localhost" or name.endswith(".localhost") or _is_address(name)


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def guarded(app: WsgiApp, policy: str, allowed_hosts: Iterable[str]) -> WsgiApp:
    """`app` behind the check of the Host header, with security headers on every answer."""
    allowed = frozenset(name.lower() for name in allowed_hosts)

    def guard(environ: Dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        is_result = environ.get("PATH_INFO", "").startswith(RESULT_PREFIXES)
        extra = [*_HEADERS, ("Content-Security-Policy", _RESULT_POLICY if is_result else policy)]

        def start(status: str, headers: List[Tuple[str, str]], exc_info: Any = None) -> Any:
            return start_response(status, [*headers, *extra], exc_info)

        if is_allowed_host(environ.get("HTTP_HOST"), allowed):
            return app(environ, start)
        message = b"This site is not served under that name; helm-server --allow-host NAME adds one.\n"
        start("421 Misdirected Request", [("Content-Type", "text/plain"), ("Content-Length", str(len(message)))])
        return [message]

    return guard
