#!/usr/bin/env python3
"""Write a page for each leaderboard: docs/leaderboards/NAME.md, from schema_NAME.yaml, conf files and scenario files.

scripts/make_docs.py            write the pages that are there anew
scripts/make_docs.py NAME ...   write the pages of these schemas
scripts/make_docs.py --check    only say which of the pages that are there are not up to date
"""

import argparse
import importlib
import inspect
import os
import re
import sys
import tempfile
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, Dict, Iterable, Iterator, List, Set, Tuple

import yaml

from helm.benchmark.presentation.run_entry import RunEntry, packaged_conf_files, read_run_entries
from helm.benchmark.run_expander import RUN_EXPANDERS
from helm.benchmark.run_spec import get_run_spec_function, run_spec_function_names
from helm.common.errors import HelmError
from helm.common.object_spec import parse_object_spec
from helm.data import Archive, HubDataset, HubFile, Url

ROOT = Path(__file__).resolve().parents[1]
SCHEMAS = ROOT / "src" / "helm" / "benchmark" / "static"
PAGES = ROOT / "docs" / "leaderboards"
SCENARIOS = "../../src/helm/benchmark/scenarios"
CONFS = {
    "classic": ["run_entries.conf", "run_entries_core_scenarios_all.conf"],
    "lite": [name for name in packaged_conf_files() if name.startswith("run_entries_lite_20240424")],
    "mmlu": ["run_entries_mmlu.conf"],
}
"""Conf files of a leaderboard, where they are not called after its schema."""
SHEET_LINE = re.compile(r"(?P<label>\w+) {2,}(?P<text>.+)|(?P<label_of_one>Licence|Papers) (?P<text_of_one>.+)")
BETTER = {True: "lower", False: "higher"}
SOURCES = (HubDataset, HubFile, Archive, Url)


def conf_files(schema_name: str) -> List[str]:
    own = [name for name in packaged_conf_files() if name.startswith(f"run_entries_{schema_name}")]
    return CONFS.get(schema_name, own)


def groups_and_module(entry: RunEntry) -> Tuple[Set[str], str]:
    """The run groups of an entry's runs, and the module of its benchmark; nothing if the package has no such benchmark."""
    spec = parse_object_spec(entry.description)
    function = get_run_spec_function(spec.class_name)
    if function is None:
        return set(), ""
    args = {key: value for key, value in spec.args.items() if key not in RUN_EXPANDERS}
    try:
        groups = function(**args).groups
    except HelmError:  # it looks into data, which are not fetched here
        groups = [spec.class_name]
    return {*groups, *(entry.groups or [])}, function.__module__


@cache
def modules_of_groups() -> Dict[str, str]:
    """Run group -> the module that has its benchmark."""
    modules: Dict[str, str] = {}
    for entry in read_run_entries(packaged_conf_files()).entries:
        groups, module = groups_and_module(entry)
        modules.update(dict.fromkeys(groups, module))
    for name in run_spec_function_names():
        if name not in modules and (function := get_run_spec_function(name)):
            modules[name] = function.__module__
    return modules


def page(schema_name: str) -> str:
    """The page of a leaderboard, in Markdown."""
    text = (SCHEMAS / f"schema_{schema_name}.yaml").read_text(encoding="utf-8")
    schema = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    leaves = [group for group in schema["run_groups"] if "subgroups" not in group]
    ours = [group for group in leaves if group["name"] in modules_of_groups()]
    others = [group["display_name"] for group in leaves if group not in ours]
    lines = [f"# {text.splitlines()[0].strip('# .')}", "", "(Written by `scripts/make_docs.py`.)", ""]
    lines += commands(schema_name)
    lines += ["## Benchmarks", "", *benchmark_table(ours, schema), ""]
    if others:
        summary = f"{len(others)} groups of the schema have no benchmark in this package"
        lines += [f"<details><summary>{summary}</summary>", "", f"{', '.join(others)}.", "", "</details>", ""]
    lines += ["## Data", "", *data_sections(ours)]
    lines += ["## Metrics", "", *metric_table(ours, schema)]
    return "\n".join(lines) + "\n"


def commands(schema_name: str) -> List[str]:
    confs = conf_files(schema_name)
    schema = f"schema_{schema_name}.yaml"
    lines = ["| file | entries |", "|---|---:|"]
    lines += [f"| `{conf}` | {len(read_run_entries([conf]).entries)} |" for conf in confs]
    return [
        f"Run entries (`helm-run --conf-paths FILE`) and schema (`helm-summarize --schema-path {schema}`):",
        "",
        *lines,
        "",
    ]


def benchmark_table(groups: List[Dict[str, Any]], schema: Dict[str, Any]) -> List[str]:
    """A line a run group: what it is, and its main metric."""
    metrics = {metric["name"]: metric["display_name"] for metric in schema["metrics"]}
    lines = ["| benchmark | | task | language | main metric | split |", "|---|---|---|---|---|---|"]
    for group in groups:
        environment, taxonomy = group.get("environment", {}), group.get("taxonomy", {})
        main = environment.get("main_name", "")
        cells = [
            f"{group['display_name']} (`{group['name']}`)",
            group.get("description", ""),
            taxonomy.get("task", ""),
            taxonomy.get("language", ""),
            metrics.get(main, main),
            environment.get("main_split", ""),
        ]
        lines.append(row(cells))
    return lines


