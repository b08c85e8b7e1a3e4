"""Run measures on one database, in a process of its own: settings are read once a process.

python -m tests.bench.on_database sqlite results.json [words…]
"""

from __future__ import annotations

import atexit
import importlib
import logging
import os
import sys
import tempfile
import time
import traceback
from collections.abc import Sequence
from pathlib import Path

import django

from tests.bench.results import Results
from tests.plugin.databases import KINDS, databases_from_environment

HERE = Path(__file__).parent
PROGRAMS = {"__init__", "__main__", "on_database"}


def main(database: str, into: str, *words: str) -> None:
    """Run the measures whose names hold one of the words; write what they found."""
    scratch = tempfile.TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True)
    # Those who run the server as another user must be able to get through.
    Path(scratch.name).chmod(0o755)
    # Registered first, so that it happens last: a server in this folder is stopped before.
    atexit.register(scratch.cleanup)
    os.environ |= KINDS[database](Path(scratch.name))
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    # Each background task would tell of its start and end.
    logging.disable(logging.INFO)
    run(database, words, into=Path(into))


def run(database: str, words: Sequence[str], *, into: Path) -> None:
    """Write what the measures find, after each; one that fails does not keep the others from running."""
    from tests.bench import snapshots
    from tests.bench.measuring import MEASURES

    for path in sorted(HERE.glob("*.py")):
        if path.stem not in PROGRAMS:
            importlib.import_module(f"tests.bench.{path.stem}")
    databases = databases_from_environment()
    results = Results()
    chosen = [one for one in MEASURES if not words or any(word in one.name for word in words)]
    with databases.for_this_process():
        for one in chosen:
            if database not in one.databases:
                continue
            started = time.monotonic()
            databases.renew()
            try:
                results.values |= one.values()
                results.units |= {one.whole_name(key): unit for key, unit in one.units.items()}
            except Exception as error:
                results.failed[one.name] = f"{type(error).__name__}: {error}"
                traceback.print_exc()
            results.write(into)
            print(f"{database}: {one.name} ({time.monotonic() - started:.0f} s)", file=sys.stderr, flush=True)
        snapshots.forget_all()
    results.write(into)


if __name__ == "__main__":
    main(*sys.argv[1:])
