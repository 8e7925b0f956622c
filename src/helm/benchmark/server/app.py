"""The routes of the site."""

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Iterable

from bottle import Bottle, HTTPError, HTTPResponse, request, response

from helm.benchmark.server.encodings import CompressedFiles
from helm.benchmark.server.files import answer_file
from helm.benchmark.server.guard import WsgiApp, app_policy, guarded
from helm.benchmark.server.paths import locate
from helm.benchmark.server.site import Site

_CLASSIC_SCHEMA = Path(__file__).parents[1] / "static" / "schema_classic.yaml"

# Kept by the browser, but asked about each time: results change when a suite is summarized again.
_REVALIDATE = "no-cache"
_FOREVER = "public, max-age=31536000, immutable"
_HASHED_NAME = re.compile(r"^assets/.*-[A-Za-z0-9_-]{8,}\.[a-z0-9]+$")


def make_app(site: Site, copies: CompressedFiles, allowed_hosts: Iterable[str] = ()) -> WsgiApp:
    """The WSGI application that serves a site.

    Args:
        site: What is served.
        copies: Where compressed copies of files come from.
        allowed_hosts: Names under which it may be asked for, besides localhost and IP addresses.
    """
    answers, routes = _Answers(site, copies), Bottle()
    routes.default_error_handler = _plain_error
    routes.route("/config.js", callback=answers.config)
    routes.route("/benchmark_output/<kind:re:runs|releases>/<version>/schema.json", callback=answers.schema)
    routes.route("/benchmark_output/<path:path>", callback=answers.result)
    routes.route("/cache/output/<path:path>", callback=answers.made_by_models)
    routes.route("/", callback=answers.app_file)
    routes.route("/<path:path>", callback=answers.app_file)
    return guarded(routes, app_policy(site.output_url), allowed_hosts)


@dataclass(frozen=True)
class _Answers:
    """What is answered on each route. A path is relative to the folder that the route stands for."""

    site: Site
    copies: CompressedFiles

    def config(self) -> HTTPResponse:
        return _text(self.site.config_js, "application/javascript; charset=UTF-8")

    def schema(self, kind: str, version: str) -> HTTPResponse:
        answer = self.result(f"{kind}/{version}/schema.json")
        return _text(_classic_schema(), "application/json; charset=utf-8") if answer.status_code == 404 else answer

    def result(self, path: str) -> HTTPResponse:
        if self.site.output is None:
            return HTTPError(404, "Results are at another address.")
        return self._file(self.site.output, path)

    def made_by_models(self, path: str) -> HTTPResponse:
        return self._file(self.site.cache_output, path)

    def app_file(self, path: str = "index.html") -> HTTPResponse:
        return self._file(self.site.app, path, _FOREVER if _HASHED_NAME.match(path) else _REVALIDATE)

    def _file(self, root: Path, path: str, cache_control: str = _REVALIDATE) -> HTTPResponse:
        file = locate(root, path)
        if file is None:
            return HTTPError(404, "There is no such file.")
        return answer_file(file, request.headers, cache_control, self.copies)


def _text(body: str, content_type: str) -> HTTPResponse:
    return HTTPResponse(body, headers={"Content-Type": content_type, "Cache-Control": _REVALIDATE})


def _plain_error(error: HTTPError) -> str:
    response.content_type = "text/plain; charset=utf-8"
    return f"{error.status_line}. {error.body}\n"


@cache
def _classic_schema() -> str:
    """The classic schema, for suites that have none of their own."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return json.dumps(yaml.load(_CLASSIC_SCHEMA.read_text(encoding="utf-8"), Loader=loader))
