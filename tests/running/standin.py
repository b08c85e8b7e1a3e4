"""Stand-ins for what a supervisor runs: python standin.py KIND TOKEN. The token finds the processes again."""

from __future__ import annotations

import subprocess
import sys
import time


def main(kind: str, token: str) -> int:
    """Live as `kind` says. A server has a child of its own, as granian has: killing the server orphans it."""
    if kind == "dying":
        return 3
    if kind == "server":
        subprocess.Popen([sys.executable, __file__, "child", token])
    print(f"{kind} is up", flush=True)
    while True:
        time.sleep(1)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
