"""Measure everything, print a table, write bench.json.

    python -m tests.bench [words…] [--database sqlite|postgresql] [--profile]

Words choose the measures whose names hold them. Values on PostgreSQL stand beside, their names beginning
with `postgresql.`; both databases are measured at once, each by a process of its own: what is measured is
CPU, and who waits for milliseconds asks for one database. `--profile` prints where our side of a comparison
spends its time.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.bench.results import Results
from tests.plugin.cache import ROOT

PREFIXES = {"sqlite": "", "postgresql": "postgresql."}


def main(arguments: Sequence[str]) -> int:
    """Run the measures; return 1 when one failed, after running the others."""
    parser = argparse.ArgumentParser(prog="bench", description="Measure, print a table, write bench.json.")
    parser.add_argument("words", nargs="*", help="measures whose names hold one of these; all without")
    parser.add_argument("--database", choices=sorted(PREFIXES), help="only on this one")
    parser.add_argument("--profile", action="store_true", help="print where our side spends its time")
    options = parser.parse_args(arguments)
    environ = os.environ | ({"BENCH_PROFILE": "on"} if options.profile else {})
    databases = [options.database] if options.database else [*PREFIXES]
    measured = partial(run, words=options.words, environ=environ)
    results = Results()
    with ThreadPoolExecutor(len(databases)) as both:
        for database, found in zip(databases, both.map(measured, databases), strict=True):
            results.add(found, prefix=PREFIXES[database])
    show(results)
    (ROOT / "bench.json").write_text(
        json.dumps(dict(sorted(results.values.items())), indent=2) + "\n", "utf-8"
    )
    for name, error in results.failed.items():
        print(f"{name} failed: {error}", file=sys.stderr)
    return 1 if results.failed else 0


def run(database: str, *, words: Sequence[str], environ: dict[str, str]) -> Results:
    """Return what the measures found on a database; a process that ends early is a failure with its code."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        into = Path(folder, "results.json")
        program = [sys.executable, "-m", "tests.bench.on_database", database, str(into), *words]
        code = subprocess.run(program, cwd=ROOT, env=environ, check=False).returncode
        results = Results.read(into) if into.exists() else Results()
        if code:
            results.failed["run"] = f"the process that measures ended with {code}"
        return results


def show(results: Results) -> None:
    table = Table("what", "value", "unit")
    table.columns[1].justify = "right"
    for name, value in sorted(results.values.items()):
        table.add_row(name, f"{value:,}", results.units[name])
    Console().print(table)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
