"""A server that all tests of this folder ask."""

from typing import Iterator

import pytest

from site_server import Running, make_results, running_server


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    root = tmp_path_factory.mktemp("site").resolve()
    make_results(root)
    with running_server(root) as running:
        yield running
