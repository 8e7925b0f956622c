"""Names that plugins import from here; retries are in helm.clients.middleware.retry."""

from helm.clients.middleware.retry import NonRetriableException, RetryPolicy, call_with_retries

__all__ = ["NonRetriableException", "RetryPolicy", "call_with_retries"]
