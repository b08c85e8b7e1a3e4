"""A supervisor over stand-ins: python supervised.py TOKEN."""

from __future__ import annotations

import sys
from pathlib import Path

from cms.run.supervise import Service, Stop, say, supervise

STANDIN = str(Path(__file__).with_name("standin.py"))


def main(token: str) -> int:
    stop = Stop()
    stop.install()
    services = [
        Service("server", [sys.executable, STANDIN, "server", token], essential=True),
        Service("worker", [sys.executable, STANDIN, "worker", token]),
    ]
    return supervise(services, stop=stop, on_ready=lambda: say("running") or True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
