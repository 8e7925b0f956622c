"""Pickles from elsewhere: plain data is read, anything that would run is refused."""

import io
import os
import pickle
from collections import OrderedDict

import pytest

from helm.common.plain_pickle import PlainPickleError, load_plain_pickle


class Harmful:
    """An object whose pickle calls `os.mkdir`."""

    def __init__(self, folder):
        self.folder = folder

    def __reduce__(self):
        return os.mkdir, (self.folder,)


@pytest.mark.parametrize("protocol", range(3, pickle.HIGHEST_PROTOCOL + 1))
def test_plain_data(protocol):
    value = {"a": [1, 2.5, None, True, "é", b"x"], "b": ({1}, frozenset([2]))}
    assert load_plain_pickle(io.BytesIO(pickle.dumps(value, protocol))) == value


def test_nothing_is_called(tmp_path):
    folder = str(tmp_path / "made")
    with pytest.raises(PlainPickleError, match="mkdir is not plain data"):
        load_plain_pickle(io.BytesIO(pickle.dumps([Harmful(folder)])))
    assert not os.path.exists(folder)


@pytest.mark.parametrize("content", [b"", b"<html>", pickle.dumps([1])[:-1], pickle.dumps(OrderedDict())])
def test_what_is_no_plain_pickle(content):
    with pytest.raises(PlainPickleError):
        load_plain_pickle(io.BytesIO(content))
