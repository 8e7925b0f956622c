"""The store in a MongoDB collection, for runs on several machines that share one cache."""

import json
from typing import Any, Dict, Iterable, Mapping, Optional, Tuple

from helm.common.key_value_store import CacheError, KeyValueStore, Response, request_to_key
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
        self._failures = (pymongo.errors.PyMongoError,)
        self._name = collection_name
        self._client: Any = pymongo.MongoClient(uri)
        self._collection = self._client.get_default_database()[collection_name]
        self._call(self._collection.create_index, "request", unique=True)

    def get(self, key: Mapping[str, Any]) -> Optional[Response]:
        document = self._call(self._collection.find_one, {"request": _sorted(key)})
        if document is None:
            return None
        response: Any = document["response"]
        return dict(json.loads(response) if isinstance(response, str) else response)

    def multi_put(self, pairs: Iterable[Tuple[Mapping[str, Any], Response]]) -> None:
        for key, value in pairs:
            try:
                self._replace(_sorted(key), value)
            except self._unstorable:
                self._replace(_sorted(key), json.dumps(value))

    def close(self) -> None:
        self._client.close()

    def _replace(self, request: Dict[str, Any], response: Any) -> None:
        document = {"request": request, "response": response}
        self._call(self._collection.replace_one, {"request": request}, document, upsert=True)

    def _call(self, operation: Any, *args: Any, **kwargs: Any) -> Any:
        try:
            return operation(*args, **kwargs)
        except self._failures as error:
            # The message of the driver may quote the URI, and with it a password.
            raise CacheError(
                f"The MongoDB collection {self._name!r} cannot be used ({type(error).__name__}): check --mongo-uri and the "
                "server, or run with --disable-cache"
            ) from None


def _sorted(request: Mapping[str, Any]) -> Dict[str, Any]:
    """`request` with sorted keys at every level, because MongoDB compares documents in order."""
    result: Dict[str, Any] = json.loads(request_to_key(request))
    return result
