"""The main program of the sandbox for a function that comes with a test, as in HumanEval.

Reads {"program", "timeout", "password"} from stdin and writes the password if the program, which tests itself, ends
well. Its exit code says nothing: a program can choose that itself.
"""

import builtins
import json
import os
import signal
import sys


def main() -> None:
    job = json.load(sys.stdin)
    report = os.dup(1)
    sys.stdout = sys.stderr = open(os.devnull, "w")  # noqa: SIM115 (open to the end)
    if hasattr(signal, "setitimer"):
        # Left to end this process: an exception could be caught by the program.
        signal.setitimer(signal.ITIMER_REAL, job["timeout"])
    for name in ("exit", "quit"):
        setattr(builtins, name, None)
    exec(job["program"], {})
    os.write(report, job["password"].encode())
    # Threads of the program may go on.
    os._exit(0)


if __name__ == "__main__":
    main()
