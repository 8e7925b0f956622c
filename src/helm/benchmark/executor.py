"""Sends the requests of a run to the model and puts the answers in their place."""

from dataclasses import dataclass, replace
from typing import List, Optional

from helm.benchmark.adaptation.request_state import RequestState
from helm.benchmark.adaptation.scenario_state import ScenarioState
from helm.clients.context import Context, LocalContext, RemoteContext
from helm.common.authentication import Authentication
from helm.common.cache_backend_config import BlackHoleCacheBackendConfig, CacheBackendConfig
from helm.common.errors import HelmError
from helm.common.general import parallel_map
from helm.common.hierarchical_logger import hlog, htrack, hwarn
from helm.common.request import GeneratedOutput, RequestResult


class ExecutorError(HelmError):
    """A request failed in a way that ends the run."""


@dataclass(frozen=True)
class ExecutionSpec:
    """How requests are executed."""

    url: Optional[str]
    """Address of a proxy server; None to call the models from here."""

    auth: Authentication
    """Who asks, for the proxy server."""

    local_path: str
    """Folder with credentials and caches (`prod_env`)."""

    parallelism: int
    """At most this many requests in flight."""

    dry_run: bool = False
    """Send nothing; requests keep no result."""

    sqlite_cache_backend_config: Optional[CacheBackendConfig] = None
    """Cache answers in SQLite files."""

    mongo_cache_backend_config: Optional[CacheBackendConfig] = None
    """Cache answers in MongoDB."""

    @property
    def cache_backend_config(self) -> CacheBackendConfig:
        """The one cache that is set, or none at all.

        Raises:
            ExecutorError: two caches are set.
        """
        if self.sqlite_cache_backend_config and self.mongo_cache_backend_config:
            raise ExecutorError("A run has one cache: SQLite or MongoDB, not both")
        return self.sqlite_cache_backend_config or self.mongo_cache_backend_config or BlackHoleCacheBackendConfig()


class Executor:
    """Executes the requests of a scenario state, in order of their results but with several in flight."""

    def __init__(self, execution_spec: ExecutionSpec):
        self.execution_spec = execution_spec
        self.context: Context = (
            RemoteContext(execution_spec.url, execution_spec.auth)
            if execution_spec.url
            else LocalContext(execution_spec.local_path, execution_spec.cache_backend_config)
        )

    @htrack(None)
    def execute(self, scenario_state: ScenarioState) -> ScenarioState:
        """The scenario state with the result of each request.

        Raises:
            ExecutorError: a request failed and its failure is fatal.
        """
        if self.execution_spec.dry_run:
            self._check_deployment(scenario_state.adapter_spec.model_deployment)
            return scenario_state
        states: List[RequestState] = parallel_map(
            self.process,
            scenario_state.request_states,
            parallelism=self.execution_spec.parallelism,
            description="requests",
        )
        hlog(f"Processed {len(states)} requests")
        return replace(scenario_state, request_states=states)

    def _check_deployment(self, name: str) -> None:
        """Warn if the real run is bound to fail. The dry run goes on: its counts need no client."""
        try:
            self.context.check_deployment(name)
        except Exception as error:
            hwarn(f"The dry run sends no request, but a real run could not use {name}: {error}")

    def process(self, state: RequestState) -> RequestState:
        """One request state with its result."""
        try:
            result = self.context.make_request(state.request)
        except HelmError:
            raise
        except Exception as error:
            raise ExecutorError(f"{error} Request: {state.request}") from error
        return replace(state, result=result if result.success else _survivable(result, state))


def _survivable(result: RequestResult, state: RequestState) -> RequestResult:
    """A failed result with an empty completion in place, if its failure is said not to be fatal."""
    if result.error_flags is None or result.error_flags.is_fatal is not False:
        raise ExecutorError(f"{result.error} Request: {state.request}")
    hwarn(f"A request failed, but not fatally: {result.error}")
    return replace(result, completions=[GeneratedOutput(text="", logprob=0, tokens=[])])
