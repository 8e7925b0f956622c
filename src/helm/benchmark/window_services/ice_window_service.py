"""The window service of models with the ICE tokenizer."""

from helm.benchmark.window_services.local_window_service import LocalWindowService


class ICEWindowService(LocalWindowService):
    """Counts and cuts in tokens of the ICE tokenizer (GLM)."""
