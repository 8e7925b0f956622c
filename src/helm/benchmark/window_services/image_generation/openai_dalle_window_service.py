"""The window service of DALL-E."""

from helm.benchmark.window_services.local_window_service import LocalWindowService


class OpenAIDALLEWindowService(LocalWindowService):
    """The window is in characters, and the answer takes no room from it."""

    def fits_within_context_window(self, text: str, expected_completion_token_length: int = 0) -> bool:
        return len(text) <= self.max_sequence_length

    def truncate_from_right(self, text: str, expected_completion_token_length: int = 0) -> str:
        return text[: self.max_sequence_length]
