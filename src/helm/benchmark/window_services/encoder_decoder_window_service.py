"""The window service of encoder-decoder models such as T5."""

from helm.benchmark.window_services.local_window_service import LocalWindowService
from helm.common.hierarchical_logger import hwarn


class EncoderDecoderWindowService(LocalWindowService):
    """Prompt and completion have a window each, so a long completion takes no room from the prompt."""

    @property
    def max_output_length(self) -> int:
        """Longest completion, in tokens."""
        return self.max_sequence_length

    def fits_within_context_window(self, text: str, expected_completion_token_length: int = 0) -> bool:
        if expected_completion_token_length > self.max_output_length:
            hwarn(
                f"A completion of {expected_completion_token_length} tokens is longer than the "
                f"{self.max_output_length} that the model deployment {self._deployment_name} can generate"
            )
        return self.get_num_tokens(text) <= self.max_request_length

    def truncate_from_right(self, text: str, expected_completion_token_length: int = 0) -> str:
        return self._truncate(text, self.max_request_length)
