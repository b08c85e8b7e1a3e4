"""The interface's catalogues: whole, well-formed, and compiled from what they say."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from django.conf import settings
from django.core.management import CommandError, call_command
from django.utils import translation

import cms.reader
from cms.delivery.labels import LABELS, labels_in
from cms.reader.interface import BrokenCatalogue, compile_folders, compiled
from cms.settings.env import ROOT

LANGUAGES = ("bg", "el", "et", "fi", "fr", "hr", "it", "nl", "pl", "ro", "sl", "sv")
SOURCES = [settings.LOCALE_PATHS[0] / language / "LC_MESSAGES" / "django.po" for language in LANGUAGES]
DJANGO = Path(translation.__file__).parents[2] / "conf" / "locale"
by_language = pytest.mark.parametrize("source", SOURCES, ids=LANGUAGES)
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%|\{[^{}]*\}")


def catalogue(source: Path) -> Catalog:
    with source.open("rb") as file:
        return read_po(file, abort_invalid=True)


def test_every_compiled_catalogue_is_current() -> None:
    """Each `.mo` holds what its `.po` compiles to: nobody forgot the command."""
    found = list(compile_folders(settings.LOCALE_PATHS))
    assert [one.source for one in found] == SOURCES
    assert [one.target.name for one in found if not one.is_current] == []


@by_language
def test_a_catalogue_compiles_to_the_same_bytes_twice(source: Path) -> None:
    """Compiled bytes are a function of the source: no clock stands in them."""
    assert compiled(source) == compiled(source)


@pytest.mark.needs("gettext")
@by_language
def test_gettext_accepts_a_catalogue(source: Path, tmp_path: Path) -> None:
    """The strictest reader there is finds no fault, and would warn of none."""
    done = subprocess.run(
        ["msgfmt", "--check", "-o", str(tmp_path / "x.mo"), str(source)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


@by_language
def test_plural_forms_are_django_s(source: Path) -> None:
    """The header counts forms as Django's own catalogue of the language does: the two are merged."""
    theirs = (DJANGO / source.parts[-3] / "LC_MESSAGES" / "django.po").read_text(encoding="utf-8")
    assert plural_forms(source.read_text(encoding="utf-8")) == plural_forms(theirs)


@by_language
def test_every_word_has_a_translation(source: Path) -> None:
    """Nothing in a shipped catalogue is empty or fuzzy, and every plural has all its forms."""
    ours = catalogue(source)
    for message in ours:
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        assert all(strings), message.id
        assert not message.fuzzy or not message.id, message.id
        assert not message.pluralizable or len(strings) == ours.num_plurals


@by_language
def test_placeholders_are_those_of_the_source(source: Path) -> None:
    """A translation names what the source names, and nothing else; a plural may say its number in words."""
    for message in catalogue(source):
        if not message.id:
            continue
        ids, strings = _texts(message.id), _texts(message.string)
        known = {name for text in ids for name in PLACEHOLDER.findall(text)}
        assert all(set(PLACEHOLDER.findall(string)) <= known for string in strings), message.id
        assert set(PLACEHOLDER.findall(strings[-1])) >= set(PLACEHOLDER.findall(ids[-1])), message.id


@pytest.mark.needs("gettext")
def test_nothing_that_the_interface_says_was_forgotten(tmp_path: Path) -> None:
    """Collecting anew changes no catalogue: each sentence of today is in it, and no other."""
    copy = tmp_path / "copy"
    for name in ("cms", "pages", "translation_workflow", "locale", "manage.py"):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, copy / name)
    variables = {"CMS_MODE": "local", "CMS_DATA_DIR": str(tmp_path / "data"), "DATABASE_URL": ""}
    done = subprocess.run(
        [sys.executable, "manage.py", "collect_interface"],
        cwd=copy,
        env={**os.environ, **variables, "DJANGO_SETTINGS_MODULE": "cms.settings"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    changed = [
        source.parts[-3]
        for source in SOURCES
        if source.read_bytes() != (copy / source.relative_to(ROOT)).read_bytes()
    ]
    assert changed == [], "run manage.py collect_interface, translate, and run compile_interface"


@by_language
def test_every_label_is_translated(source: Path) -> None:
    """Each label that the API serves has its word in each language."""
    known = {message.id for message in catalogue(source)}
    with translation.override("en"):
        assert {str(word) for word in LABELS.values()} <= known


@by_language
def test_every_word_of_the_reader_is_translated(source: Path) -> None:
    """Each word in the reader's templates and pages has its translation."""
    known = {text for message in catalogue(source) for text in _texts(message.id)}
    assert words_of_the_reader() <= known


def test_swedish_labels_are_the_seed_s() -> None:
    """The Swedish edition calls its sections what the real one called them."""
    labels = labels_in("sv")
    assert labels["key_questions"] == "Nyckelfrågor"
    assert labels["recommended_steps"] == "Rekommenderade steg"
    assert labels["processes"] == "Processer"
    assert labels["guidance"] == "Vägledning"
    assert labels["introduction"] == "Kort introduktion"


def test_belgian_dutch_speaks_dutch() -> None:
    """An edition of a country without a catalogue of its own speaks its language's."""
    assert labels_in("nl-BE")["key_questions"] == "Kernvragen"


def test_a_stale_catalogue_is_told(settings: object, tmp_path: Path) -> None:
    """`compile_interface --check` names what has to be compiled, and compiling mends it."""
    settings.LOCALE_PATHS = [tmp_path]  # type: ignore[attr-defined]
    source = tmp_path / "sv" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_bytes(SOURCES[-1].read_bytes())
    with pytest.raises(CommandError, match=r"django\.po changed"):
        call_command("compile_interface", check=True)
    call_command("compile_interface", verbosity=0)
    call_command("compile_interface", check=True)


@pytest.mark.parametrize("content", [b'msgid "a"\nmsgstr "\xff"\n', b'msgid "a"\nnonsense\n'])
def test_a_broken_catalogue_is_named(tmp_path: Path, content: bytes) -> None:
    """A fault in a catalogue is told with its file."""
    source = tmp_path / "sv" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_bytes(content)
    with pytest.raises(BrokenCatalogue, match=r"django\.po"):
        compiled(source)


def plural_forms(catalogue: str) -> str:
    header = catalogue.replace('"\n"', "")
    found = re.search(r"Plural-Forms: *(.+?)\\n", header)
    assert found
    return found[1]


def words_of_the_reader() -> set[str]:
    reader = Path(cms.reader.__file__).parent
    words: set[str] = set()
    # What is said over a preview is said to those who made it, in the words of the admin.
    modules = [path for path in reader.rglob("*.py") if path.parent.name != "preview"]
    for path in [*reader.rglob("*.html"), *modules]:
        text = path.read_text(encoding="utf-8")
        words |= set(re.findall(r"""\{%\s*translate\s+["'](.+?)["']\s*%\}""", text))
        words |= set(re.findall(r"""\b_\(["'](.+?)["']\)""", text))
        for one, many in re.findall(
            r"blocktranslate[^%]*%\}(.+?)\{% plural %\}(.+?)\{% endblocktranslate", text
        ):
            words |= {re.sub(r"\{\{ (\w+) \}\}", r"%(\1)s", form) for form in (one, many)}
    assert words
    return words


def _texts(identity: object) -> tuple[str, ...]:
    return identity if isinstance(identity, tuple) else (str(identity),)
