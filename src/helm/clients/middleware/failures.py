"""What kind of failure a request met, which decides whether, and after how long, it is asked again."""

import re
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any, Mapping, Optional

from helm.common.errors import HelmError
from helm.common.request import ErrorFlags, RequestResult

AUTHENTICATION = "authentication"
BAD_REQUEST = "bad request"
CONTENT_FILTER = "content filter"
OVERLOAD = "overload"
TIMEOUT = "timeout"
SERVER_ERROR = "server error"
CONNECTION = "no connection"
CONFIGURATION = "configuration"
OTHER = "other"

_KIND_OF_STATUS = {401: AUTHENTICATION, 403: AUTHENTICATION, 408: TIMEOUT, 429: OVERLOAD, 503: OVERLOAD, 529: OVERLOAD}
_REPEATABLE = frozenset({OVERLOAD, TIMEOUT, SERVER_ERROR, CONNECTION, OTHER})


@dataclass(frozen=True)
class Failure:
    """Why a request was not answered."""

    kind: str
    message: str
    is_retriable: bool
    is_fatal: bool
    """Whether the instance counts as failed; otherwise the model refused it, and the run goes on with an empty answer."""
    retry_after: Optional[float] = None
    """Seconds that the host asks to wait."""

    @property
    def concerns_all_requests(self) -> bool:
        """Whether the other requests of the run are bound to meet it too."""
        return self.kind in (AUTHENTICATION, CONFIGURATION)


def failure_of_result(result: RequestResult) -> Failure:
    """Why `result` is no success."""
    flags = result.error_flags or ErrorFlags()
    is_fatal = flags.is_fatal is not False
    return Failure(
        kind=flags.kind or (OTHER if is_fatal else CONTENT_FILTER),
        message=result.error or "no reason was given",
        is_retriable=flags.is_retriable is not False,
        is_fatal=is_fatal,
        retry_after=flags.retry_after,
    )


def failure_of_exception(error: BaseException) -> Failure:
    """What an exception from a client means. A HelmError is a mistake that asking again cannot mend."""
    if isinstance(error, HelmError):
        kind = AUTHENTICATION if type(error).__name__ == "AuthenticationError" else CONFIGURATION
        return Failure(kind, str(error), is_retriable=False, is_fatal=True)
    kind = kind_of_exception(error)
    message = f"{type(error).__name__}: {error}"
    return Failure(kind, message, kind in _REPEATABLE, is_fatal=True, retry_after=retry_after_of(error))


def kind_of_exception(error: BaseException) -> str:
    """The kind of an exception of a vendor's package, by its HTTP status if it has one, else by its type."""
    status = getattr(error, "status_code", None)
    if isinstance(status, int):
        if status in _KIND_OF_STATUS:
            return _KIND_OF_STATUS[status]
        return SERVER_ERROR if status >= 500 else BAD_REQUEST
    name = type(error).__name__
    if isinstance(error, TimeoutError) or "Timeout" in name:
        return TIMEOUT
    return CONNECTION if isinstance(error, ConnectionError) or "Connection" in name else OTHER


def retry_after_of(error: BaseException) -> Optional[float]:
    """The seconds in the `Retry-After` header of the response that an exception carries, if any."""
    response = getattr(error, "response", None)
    headers: Mapping[str, Any] = getattr(response, "headers", None) or {}
    return parse_retry_after(headers.get("retry-after") or headers.get("Retry-After"))


def parse_retry_after(value: Optional[str]) -> Optional[float]:
    """Seconds from now that a `Retry-After` header names, as a number or a date; None if it names none."""
    if not value:
        return None
    if re.fullmatch(r"\d+(\.\d+)?", value.strip()):
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    from datetime import datetime

    return max(0.0, (moment - datetime.now(moment.tzinfo)).total_seconds())
