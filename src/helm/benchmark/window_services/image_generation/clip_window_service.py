"""The window service of text-to-image models with a CLIP text encoder."""

from helm.benchmark.window_services.local_window_service import LocalWindowService


class CLIPWindowService(LocalWindowService):
    """The answer is an image, which takes no room from the prompt when it is cut."""

    def truncate_from_right(self, text: str, expected_completion_token_length: int = 0) -> str:
        return self._truncate(text, self.max_request_length)