def row(cells: Iterable[Any]) -> str:
    texts = ("" if cell in (None, "?", "n/a") else str(cell).replace("|", "\\|") for cell in cells)
    return f"| {' | '.join(texts)} |"


def data_sections(groups: List[Dict[str, Any]]) -> Iterator[str]:
    """For each scenario file: its data sheet, and what is fetched."""
    modules: Dict[str, List[str]] = {}
    for group in groups:
        modules.setdefault(modules_of_groups()[group["name"]], []).append(group["name"])
    for name, group_names in modules.items():
        module = importlib.import_module(name)
        title, *sheet = inspect.cleandoc(module.__doc__ or name).splitlines()
        file = f"{name.rsplit('.', 1)[1]}.py"
        yield from (f"### {title.rstrip('.')}", "", f"[{file}]({SCENARIOS}/{file}): {short_list(group_names)}", "")
        yield from sheet_lines(sheet)
        yield from (f"- fetched: {source}" for source in fetched(module))
        yield ""


def short_list(names: List[str]) -> str:
    shown = ", ".join(f"`{name}`" for name in names[:4])
    return shown if len(names) <= 4 else f"{shown} and {len(names) - 4} more"


def sheet_lines(sheet: List[str]) -> Iterator[str]:
    """The lines of a data sheet (`Paper   ...`, `Data    ...`, `Licence ...`) as a list."""
    for line in filter(None, sheet):
        match = SHEET_LINE.fullmatch(line)
        if match:
            label, text = (part for part in match.groups() if part)
            yield f"- {label.lower()}: {text}"
        else:
            yield f"  {line.strip()}"


def fetched(module: ModuleType) -> List[str]:
    """The sources that a scenario file declares, in the file, its classes and the helpers beside it."""
    package = f"{module.__name__.rpartition('.')[0]}."
    owners = {getattr(value, "__module__", None) or "" for value in vars(module).values()}
    modules = [module, *(sys.modules[name] for name in sorted(owners) if name.startswith(package))]
    classes = [value for each in modules for value in vars(each).values() if inspect.isclass(value)]
    values = [value for place in (*modules, *classes) for value in vars(place).values()]
    return list(dict.fromkeys(describe(value) for value in values if isinstance(value, SOURCES)))


def describe(source: Any) -> str:
    if isinstance(source, (HubDataset, HubFile)):
        name = source.name if isinstance(source, HubDataset) else source.repo
        revision = f" at `{source.revision[:8]}`" if source.revision else ""
        file = f", `{source.file}`" if isinstance(source, HubFile) else ""
        return f"[{name}](https://huggingface.co/datasets/{name}){revision}{file}"
    return f"`{source.address}`" + (" (unpacked)" if isinstance(source, Archive) else "")


def metric_table(groups: List[Dict[str, Any]], schema: Dict[str, Any]) -> List[str]:
    """A line for each metric that the run groups show."""
    used = set(metrics_shown(groups, schema))
    lines = ["| metric | | better |", "|---|---|---|"]
    for metric in schema["metrics"]:
        if metric["name"] in used:
            better = BETTER.get(metric.get("lower_is_better"), "")
            name = f"{metric['display_name']} (`{metric['name']}`)"
            lines.append(row([name, metric["description"], better]))
    return lines


def metrics_shown(groups: List[Dict[str, Any]], schema: Dict[str, Any]) -> Iterator[str]:
    metric_groups = {group["name"]: group for group in schema["metric_groups"]}
    for group in groups:
        main = group.get("environment", {}).get("main_name", "")
        for name in group.get("metric_groups", []):
            yield from (metric["name"].replace("${main_name}", main) for metric in metric_groups[name]["metrics"])


def main() -> int:
    parser = argparse.ArgumentParser(description="Write the leaderboards' pages.")
    parser.add_argument("names", nargs="*", help="names of schemas (default: the pages that are there)")
    parser.add_argument("--check", action="store_true", help="write nothing; exit status 1 if a page is out of date")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as nothing:
        os.environ["HELM_MIRROR"] = nothing
        pages = {name: page(name) for name in args.names or sorted(path.stem for path in PAGES.glob("*.md"))}
    stale = [name for name, text in pages.items() if args.check and not is_written(name, text)]
    for name, text in pages.items():
        if not args.check:
            PAGES.mkdir(parents=True, exist_ok=True)
            (PAGES / f"{name}.md").write_text(text, encoding="utf-8")
    if stale:
        sys.stderr.write(f"Out of date: {', '.join(stale)}; run scripts/make_docs.py\n")
    return 1 if stale else 0


def is_written(name: str, text: str) -> bool:
    path = PAGES / f"{name}.md"
    return path.is_file() and path.read_text(encoding="utf-8") == text


if __name__ == "__main__":
    sys.exit(main())
