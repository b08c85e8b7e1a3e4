"""`make content-check`: load all that ships into an empty folder, and say what is wrong with it.

What people put aside since is in a system's own database: there `manage.py check_content` looks.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence


def main(arguments: Sequence[str]) -> int:
    """Return 1 where something did not come in whole, or is wrong; the words go to `check_content`."""
    with tempfile.TemporaryDirectory(prefix="content-check-") as scratch:
        environment = os.environ | {"CMS_MODE": "local", "CMS_DATA_DIR": scratch, "DATABASE_URL": ""}
        problems = prepare(environment)
        if problems is None:
            return 1
        print("Proofreading", flush=True)
        command = [sys.executable, "manage.py", "check_content", *arguments]
        status = subprocess.run(command, env=environment, check=False).returncode
    if problems:
        print(f"Not everything came in, see above: {', '.join(problems)}.", file=sys.stderr)
    return 1 if problems else status


def prepare(environment: Mapping[str, str]) -> list[str] | None:
    """Do what a first start does; return the steps that had problems, None where there is nothing to look at.

    What else is told there, a password among it, is of no use afterwards.
    """
    read, write = os.pipe()
    with os.fdopen(read, encoding="utf-8") as answer:
        command = [sys.executable, "-m", "cms.run.prepare", str(write)]
        status = subprocess.run(command, env=environment, pass_fds=(write,), check=False).returncode
        os.close(write)
        return list(json.load(answer)["problems"]) if status == 0 else None


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
