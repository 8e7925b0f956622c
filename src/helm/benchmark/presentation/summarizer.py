"""Summarizer: from runs to the files of a site, step by step."""

import os
from datetime import date
from functools import cached_property
from typing import Any, Dict, List, Optional

from msgspec import Raw

from helm.benchmark.presentation.comparisons import compare_group
from helm.benchmark.presentation.costs import compute_costs
from helm.benchmark.presentation.display_files import shown_metrics
from helm.benchmark.presentation.group_list import group_list, groups_metadata
from helm.benchmark.presentation.group_table import BuiltTable, TableBuilder
from helm.benchmark.presentation.group_tables import GroupTables
from helm.benchmark.presentation.json_files import list_writer, write_compact
from helm.benchmark.presentation.model_names import ModelOrder, known_models, shown_models
from helm.benchmark.presentation.other_tables import other_groups
from helm.benchmark.presentation.run_index import run_index
from helm.benchmark.presentation.run_job import RunDigest, RunJob, process_run
from helm.benchmark.presentation.schema import RunGroup, Schema, find_schema, read_schema
from helm.benchmark.presentation.schema_facts import adapter_fields, main_metric
from helm.benchmark.presentation.schema_generation import complete_schema
from helm.benchmark.presentation.schema_validation import WARN, validate_schema
from helm.benchmark.presentation.site_cache import SiteCache
from helm.benchmark.presentation.suite_runs import GroupedRuns, Run, Runs, group_runs, read_runs, run_folders
from helm.benchmark.presentation.table_files import safe_file_name, write_group_tables
from helm.benchmark.presentation.table_intervals import TableIntervals
from helm.common.atomic_files import write_json
from helm.common.general import asdict_without_nones, parallel_map
from helm.common.hierarchical_logger import hlog, htrack_block, hwarn

__all__ = ["Run", "Summarizer"]


