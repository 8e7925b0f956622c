import json
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

mongomock = pytest.importorskip("mongomock")
pymongo = pytest.importorskip("pymongo")

from helm.common.cache import Cache, MongoCacheConfig  # noqa: E402
from helm.common.key_value_store import CacheError, request_to_key  # noqa: E402
from helm.common.mongo_key_value_store import MongoKeyValueStore  # noqa: E402

URI = "mongodb://user:secret@localhost/db"


@pytest.fixture
def store():
    with mongomock.patch(servers=(("localhost", 27017),)):
        yield MongoKeyValueStore(URI, "openai")


def test_what_was_put_is_got_whatever_the_order_of_its_fields(store):
    store.put({"b": {"y": 1, "x": 2}, "a": 1}, {"v": 1})
    assert store.get({"a": 1, "b": {"x": 2, "y": 1}}) == {"v": 1}
    store.put({"a": 1, "b": {"x": 2, "y": 1}}, {"v": 2})
    assert store.get({"b": {"y": 1, "x": 2}, "a": 1}) == {"v": 2}
    assert store.get({"a": 2}) is None


def test_documents_have_sorted_requests_and_may_hold_json_text(store):
    store.put({"b": 1, "a": 2}, {"v": 1})
    [document] = store._collection.find({})
    assert list(document["request"]) == ["a", "b"] and document["response"] == {"v": 1}
    store._collection.insert_one({"request": {"c": 1}, "response": json.dumps({"big": 2**70})})
    assert store.get({"c": 1}) == {"big": 2**70}


def test_what_mongodb_cannot_hold_is_kept_as_json_text(store, monkeypatch):
    real = store._collection.replace_one

    def refuse_documents(selector, document, upsert):
        if not isinstance(document["response"], str):
            raise OverflowError("MongoDB can only handle up to 8-byte ints")
        return real(selector, document, upsert=upsert)

    monkeypatch.setattr(store._collection, "replace_one", refuse_documents)
    store.put({"a": 1}, {"big": 2**70})
    assert store.get({"a": 1}) == {"big": 2**70}


def test_a_request_that_another_machine_inserts_at_the_same_moment_is_no_error(store, monkeypatch):
    def lose_the_race(*args, **kwargs):
        raise pymongo.errors.DuplicateKeyError("E11000 duplicate key")

    monkeypatch.setattr(store._collection, "replace_one", lose_the_race)
    store.put({"a": 1}, {"v": 1})


def test_a_response_that_is_too_large_even_as_text_cannot_be_kept(store, monkeypatch):
    def refuse(*args, **kwargs):
        raise pymongo.errors.DocumentTooLarge("16 MB")

    monkeypatch.setattr(store._collection, "replace_one", refuse)
    key = request_to_key({"a": 1})
    assert store.claims.take(key.digest)
    with pytest.raises(CacheError, match="DocumentTooLarge"):
        store.write([(key, {"v": 1})])
    assert store.claims.take(key.digest)
    store.claims.release([key.digest])


def test_threads_share_what_one_of_them_computes(store, monkeypatch):
    calls = []

    def compute():
        calls.append(1)
        time.sleep(0.05)
        return {"v": 1}

    config = MongoCacheConfig(URI, "openai")
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: Cache(config).get({"a": 1}, compute)[0], range(4)))
    assert answers == [{"v": 1}] * 4 and len(calls) == 1


def test_an_error_does_not_quote_the_password(store, monkeypatch):
    def fail(*args, **kwargs):
        raise pymongo.errors.ServerSelectionTimeoutError(f"cannot reach {URI}")

    monkeypatch.setattr(store._collection, "find_one", fail)
    with pytest.raises(CacheError, match="'openai'") as caught:
        store.get({"a": 1})
    assert "secret" not in str(caught.value) and caught.value.__cause__ is None
