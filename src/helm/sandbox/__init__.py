"""Runs programs that nobody has read, such as those that models write: see `helm.sandbox.run` and docs/design/sandbox.md."""
