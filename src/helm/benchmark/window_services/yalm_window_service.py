"""The window service of YaLM."""

from helm.benchmark.window_services.local_window_service import LocalWindowService


class YaLMWindowService(LocalWindowService):
    """Counts and cuts in tokens of the YaLM tokenizer."""
