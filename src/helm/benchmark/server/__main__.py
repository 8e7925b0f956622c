"""`python -m helm.benchmark.server`."""

from helm.benchmark.server.command import main

main()
