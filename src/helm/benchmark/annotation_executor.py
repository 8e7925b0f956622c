"""Runs annotators over the answers of a run, before its metrics."""

import os
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import List, Optional

from helm.benchmark.adaptation.request_state import RequestState
from helm.benchmark.adaptation.scenario_state import ScenarioState
from helm.benchmark.annotation.annotator import Annotator, AnnotatorSpec
from helm.benchmark.annotation.annotator_factory import AnnotatorFactory
from helm.common.cache_backend_config import BlackHoleCacheBackendConfig, CacheBackendConfig
from helm.common.credentials import get_credentials
from helm.common.errors import HelmError
from helm.common.general import parallel_map
from helm.common.hierarchical_logger import hlog, htrack


class AnnotationExecutorError(HelmError):
    """An annotator could not be made or failed; the run cannot be scored."""


@dataclass(frozen=True)
class AnnotationExecutionSpec:
    """How annotators are executed; fields as in ExecutionSpec."""

    local_path: str
    parallelism: int
    dry_run: bool = False
    sqlite_cache_backend_config: Optional[CacheBackendConfig] = None
    mongo_cache_backend_config: Optional[CacheBackendConfig] = None


class AnnotationExecutor:
    """Adds annotations to the request states of a run."""

    def __init__(self, execution_spec: AnnotationExecutionSpec):
        self.execution_spec = execution_spec

    @cached_property
    def factory(self) -> AnnotatorFactory:
        """Made on first need: most runs have no annotators."""
        spec = self.execution_spec
        return AnnotatorFactory(
            credentials=get_credentials(spec.local_path),
            file_storage_path=os.path.join(spec.local_path, "cache"),
            cache_backend_config=(
                spec.sqlite_cache_backend_config or spec.mongo_cache_backend_config or BlackHoleCacheBackendConfig()
            ),
        )

    def create_annotators(self, specs: List[AnnotatorSpec]) -> List[Annotator]:
        """The annotators that the specs describe.

        Raises:
            AnnotationExecutorError: one cannot be made.
        """
        annotators = []
        for spec in specs:
            try:
                annotators.append(self.factory.get_annotator(spec))
            except Exception as error:
                raise AnnotationExecutorError(f"Could not initialize annotator for spec: {spec}: {error}") from error
        return annotators

    @htrack(None)
    def execute(self, scenario_state: ScenarioState) -> ScenarioState:
        """The scenario state with annotations.

        Raises:
            AnnotationExecutorError: an annotator cannot be made or fails.
        """
        if self.execution_spec.dry_run or not scenario_state.annotator_specs:
            hlog("No annotators to run.")
            return scenario_state
        annotators = self.create_annotators(scenario_state.annotator_specs)
        if all(getattr(annotator, "use_global_metric", False) for annotator in annotators):
            states = _annotate_globally(annotators, scenario_state.request_states)
        else:
            states = parallel_map(
                partial(_annotate, annotators),
                scenario_state.request_states,
                parallelism=self.execution_spec.parallelism,
                description="annotations",
            )
        hlog(f"Annotated {len(states)} requests")
        return replace(scenario_state, request_states=states)


def _annotate(annotators: List[Annotator], state: RequestState) -> RequestState:
    annotations = {}
    for annotator in annotators:
        try:
            annotations[annotator.name] = annotator.annotate(state)
        except Exception as error:
            raise AnnotationExecutorError(
                f"Annotator {annotator.name!r} failed: {error} Request: {state.request}"
            ) from error
    return replace(state, annotations=annotations)


def _annotate_globally(annotators: List[Annotator], states: List[RequestState]) -> List[RequestState]:
    """Each annotator sees all states at once; the last one's result is each state's whole annotation."""
    for annotator in annotators:
        try:
            annotations = annotator.annotate_all(states)
        except Exception as error:
            raise AnnotationExecutorError(f"Annotator {annotator.name!r} failed: {error}") from error
    return [replace(state, annotations=annotation) for state, annotation in zip(states, annotations)]
