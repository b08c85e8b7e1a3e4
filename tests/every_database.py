"""`make test`: every test on SQLite, then those to which the database matters on PostgreSQL; fails when
either fails. Arguments go to pytest.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence

DATABASES = ("sqlite", "postgresql")
# More processes than a small machine has processors: browsers, servers and killed workers are waited for. Few
# tests are given out at a time, since the slowest, those that commit, come last.
TOGETHER = ("-n", "3", "--maxschedchunk", "10")
INTERRUPTED = 2


def main(arguments: Sequence[str]) -> int:
    """Run pytest once a database, whatever the first one said; return the worst exit status."""
    worst = 0
    for database in DATABASES:
        print(f"\n--- {database} ---", flush=True)
        command = [sys.executable, "-m", "pytest", f"--database={database}", *TOGETHER, *arguments]
        status = subprocess.run(command, check=False).returncode
        if status == INTERRUPTED:
            return status
        worst = max(worst, abs(status))
    return worst


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
