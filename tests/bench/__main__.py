"""Measure everything, print a table, write bench.json. Words as arguments choose the measures whose names
hold them.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import django
from rich.console import Console
from rich.table import Table

from tests.plugin.cache import ROOT
from tests.plugin.databases import databases_from_environment
from tests.plugin.sqlite import prepare_sqlite

HERE = Path(__file__).parent
NOT_MEASURES = {"__init__", "__main__", "measuring", "prepared"}


def main(words: Sequence[str]) -> int:
    """Run the measures; return 1 when one failed, after running the others."""
    with tempfile.TemporaryDirectory(prefix="bench-") as scratch:
        os.environ |= prepare_sqlite(Path(scratch))
        os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
        django.setup()
        values, units, failed = run(words)
    show(values, units)
    (ROOT / "bench.json").write_text(json.dumps(dict(sorted(values.items())), indent=2) + "\n", "utf-8")
    for name, error in failed.items():
        print(f"{name} failed: {error}", file=sys.stderr)
    return 1 if failed else 0


def run(words: Sequence[str]) -> tuple[dict[str, float], dict[str, str], dict[str, str]]:
    """Return the values, their units, and what failed and why, each by name."""
    from tests.bench.measuring import MEASURES

    for path in sorted(HERE.glob("*.py")):
        if path.stem not in NOT_MEASURES:
            importlib.import_module(f"tests.bench.{path.stem}")
    databases = databases_from_environment()
    values: dict[str, float] = {}
    units: dict[str, str] = {}
    failed: dict[str, str] = {}
    with databases.for_this_process():
        for one in MEASURES:
            if words and not any(word in one.name for word in words):
                continue
            print(f"measuring {one.name}", file=sys.stderr, flush=True)
            databases.renew()
            try:
                values |= one.values()
                units |= {f"{one.name}.{key}": unit for key, unit in one.units.items()}
            except Exception as error:
                failed[one.name] = f"{type(error).__name__}: {error}"
    return values, units, failed


def show(values: dict[str, float], units: dict[str, str]) -> None:
    table = Table("what", "value", "unit")
    table.columns[1].justify = "right"
    for name, value in sorted(values.items()):
        table.add_row(name, f"{value:,}", units[name])
    Console().print(table)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
