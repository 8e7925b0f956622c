"""`helm-server`: the web site of a suite or release, on this machine or as files for any host (docs/serving.md).

command      the command line
site         what is served: the app, the output folder, the suite or release
app          routes
paths        which file a path means, if any
files        answers with files: types, validators, ranges, caching
encodings    compressed copies of files
guard        who may ask, and what pages may do
serving      the socket and the threads
export       the same site as plain files
"""

from helm.benchmark.server.command import main

__all__ = ["main"]
