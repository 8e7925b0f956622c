"""Who asks, for a proxy server."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Authentication:
    api_key: str = field(default="", repr=False)