class Summarizer:
    """Writes the site of a suite, or of the suites of a release."""

    is_unchanged = False
    """Whether there was nothing to write."""

    def __init__(
        self,
        release: Optional[str],
        suites: Optional[List[str]],
        suite: Optional[str],
        schema_path: Optional[str],
        output_path: str,
        verbose: bool = False,
        num_threads: int = 1,
        allow_unknown_models: bool = True,
        schema_validation: str = WARN,
        auto_generate_schema: bool = False,
        force: bool = False,
    ):
        """Read the schema.

        Args:
            release: name of the release of `suites`, or None to summarize `suite`.
            verbose: Whether cells name the runs behind them.
            num_threads: how many runs are worked on at once, each in a process.
            allow_unknown_models: without effect.
            force: Whether runs that have not changed are worked on too.

        Raises:
            ConfigError: the schema cannot be used.
        """
        self.release = release
        self.suite = suite
        self.suites: List[str] = list(suites or []) if release else [suite or ""]
        self.output_path = output_path
        self.verbose = verbose
        self.num_threads = num_threads
        self.schema_validation = schema_validation
        self.force = force
        self.schema_path = "" if auto_generate_schema else find_schema(schema_path)
        self.schema = read_schema(self.schema_path) if self.schema_path else Schema()
        self.problems: List[str] = []
        self.digests: Dict[str, RunDigest] = {}
        self.runs: List[Run] = []

    @property
    def run_release_path(self) -> str:
        """The folder of the site."""
        place = ("releases", self.release) if self.release else ("runs", self.suites[0])
        return os.path.join(self.output_path, *place)

    @cached_property
    def _cache(self) -> SiteCache:
        return SiteCache(self.run_release_path)

    def run_pipeline(self, skip_completed: bool = False) -> None:
        """Read the runs and write everything that is not there yet or has changed.

        Args:
            skip_completed: Whether display files that are there stay as they are.

        Raises:
            HelmError: a suite does not exist, or a file cannot be written.
        """
        run_paths = [path for _, path in run_folders(self.output_path, self.suites)]
        self._cache.look(self._settings(), [self.schema_path], run_paths)
        if not self.force and self._cache.is_current(skip_completed):
            self.is_unchanged = True
            for problem in self._cache.record.problems:
                self._complain(problem)
        else:
            self.make_site(skip_completed)
        self.write_summary()

    def _settings(self) -> List[Any]:
        """What the site depends on beside the schema's file and the runs."""
        summarizer = f"{type(self).__module__}.{type(self).__qualname__}"
        return [self.suites, self.schema_path, self.verbose, self.schema_validation, summarizer, known_models()]

    def make_site(self, skip_completed: bool) -> None:
        """Read the runs and write everything but the summary.

        Raises:
            HelmError: a file cannot be written.
        """
        os.makedirs(self._path("groups"), exist_ok=True)
        with htrack_block("Reading runs"):
            found = self.read_runs()
        self.schema = complete_schema(self.schema, self.runs, found.metric_names)
        self.schema.adapter = adapter_fields()
        validate_schema(self.schema, self.schema_path or "generated schema", self.schema_validation)
        self.write_schema()
        with htrack_block("Runs one by one"):
            jobs = [self._job(run, skip_completed) for run in self.runs]
            self.write_run_files(jobs)
        with htrack_block("Tables"):
            self.write_groups()
        self.write_overviews()
        self._cache.write({job: self.digests[job.run_path] for job in jobs}, self.problems)

    @cached_property
    def grouped(self) -> GroupedRuns:
        """The runs by group."""
        return group_runs(self.runs)

    @cached_property
    def runs_of_group(self) -> Dict[str, List[Run]]:
        """Run group -> the runs that name it."""
        return {
            group: [run for runs in adapters.values() for run in runs]
            for group, adapters in self.grouped.by_adapter.items()
        }

    def read_runs(self) -> Runs:
        """Read all runs and write `runs.json`, so that what is not needed later need not stay in memory."""
        with list_writer(self._path("runs.json")) as writer:

            def write(run: Run, stats: bytes) -> None:
                spec = asdict_without_nones(run.run_spec)
                writer.add({"run_path": run.run_path, "run_spec": spec, "stats": Raw(stats)})

            found = read_runs(self.output_path, self.suites, write)
        self.runs = found.runs
        for skipped in found.skipped:
            self._complain(f"{skipped.suite}/{skipped.folder} is left out: {skipped.reason}")
        write_json(self._path("skipped_runs.json"), found.skipped)
        return found

    def write_schema(self) -> None:
        """Write `schema.json`."""
        schema = asdict_without_nones(self.schema)
        schema["models"] = [
            asdict_without_nones(model) for model in shown_models(run.run_spec.adapter_spec for run in self.runs)
        ]
        write_json(self._path("schema.json"), schema)

    def write_run_files(self, jobs: List[RunJob]) -> None:
        """Write the files in the folders of those runs that have changed, several at once."""
        kept = {} if self.force else {job.run_path: self._cache.digest_of(job) for job in jobs}
        todo = [job for job in jobs if kept.get(job.run_path) is None]
        hlog(f"{len(jobs) - len(todo)} of {len(jobs)} runs have not changed")
        workers = min(self.num_threads, os.cpu_count() or 1, len(todo))
        digests = parallel_map(process_run, todo, workers, multiprocessing=True, description="runs")
        made = {job.run_path: digest for job, digest in zip(todo, digests)}
        self.digests = {job.run_path: made.get(job.run_path) or kept[job.run_path] or RunDigest() for job in jobs}
        for path, digest in self.digests.items():
            if digest.problem:
                self._complain(f"{path} is shown without its instances: {digest.problem}")

    def _job(self, run: Run, skip_completed: bool) -> RunJob:
        name, split = main_metric(self.schema, run) or (None, None)
        metrics = tuple(shown_metrics(self.schema, run.run_spec))
        return RunJob(run.run_path, run.run_spec.adapter_spec, metrics, name, split, skip_completed)

    def write_groups(self) -> None:
        """Write `groups.json` and the files of each group."""
        write_json(self._path("groups.json"), group_list(self.schema, self.grouped))
        write_json(self._path("groups_metadata.json"), groups_metadata(self.schema))
        for folder in ("intervals", "comparisons"):
            os.makedirs(self._path("groups", folder), exist_ok=True)
        tables = GroupTables(self.schema, self.grouped, TableBuilder(self.schema, ModelOrder(), self.verbose))
        intervals = TableIntervals(self.digests)
        for group in self.schema.run_groups:
            built = self.tables_of(group, tables)
            if built:
                write_group_tables(self._path("groups"), group.name, [one.table for one in built])
                file = f"{safe_file_name(group.name)}.json"
                write_compact(self._path("groups", "intervals", file), [intervals.of(one) for one in built])
            self.write_comparisons(group)

    def tables_of(self, group: RunGroup, tables: GroupTables) -> List[BuiltTable]:
        """The tables of a group; subclasses may add to them."""
        return tables.of(group)

    def write_comparisons(self, group: RunGroup) -> None:
        """Write how the models of a group compare in pairs, if they do."""
        comparisons = compare_group(self.schema, group, self.runs_of_group.get(group.name, []), self.digests)
        if comparisons is not None:
            file = f"{safe_file_name(group.name)}.json"
            write_compact(self._path("groups", "comparisons", file), comparisons)

    def write_overviews(self) -> None:
        """Write what lists the runs as a whole."""
        write_json(self._path("run_specs.json"), [run.run_spec for run in self.runs])
        suites: Dict[str, str] = {}
        for run in self.runs:
            if run.name in suites:
                hwarn(f"Run {run.name} is in {suites[run.name]} and in {run.suite}; pages show the latter")
            suites[run.name] = run.suite
        write_json(self._path("runs_to_run_suites.json"), suites)
        write_json(self._path("costs.json"), compute_costs(self.runs))
        main_metrics = [main_metric(self.schema, run) for run in self.runs]
        write_compact(self._path("run_index.json"), run_index(self.runs, main_metrics, self.digests))
        others = other_groups(self.schema, self.runs, self.schema_path)
        for other in others:
            hlog(f"Not in the schema: {other['name']}. {other['hint']}")
        if others:
            names = ", ".join(other["name"] for other in others)
            hwarn(f'Scores that the schema does not show are under "other": {names}')
        write_json(self._path("other.json"), {"groups": others})

    def write_summary(self) -> None:
        """Write `summary.json`, which tells the newest site, and that there are files besides those of HELM."""
        summary: Dict[str, Any] = {"release": self.release} if self.release else {}
        summary["suites"] = self.suites
        if self.suite:
            summary["suite"] = self.suite
        summary["date"] = date.today().isoformat()
        summary["has_site_files"] = True
        write_json(self._path("summary.json"), summary)

    def _path(self, *parts: str) -> str:
        return os.path.join(self.run_release_path, *parts)

    def _complain(self, problem: str) -> None:
        self.problems.append(problem)
        hwarn(problem)
