"""Makes annotators, with what their constructors ask for filled in by name."""

import os
from typing import Any, Callable, Dict, Mapping

from helm.benchmark.annotation.annotator import Annotator, AnnotatorSpec
from helm.clients.auto_client import AutoClient
from helm.common.cache_backend_config import CacheBackendConfig
from helm.common.credentials import provide_api_key
from helm.common.object_spec import create_object, inject_object_spec_args


class AnnotatorFactory:
    """Makes each annotator once."""

    def __init__(
        self, credentials: Mapping[str, Any], file_storage_path: str, cache_backend_config: CacheBackendConfig
    ):
        self.credentials = credentials
        self.file_storage_path = file_storage_path
        self.cache_backend_config = cache_backend_config
        self._auto_client = AutoClient(credentials, file_storage_path, cache_backend_config)
        self._annotators: Dict[AnnotatorSpec, Annotator] = {}

    def get_annotator(self, annotator_spec: AnnotatorSpec) -> Annotator:
        """The annotator that the spec describes."""
        if annotator_spec not in self._annotators:
            self._annotators[annotator_spec] = self._create(annotator_spec)
        return self._annotators[annotator_spec]

    def _create(self, annotator_spec: AnnotatorSpec) -> Annotator:
        key = annotator_spec.class_name.rpartition(".")[2].lower().replace("annotator", "")
        providers: Dict[str, Callable[[], Any]] = {
            "cache_config": lambda: self.cache_backend_config.get_cache_config(key),
            "api_key": lambda: provide_api_key(self.credentials, key),
            "endpoint": lambda: self.credentials.get(key + "Endpoint"),
            "file_storage_path": lambda: self._storage_folder(key),
            "auto_client": lambda: self._auto_client,
        }
        annotator: Annotator = create_object(inject_object_spec_args(annotator_spec, provider_bindings=providers))
        return annotator

    def _storage_folder(self, key: str) -> str:
        path = os.path.join(self.file_storage_path, "output", key)
        os.makedirs(path, exist_ok=True)
        return path
