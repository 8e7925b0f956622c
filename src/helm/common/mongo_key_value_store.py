"""The store in a MongoDB collection, for runs on several machines that share one cache."""

import json
from contextlib import contextmanager, suppress
from typing import Any, Dict, Iterator, Optional, Sequence

from helm.common.cache_codec import response_to_json
from helm.common.claims import shared_claims
from helm.common.key_value_store import CacheError, Entry, KeyValueStore, RequestKey, Response
from helm.common.optional_dependencies import handle_module_not_found_error


class MongoKeyValueStore(KeyValueStore):
    """Documents `{"request": ..., "response": ...}` in a collection with a unique index on `request`.

    A response that MongoDB cannot hold as a document (an integer beyond 64 bits, say) is kept as JSON text.
    """

    def __init__(self, uri: str, collection_name: str):
        try:
            import pymongo
            import pymongo.errors
        except ModuleNotFoundError as error:
            handle_module_not_found_error(error, ["mongo"])
        self._unstorable = (pymongo.errors.InvalidDocument, OverflowError)
        self._duplicate = pymongo.errors.DuplicateKeyError
        self._failures = (pymongo.errors.PyMongoError, *self._unstorable)
        self._name = collection_name
        self.claims = shared_claims(f"{uri} {collection_name}")
        with self._clear_errors():
            self._client: Any = pymongo.MongoClient(uri)
            self._collection = self._client.get_default_database()[collection_name]
            self._collection.create_index("request", unique=True)

    def read(self, key: RequestKey) -> Optional[Response]:
        with self._clear_errors():
            document = self._collection.find_one({"request": json.loads(key.text)})
        if document is None:
            return None
        response: Any = document["response"]
        return dict(json.loads(response) if isinstance(response, str) else response)

    def write(self, entries: Sequence[Entry]) -> None:
        try:
            with self._clear_errors():
                for key, response in entries:
                    self._write_one(json.loads(key.text), response)
        finally:
            self.claims.release(key.digest for key, _ in entries)

    def close(self) -> None:
        self._client.close()

    def _write_one(self, request: Dict[str, Any], response: Response) -> None:
        try:
            self._replace(request, response)
        except self._unstorable:
            self._replace(request, response_to_json(response))

    def _replace(self, request: Dict[str, Any], response: Any) -> None:
        document = {"request": request, "response": response}
        # Another machine may insert the same request at the same moment; its response is as good.
        with suppress(self._duplicate):
            self._collection.replace_one({"request": request}, document, upsert=True)

    @contextmanager
    def _clear_errors(self) -> Iterator[None]:
        """Errors of the driver become a CacheError, without their message, which may quote the URI with its password."""
        try:
            yield
        except self._failures as error:
            raise CacheError(
                f"The MongoDB collection {self._name!r} cannot be used ({type(error).__name__}): check --mongo-uri and the "
                "server, or run with --disable-cache"
            ) from None
