"""`make check`: everything that can be known without looking; all of it is run, and what failed is named at
the end.
"""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

PROGRAMS = Path(sys.executable).parent


@dataclass(frozen=True)
class Check:
    """A command whose exit status 0 means that all is well; `variables` are added to the environment."""

    name: str
    command: Sequence[str]
    variables: Mapping[str, str] = field(default_factory=dict)


def checks(scratch: Path) -> list[Check]:
    """Return the checks, quick ones first. `scratch` is a folder that they may write to."""
    python, manage = sys.executable, [sys.executable, "manage.py"]
    local = {"CMS_MODE": "local", "CMS_DATA_DIR": str(scratch), "DATABASE_URL": ""}
    # What a deployment has to give; the database is not asked.
    production = local | {
        "CMS_MODE": "production",
        "CMS_HOSTS": "cms.example",
        "CMS_BASE_URL": "https://cms.example",
        "SECRET_KEY": secrets.token_urlsafe(64),
    }
    return [
        Check("lint", [python, "-m", "ruff", "check"]),
        Check("format", [python, "-m", "ruff", "format", "--check"]),
        Check(
            "import contracts",
            [str(PROGRAMS / "lint-imports"), "--no-cache", "--no-logo"],
            {"PYTHONPATH": "."},
        ),
        Check("types", [python, "-m", "mypy"], local),
        Check("migrations", [*manage, "makemigrations", "--check", "--dry-run"], local),
        Check("deployment", [*manage, "check", "--deploy", "--fail-level", "WARNING"], production),
        Check("tests", [python, "-m", "tests.every_database"]),
    ]


def main() -> int:
    """Run every check; return 1 when one failed."""
    failed = []
    with tempfile.TemporaryDirectory(prefix="check-") as scratch:
        for check in checks(Path(scratch)):
            print(f"\n=== {check.name} ===", flush=True)
            if subprocess.run(check.command, env=os.environ | check.variables, check=False).returncode:
                failed.append(check.name)
    print(f"\nFailed: {', '.join(failed)}." if failed else "\nEvery check passed.", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
