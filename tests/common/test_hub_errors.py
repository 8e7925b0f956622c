"""What is said when a model or tokenizer cannot be had, against a server that refuses as the hub does."""

import os
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Dict, Iterator, Tuple

import pytest

from helm.common.errors import ConfigError
from helm.common.hub_errors import clear_load_errors
from helm.common.optional_dependencies import OptionalDependencyNotInstalled

_REFUSALS: Dict[str, Tuple[int, str]] = {
    "/acme/gated": (403, "GatedRepo"),
    "/acme/absent": (404, "RepoNotFound"),
    "/acme/revised": (404, "RevisionNotFound"),
}


class _Hub(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        status, code = next((answer for path, answer in _REFUSALS.items() if path in self.path), (404, "EntryNotFound"))
        self.send_response(status)
        self.send_header("X-Error-Code", code)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_HEAD = do_GET

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def hub() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Hub)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


_SCRIPT = """
from helm.common.errors import ConfigError
from helm.tokenizers.huggingface_tokenizer import HuggingFaceTokenizer
for name, arguments in [("gated", {}), ("absent", {}), ("revised", {"revision": "v9"})]:
    try:
        HuggingFaceTokenizer.create_tokenizer("acme/" + name, **arguments)
    except ConfigError as error:
        print(error)
"""


def test_refusals_of_the_hub_are_explained(hub: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    home = str(tmp_path_factory.mktemp("hf"))
    environment = {**os.environ, "HF_ENDPOINT": hub, "HF_HUB_OFFLINE": "0", "HF_HOME": home}
    done = subprocess.run([sys.executable, "-c", _SCRIPT], env=environment, capture_output=True, text=True, timeout=120)
    gated, absent, revised = done.stdout.splitlines()
    assert gated.startswith("The tokenizer 'acme/gated' is gated: ask for access")
    assert absent.startswith("There is no tokenizer 'acme/absent'")
    assert revised.startswith("The tokenizer 'acme/revised' has no revision 'v9'")


@pytest.mark.parametrize(
    "error, message",
    [
        (OSError("broken file\nand more"), "The model 'acme/x' cannot be loaded: broken file"),
        (KeyError("weight"), "The model 'acme/x' cannot be loaded: 'weight'"),
        (ValueError(""), "The model 'acme/x' cannot be loaded: ValueError"),
        (ConnectionError("no route"), "hub cannot be reached"),
        (ConfigError("as it is"), "as it is"),
    ],
)
def test_other_errors_become_one_sentence(error: Exception, message: str) -> None:
    with pytest.raises(ConfigError, match=message) as caught, clear_load_errors("model", "acme/x"):
        raise error
    assert "\n" not in str(caught.value)


def test_a_missing_package_names_the_extra() -> None:
    with pytest.raises(OptionalDependencyNotInstalled, match="huggingface"), clear_load_errors("model", "acme/x"):
        raise ModuleNotFoundError("No module named 'sentencepiece'", name="sentencepiece")
