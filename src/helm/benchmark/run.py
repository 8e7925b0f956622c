"""`helm-run`: run entries to results.

Run entries (from the command line and `.conf` files) are expanded into RunSpecs, which a Runner runs.
"""

import argparse
from typing import List, Optional

from helm.benchmark.run_spec_factory import run_entries_to_run_specs
from helm.common.command import run_command

__all__ = ["build_parser", "helm_run", "main", "run_entries_to_run_specs"]


def build_parser() -> argparse.ArgumentParser:
    """The command line of `helm-run`."""
    parser = argparse.ArgumentParser(prog="helm-run", description="Evaluate language models on benchmarks.")
    what = parser.add_argument_group("what to run")
    what.add_argument("-c", "--conf-paths", nargs="+", default=[], help="files with run entries (HOCON)")
    what.add_argument(
        "-r", "--run-entries", nargs="*", default=[], help="run entries, e.g. mmlu:subject=anatomy,model=openai/gpt2"
    )
    what.add_argument("--run-specs", nargs="*", default=[], help="old name of --run-entries")
    what.add_argument("--models-to-run", nargs="+", help="run these models where an entry leaves the model open")
    what.add_argument("--groups-to-run", nargs="+", help="keep only runs that belong to one of these groups")
    what.add_argument("--priority", type=int, help="leave out entries with a greater priority value")
    what.add_argument(
        "-m",
        "--max-eval-instances",
        type=int,
        required=True,
        help="evaluate at most this many instances a run, unless an entry says otherwise",
    )
    what.add_argument("-t", "--num-train-trials", type=int, help="number of draws of in-context examples")
    what.add_argument(
        "--suite", default="default", help="name of the suite that the runs belong to (default: %(default)s)"
    )
    add_run_mode_arguments(parser.add_argument_group("how to run"))
    add_place_arguments(parser.add_argument_group("models, plugins and places"))
    words = parser.add_argument_group("words")
    words.add_argument(
        "-v", "--verbose", action="count", default=0, help="show the log on the terminal; twice for details"
    )
    words.add_argument("-q", "--quiet", action="store_true", help="show errors only")
    words.add_argument("--log-config", help="YAML file for logging.config.dictConfig")
    return parser


def add_run_mode_arguments(group: "argparse._ArgumentGroup") -> None:
    """Flags that say how runs are carried out."""
    group.add_argument(
        "-d", "--dry-run", action="store_true", help="send no requests; check everything and count requests and tokens"
    )
    group.add_argument("-n", "--num-threads", type=int, default=4, help="requests in flight (default: %(default)s)")
    group.add_argument("--skip-completed-runs", action="store_true", help="leave complete runs as they are")
    group.add_argument(
        "--max-error-rate",
        type=float,
        default=0.0,
        help="a run is incomplete if more than this share of its instances got no answer (default: %(default)s)",
    )
    group.add_argument(
        "--unsafe-local-exec",
        action="store_true",
        help="run programs that models write even where there is no sandbox: they can do all that you can",
    )
    group.add_argument("--exit-on-error", action="store_true", help="stop at the first run that fails")
    group.add_argument("--skip-instances", action="store_true", help="run with no instances and write nothing")
    group.add_argument(
        "--cache-instances", action="store_true", help="keep the instances of scenarios, and use those kept"
    )
    group.add_argument(
        "--cache-instances-only", action="store_true", help="only keep the instances (with --cache-instances)"
    )
    group.add_argument("--disable-cache", action="store_true", help="neither read nor write cached answers")
    group.add_argument("--mongo-uri", default="", help="keep cached answers in this MongoDB instead of SQLite files")
    group.add_argument("--runner-class-name", help="class that runs the runs (default: helm.benchmark.runner.Runner)")


def add_place_arguments(group: "argparse._ArgumentGroup") -> None:
    """Flags that say where models, data and files are."""
    group.add_argument(
        "-o", "--output-path", default="benchmark_output", help="where results are written (default: %(default)s)"
    )
    group.add_argument(
        "--local-path",
        default="prod_env",
        help="folder with credentials.conf, *.yaml and the cache (default: %(default)s)",
    )
    group.add_argument("--plugins", nargs="+", help="modules or Python files to import first")
    group.add_argument(
        "--enable-huggingface-models",
        nargs="+",
        default=[],
        metavar="MODEL",
        help="hub models to make known: organization/model[@revision]",
    )
    group.add_argument(
        "--enable-local-huggingface-models",
        nargs="+",
        default=[],
        metavar="PATH",
        help="folders with models to make known as huggingface/<folder name>",
    )
    group.add_argument(
        "--mirror", help="take all outside data from this folder (default: environment variable HELM_MIRROR)"
    )
    group.add_argument("--data-lock", help="verify outside data against the checksums of this data_manifest.json")
    group.add_argument(
        "--portable-names", action="store_true", help="folder names that every file system holds (always on Windows)"
    )
    group.add_argument("--server-url", help="send requests to this proxy server")
    group.add_argument(
        "--api-key-path",
        default="proxy_api_key.txt",
        help="file with the key for the proxy server (default: %(default)s)",
    )


def main(argv: Optional[List[str]] = None) -> None:
    """Entry point of the command."""
    args = build_parser().parse_args(argv)
    run_command(lambda: helm_run(args))


def helm_run(args: argparse.Namespace) -> None:
    """Carry out a parsed command line.

    Raises:
        HelmError: the command line or a file is wrong, or runs failed.
    """
    from helm.benchmark.run_benchmarking import run_benchmarking

    run_benchmarking(args)


if __name__ == "__main__":
    main()
