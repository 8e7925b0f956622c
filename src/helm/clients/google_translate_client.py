"""Machine translation by Google Cloud Translation, basic edition (https://cloud.google.com/translate)."""

import os
from typing import Any, Dict

from helm.common.cache import Cache, SqliteCacheConfig
from helm.common.errors import ConfigError
from helm.common.optional_dependencies import handle_module_not_found_error

DEFAULT_CACHE_PATH = os.path.join("prod_env", "cache", "google_translate.sqlite")


class GoogleTranslateClient:
    """Translates texts with the Google Cloud credentials of the environment; answers are kept in `cache_path`."""

    def __init__(self, cache_path: str = DEFAULT_CACHE_PATH):
        """
        Raises:
            OptionalDependencyNotInstalled: the package of the service is not installed.
            ConfigError: the environment has no credentials.
        """
        try:
            from google.auth.exceptions import DefaultCredentialsError
            from google.cloud import translate_v2
        except ModuleNotFoundError as error:
            handle_module_not_found_error(error, ["translate"])
        try:
            self._service = translate_v2.Client()
        except DefaultCredentialsError as error:
            raise ConfigError(
                "There are no Google Cloud credentials to translate with; set GOOGLE_APPLICATION_CREDENTIALS to the "
                "path of a key file, or run `gcloud auth application-default login`."
            ) from error
        os.makedirs(os.path.dirname(cache_path) or ".", exist_ok=True)
        self._cache = Cache(SqliteCacheConfig(cache_path))

    def translate(self, text: str, target_language: str) -> str:
        """`text` in the language with this ISO 639-1 code, e.g. `zh-CN`."""

        def request() -> Dict[str, Any]:
            response = dict(self._service.translate(text, target_language=target_language))
            del response["input"]
            return response

        response, _ = self._cache.get({"text": text, "target_language": target_language}, request)
        translation: str = response["translatedText"]
        return translation
