"""The window service of deployments that name none."""

from helm.benchmark.window_services.local_window_service import LocalWindowService


class DefaultWindowService(LocalWindowService):
    """Counts and cuts in tokens of the model's own tokenizer."""
