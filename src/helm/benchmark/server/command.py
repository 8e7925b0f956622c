"""The command line of `helm-server`."""

import argparse
from typing import List, Optional

from helm.common.command import run_command


def build_parser() -> argparse.ArgumentParser:
    """The command line of `helm-server`."""
    parser = argparse.ArgumentParser(prog="helm-server", description="Show the results of a suite as a web site.")
    what = parser.add_argument_group("what to show")
    version = what.add_mutually_exclusive_group()
    version.add_argument("--suite", help="the suite to show (default: the suite or release summarized last)")
    version.add_argument("--release", help="the release to show")
    what.add_argument(
        "-o",
        "--output-path",
        default="benchmark_output",
        help="where results are: a folder, or an http(s) URL of one (default: %(default)s)",
    )
    what.add_argument(
        "--cache-output-path",
        default="prod_env/cache/output",
        help="where files that models made are, such as images (default: %(default)s)",
    )
    what.add_argument("--project", default="lite", help="name of the leaderboard's landing page (default: %(default)s)")
    how = parser.add_argument_group("how to show it")
    how.add_argument("-p", "--port", type=_port, default=8000, help="0 for any free port (default: %(default)s)")
    how.add_argument(
        "--host",
        default="127.0.0.1",
        help="address to listen on; 0.0.0.0 lets other machines in (default: %(default)s)",
    )
    how.add_argument(
        "--allow-host",
        nargs="+",
        default=[],
        metavar="NAME",
        help="names under which browsers may ask for the site, besides localhost, --host and IP addresses",
    )
    how.add_argument(
        "--export",
        "--export-path",
        dest="export_path",
        metavar="DIR",
        help="write the site into this new folder, for any file host, and end",
    )
    return parser


def _port(text: str) -> int:
    port = int(text)
    if not 0 <= port <= 65535:
        raise ValueError(text)
    return port


_port.__name__ = "port number (0 to 65535)"


def main(argv: Optional[List[str]] = None) -> None:
    """Entry point of the command."""
    args = build_parser().parse_args(argv)
    run_command(lambda: helm_server(args))


def helm_server(args: argparse.Namespace) -> None:
    """Carry out a parsed command line.

    Raises:
        HelmError: there is nothing to serve, it cannot be served at that address, or not be written.
    """
    from helm.benchmark.server.site import find_site

    site = find_site(args.output_path, args.cache_output_path, args.suite, args.release, args.project)
    if args.export_path:
        from helm.benchmark.server.export import export_site

        export_site(site, args.export_path)
    else:
        from helm.benchmark.server.serving import serve_site

        serve_site(site, args.host, args.port, args.allow_host)
