"""Where the instances of a run come from: its scenario, or the suite's cache of instances."""

import gc
import os
from contextlib import contextmanager
from pathlib import Path
from typing import Iterator, List, Tuple

from helm.benchmark.adaptation.sampling import downsample_eval_instances
from helm.benchmark.data_preprocessor import DataPreprocessor
from helm.benchmark.run_spec import RunSpec
from helm.benchmark.scenarios.scenario import Instance, Scenario, ScenarioSpec, with_instance_ids
from helm.common.atomic_files import write_json
from helm.common.codec import from_json
from helm.common.errors import DataError
from helm.common.hierarchical_logger import hlog, htrack_block
from helm.common.output_paths import find_folder, folder_name
from helm.data import DataManifest, asking_for, record_data

INSTANCES_FILE = "input_instances.json"


class InstanceSource:
    """Loads the instances of runs, then selects and perturbs those that are evaluated."""

    def __init__(self, output_path: str, skip_instances: bool, cache_instances: bool):
        self.scenarios_path = os.path.join(output_path, "scenarios")
        self.instances_path = os.path.join(output_path, "scenario_instances")
        self.skip_instances = skip_instances
        self.cache_instances = cache_instances

    def load(self, scenario: Scenario, run_spec: RunSpec) -> Tuple[List[Instance], DataManifest]:
        """All instances of the scenario, without ids, and the manifest of the data they were made from."""
        with record_data() as manifest, asking_for(scenario.name), htrack_block("scenario.get_instances"):
            instances = self._cached(scenario, run_spec) if self.cache_instances else self._from_scenario(scenario)
        return instances, manifest

    def _cached(self, scenario: Scenario, run_spec: RunSpec) -> List[Instance]:
        path = self._cache_file(scenario, run_spec.scenario_spec)
        if path.is_file() and not self.skip_instances:
            return _read_instances(path)
        instances = self._from_scenario(scenario)
        if not path.is_file():
            path.parent.mkdir(parents=True, exist_ok=True)
            write_json(path, instances)
            hlog(f"Cached {len(instances)} instances in {path}")
        return instances

    def _from_scenario(self, scenario: Scenario) -> List[Instance]:
        if self.skip_instances:
            return []
        folder = find_folder(self.scenarios_path, scenario.name)
        path = str(folder or Path(self.scenarios_path, folder_name(scenario.name)))
        os.makedirs(path, exist_ok=True)
        with _without_garbage_collection():
            return scenario.get_instances(path)

    def _cache_file(self, scenario: Scenario, spec: ScenarioSpec) -> Path:
        args = ",".join(f"{key}={value}" for key, value in sorted(spec.args.items()))
        name = f"{scenario.name}:{args}" if args else scenario.name
        folder = find_folder(self.instances_path, name)
        return (folder or Path(self.instances_path, folder_name(name))) / INSTANCES_FILE

    def select_and_augment(self, instances: List[Instance], run_spec: RunSpec, parallelism: int) -> List[Instance]:
        """The instances with ids, those for evaluation sampled down and perturbed as the run spec says."""
        instances = with_instance_ids(instances)
        adapter_spec = run_spec.adapter_spec
        if adapter_spec.max_eval_instances is not None:
            instances = downsample_eval_instances(instances, adapter_spec.max_eval_instances, adapter_spec.eval_splits)
        return DataPreprocessor(run_spec.data_augmenter_spec).preprocess(instances, parallelism)


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """Instances form no cycles, but there are many: looking for some would take longer than making them."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _read_instances(path: Path) -> List[Instance]:
    try:
        return from_json(path.read_text(encoding="utf-8"), List[Instance])
    except Exception as error:  # whatever the converter raises, the file is not one of ours
        raise DataError(
            f"The cached instances in '{path}' cannot be read ({error}); remove the file to make them anew"
        ) from error
