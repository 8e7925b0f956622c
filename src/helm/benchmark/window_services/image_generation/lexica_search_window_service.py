"""The window service of image search at Lexica."""

from helm.benchmark.window_services.image_generation.openai_dalle_window_service import OpenAIDALLEWindowService


class LexicaSearchWindowService(OpenAIDALLEWindowService):
    """The window is in characters of the search query."""
