"""The reader's part of an export: pages of documents, the pages before them, and those that say "no"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import unquote

from cms.reader import library
from cms.reader.addresses import document_address, edition_address, programme_address
from cms.reader.failures import not_searchable
from cms.reader.negotiation import languages_with_words
from cms.reader.responses import page
from pages.progress import Progress

from .addresses import api
from .chosen import Held
from .documents import GONE, MOVED, NOT_FOUND, Elsewhere, Read, former_paths
from .kinds import LANGUAGE, Kind
from .made_of import made_of
from .names import is_askable, is_plain
from .writing import OK, OTHER, SITE, Writing, page_file

# Nothing stands here: slugs have no such characters.
NOWHERE = "~nothing-here"
PERMANENT = 301


def write_pages(writing: Writing, editions: Sequence[Read], elsewhere: Elsewhere, progress: Progress) -> None:
    """Write the page of every document, and what stands where one was retired."""
    total, done = sum(len(one.entries) for one in editions), 0
    around = {one.programme: _around(writing, one.programme) for one in editions}
    for one in editions:
        fingerprint = made_of([one.manifest.body, *around[one.programme]], base_url=writing.inside.base_url)
        for entry in one.entries:
            _page(writing, one, entry, elsewhere, fingerprint)
            done += 1
            progress("Pages", done, total)
        for path in former_paths(one):
            _former(writing, one, path, elsewhere)


def _around(writing: Writing, programme: str) -> list[bytes]:
    """Return what the pages of a programme show beside their own edition, as the API tells it."""
    there = (api("programmes"), api("editions", programme=programme), api("alternates", programme=programme))
    return [writing.ask(address).body for address in there]


def _page(writing: Writing, one: Read, entry: Mapping[str, Any], elsewhere: Elsewhere, made_of: str) -> None:
    address = document_address(one.programme, one.code, entry["path"])
    if not is_askable(entry["path"]):
        return
    try:
        file = page_file(address)
    except ValueError:
        inside = f"/{one.programme}/{one.code}/={entry['key']}/"
        elsewhere.inside[unquote(address)] = inside
        file = page_file(inside)
    writing.page(Kind.PAGE, address, file, made_of=made_of)


def _former(writing: Writing, one: Read, path: str, elsewhere: Elsewhere) -> None:
    address = document_address(one.programme, one.code, path)
    answer = writing.ask(address, expected=(OK, MOVED, NOT_FOUND, GONE))
    if answer.status == MOVED:
        writing.profiles.note(Kind.PAGE_MOVED, answer)
        elsewhere.moved_pages[unquote(address)] = answer.header("Location")
    elif answer.status == GONE:
        try:
            file = page_file(address).replace(SITE, f"{OTHER}/gone", 1)
        except ValueError:
            return
        writing.profiles.note(Kind.MISSING, answer)
        writing.folder.put(file, answer.body)


def write_fronts(writing: Writing, held: Sequence[Held], editions: Sequence[Read]) -> list[str]:
    """Write the pages of no edition in each language, and pages that say that there is none.

    Returns the languages.
    """
    languages = []
    for language in sorted(languages_with_words()):
        start = writing.ask("/", accept_language=language)
        if start.header(LANGUAGE) != language:
            continue
        languages.append(language)
        _fronts(writing, held, language)
    for one in editions:
        nowhere = f"{edition_address(one.programme, one.code)}{NOWHERE}/"
        file = f"{OTHER}/missing/editions/{one.programme}/{one.code}/page.html"
        writing.page(Kind.MISSING, nowhere, file, status=NOT_FOUND)
        _search(writing, one)
    _learn(writing, editions)
    return languages


def _search(writing: Writing, one: Read) -> None:
    """Write the page that stands in for the search where nothing runs."""
    programme, editions = library.programme(one.programme), library.editions(one.programme)
    here = next(edition for edition in editions if edition.code == one.code)
    failure = not_searchable(programme, here, editions)
    answer = page("reader/missing.html", failure.context, language=failure.language)
    file = f"{OTHER}/missing/editions/{one.programme}/{one.code}/search.html"
    writing.folder.put(file, answer.content)


def _fronts(writing: Writing, held: Sequence[Held], language: str) -> None:
    asked: Any = {"accept_language": language}
    fronts, missing = f"{OTHER}/fronts/{language}", f"{OTHER}/missing/visitors/{language}"
    writing.page(Kind.FRONT, "/", f"{fronts}/index.html", **asked)
    writing.page(Kind.MISSING, f"/{NOWHERE}/", f"{missing}/programme.html", status=NOT_FOUND, **asked)
    for one in held:
        if not is_plain(one.programme):
            continue
        address = programme_address(one.programme)
        writing.page(Kind.FRONT, address, f"{fronts}/{one.programme}/index.html", **asked)
        nowhere, file = f"{address}{NOWHERE}/", f"{missing}/{one.programme}/edition.html"
        writing.page(Kind.MISSING, nowhere, file, status=NOT_FOUND, **asked)


def _learn(writing: Writing, editions: Sequence[Read]) -> None:
    """Ask in ways that are answered without a page."""
    for one in editions[:1]:
        start = edition_address(one.programme, one.code)
        writing.profiles.note(
            Kind.PAGE_WITH_SLASH, writing.ask(start.removesuffix("/"), expected=(PERMANENT,))
        )
        wrong = writing.ask(edition_address(one.programme, one.code.swapcase()), expected=(MOVED, NOT_FOUND))
        if wrong.status == MOVED:
            writing.profiles.note(Kind.PAGE_MOVED, wrong)
        writing.profiles.note(Kind.PAGE_READ_ONLY, writing.ask(start, expected=(405,), method="OPTIONS"))
