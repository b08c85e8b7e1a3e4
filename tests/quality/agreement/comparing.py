"""One catalogue, read by both: our blocking rules, and `msgfmt -c`."""

from __future__ import annotations

import gettext
import os
import re
import subprocess
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from tests.plugin.needs import find
from translation_workflow.catalogue.po.file import PoEntry, PoFile
from translation_workflow.catalogue.po.read import read_file
from translation_workflow.quality.pair import Pair
from translation_workflow.quality.run import blocking

# What msgfmt complains of -> what we call it. Its remarks on headers are no finding on an entry.
CALLED = {
    r"format specification|format string|number of format|tuple|not a valid": "placeholders",
    r"both (?:begin|end) with": "line breaks",
    r"plural form": "plural forms",
}
# A form that stands for fewer numbers may say them in words; gettext holds it so.
OFTEN = 5


class Difference(NamedTuple):
    """An entry, and what each side says of it, by rule; "" for nothing."""

    package: str
    file: str
    line: str
    text: str
    ours: str
    theirs: str


def differences(package: str, folder: Path, path: Path) -> Iterator[Difference]:
    """Yield the entries of a catalogue of which the two say different things."""
    file = read_file(path.read_bytes(), name=path.name)
    told = _msgfmt(path, file)
    numbers = _numbers(file)
    language = _language(path)
    for entry in file.entries:
        if entry.is_header or entry.is_obsolete or "fuzzy" in entry.flags:
            continue
        ours = _ours(entry, numbers, language)
        theirs = told.get(entry.line, set())
        if ours != theirs:
            yield Difference(
                package,
                path.relative_to(folder).as_posix(),
                str(entry.line),
                repr(entry.source[:60]),
                ", ".join(sorted(ours)),
                ", ".join(sorted(theirs)),
            )


def _ours(entry: PoEntry, numbers: Mapping[int, int], language: str) -> set[str]:
    """Return the rules that block an entry, and would not block the source in its own place."""
    source = entry.source if entry.plural is None else entry.plural
    found: set[str] = set()
    for form, target in enumerate(entry.targets):
        of_form = blocking(Pair(source, target, language))
        if entry.plural is not None and numbers.get(form, 0) < OFTEN:
            of_form = [one for one in of_form if "is missing" not in one.fault.template]
        found |= {one.rule for one in of_form}
    return found - {one.rule for one in blocking(Pair(source, source, language))} if found else found


def _msgfmt(path: Path, file: PoFile) -> dict[int, set[str]]:
    """Return what msgfmt complains of, by the line in which an entry begins."""
    told = subprocess.run(
        [find("gettext"), "-c", "-o", os.devnull, path],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"LC_ALL": "C.UTF-8", "LANGUAGE": "C"},
    ).stderr
    lines = [entry.line for entry in file.entries]
    found: dict[int, set[str]] = defaultdict(set)
    for line, sentence in re.findall(r":(\d+):(?:\d+:)? (.*)", told):
        kinds = {name for words, name in CALLED.items() if re.search(words, sentence)}
        if kinds and "warning:" not in sentence:
            found[lines[bisect_right(lines, int(line)) - 1]] |= kinds
    return found


def _numbers(file: PoFile) -> Counter[int]:
    """Return for how many of the first thousand numbers each plural form stands."""
    said = re.search(r"plural\s*=\s*([^;]+)", file.headers.get("Plural-Forms", ""))
    form_of = gettext.c2py(said[1].strip() if said else "0")
    return Counter(map(form_of, range(1001)))


def _language(path: Path) -> str:
    folder = path.parent.parent if path.parent.name == "LC_MESSAGES" else path.parent
    return folder.name.replace("_", "-")
