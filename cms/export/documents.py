"""The API's part of an export: contents first, what points at them last."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from cms.delivery.models import Content, Document, FormerPath
from pages.progress import Progress
from translation_workflow.editions.models import Edition

from .addresses import api, by_path
from .chosen import Held
from .inside import Answer
from .kinds import Kind
from .names import is_askable
from .writing import OK, OTHER, SITE, UNCHANGED, Writing, api_file

MOVED, NOT_FOUND, GONE = 308, 404, 410
# So many bodies are in memory at once.
AT_ONCE = 50


@dataclass(frozen=True)
class Read:
    """An edition as its manifest told of it in this moment."""

    edition: Edition
    manifest: Answer
    entries: Sequence[Mapping[str, Any]]

    @property
    def programme(self) -> str:
        return self.edition.programme.slug

    @property
    def code(self) -> str:
        return self.edition.code


@dataclass
class Elsewhere:
    """Decoded addresses that lead to others: for good, or because no file can have their name."""

    moved: dict[str, str] = field(default_factory=dict)
    moved_pages: dict[str, str] = field(default_factory=dict)
    inside: dict[str, str] = field(default_factory=dict)


def read(writing: Writing, held: Iterable[Held]) -> list[Read]:
    """Return what each edition holds; nothing is written yet."""
    found = []
    for edition in (edition for one in held for edition in one.editions):
        address = api("manifest", programme=edition.programme.slug, edition=edition.code)
        manifest = writing.ask(address)
        writing.profiles.note(Kind.MANIFEST, manifest)
        found.append(Read(edition, manifest, json.loads(manifest.body)["documents"]))
    return found


def write_documents(writing: Writing, editions: Sequence[Read], progress: Progress) -> None:
    """Write every document under its hash, then by key and by path, and the files that it shows."""
    for number, one in enumerate(editions, start=1):
        _learn(writing, one)
        standing = {entry["hash"]: _files_of(one, entry) for entry in one.entries}
        for sha256, body, packed in _bodies(writing, standing):
            files = standing[sha256]
            writing.shown_in(body)
            for file in files:
                writing.folder.put(file, body, sha256=sha256, packed=packed)
        for entry in one.entries:
            owner = f"{one.programme}/{one.code}/{entry['key']}"
            writing.folder.after.owners.setdefault(_content_file(entry["hash"]), []).append(owner)
        progress("Documents", number, len(editions))


def _learn(writing: Writing, one: Read) -> None:
    """Ask for one document in each way: all the others have its headers."""
    for entry in one.entries[:1]:
        here = {"programme": one.programme, "edition": one.code}
        writing.profiles.note(Kind.DOCUMENT, writing.ask(api("document", **here, key=entry["key"])))
        writing.profiles.note(Kind.PATH, writing.ask(by_path(one.programme, one.code, entry["path"])))
        writing.profiles.note(Kind.CONTENT, writing.ask(entry["url"]))


def _files_of(one: Read, entry: Mapping[str, Any]) -> list[str]:
    here = {"programme": one.programme, "edition": one.code}
    files = [_content_file(entry["hash"]), api_file(api("document", **here, key=entry["key"]))]
    # Where no file can stand, the configuration leads the path to the document by its key: see `_renamed`.
    with suppress(ValueError):
        files.append(api_file(by_path(one.programme, one.code, entry["path"])))
    return files


def _content_file(sha256: str) -> str:
    return api_file(api("content", sha256=sha256))


def _bodies(
    writing: Writing, standing: Mapping[str, Sequence[str]]
) -> Iterator[tuple[str, bytes, dict[str, bytes]]]:
    """Yield (hash, bytes, compressed bytes); from the disk where each of its files stands as it is to be."""
    missing = []
    for sha256, files in standing.items():
        if all(writing.folder.has(file, sha256) for file in files):
            yield sha256, writing.folder.read(files[0]), {}
        else:
            missing.append(sha256)
    rest = iter(missing)
    while some := list(islice(rest, AT_ONCE)):
        for content in Content.objects.filter(sha256__in=some):
            yield content.sha256, bytes(content.body), content.packed


def write_feeds(writing: Writing, editions: Sequence[Read]) -> None:
    """Write each edition's bundle; nothing is joined where the last one still stands."""
    for one in editions:
        address = api("bundle", programme=one.programme, edition=one.code)
        file = api_file(address)
        known = writing.folder.tag_of(file)
        if known and writing.profiles.headers.get(Kind.BUNDLE):
            answer = writing.ask(address, expected=(OK, UNCHANGED), if_none_match=known)
        else:
            answer = writing.ask(address)
            writing.profiles.note(Kind.BUNDLE, answer)
        if answer.status == UNCHANGED:
            writing.folder.keep(file)
        else:
            writing.folder.put(file, answer.body, tag=answer.header("ETag"))


def write_manifests(writing: Writing, held: Sequence[Held], editions: Sequence[Read]) -> None:
    """Write what points at documents: whoever reads one of these finds everything that it names."""
    for programme in held:
        writing.resource(Kind.ALTERNATES, api("alternates", programme=programme.programme))
    for one in editions:
        writing.folder.put(api_file(one.manifest.address), one.manifest.body)
    for programme in held:
        writing.resource(Kind.EDITIONS, api("editions", programme=programme.programme))
    writing.resource(Kind.PROGRAMMES, api("programmes"))
    for document_type in sorted({entry["type"] for one in editions for entry in one.entries}):
        writing.resource(Kind.SCHEMA, api("schema", document_type=document_type))
    writing.resource(Kind.DESCRIPTION, api("openapi-json"))
    writing.resource(Kind.ENTRANCE, api("entrance"))


def write_gone(writing: Writing, editions: Iterable[Read], elsewhere: Elsewhere) -> None:
    """Write the problems of what was retired, and find out where what moved has gone."""
    for one in editions:
        here = {"programme": one.programme, "edition": one.code}
        retired = Document.objects.filter(edition=one.edition, is_live=False)
        for key in retired.order_by("key").values_list("key", flat=True):
            _refused(writing, api("document", **here, key=key))
        for path in former_paths(one):
            address = by_path(one.programme, one.code, path)
            answer = _refused(writing, address)
            if answer.status == MOVED:
                writing.profiles.note(Kind.MOVED, answer)
                key_of = f"/api/v1/programmes/{one.programme}/editions/{one.code}/by-path{path}"
                elsewhere.moved[key_of] = answer.header("Location")
        elsewhere.inside |= dict(_renamed(writing, one))


def former_paths(one: Read) -> list[str]:
    """Return the paths at which something stood once, and that somebody can ask for."""
    retired = Document.objects.filter(edition=one.edition, is_live=False)
    former = FormerPath.objects.filter(edition=one.edition)
    paths = {*retired.values_list("path", flat=True), *former.values_list("path", flat=True)}
    return sorted(path for path in paths if is_askable(path))


def _refused(writing: Writing, address: str) -> Answer:
    answer = writing.ask(address, expected=(OK, MOVED, NOT_FOUND, GONE))
    if answer.status == GONE:
        try:
            file = api_file(address).replace(SITE, f"{OTHER}/gone", 1)
        except ValueError:
            writing.notes.append(f"{address} is gone; its name is none for a file, so 404 is answered there.")
        else:
            writing.folder.put(file, answer.body, compress=False)
    return answer


def _renamed(writing: Writing, one: Read) -> Iterator[tuple[str, str]]:
    """Yield (address by path, address by key) of documents at whose path no file can stand."""
    for entry in one.entries:
        try:
            api_file(by_path(one.programme, one.code, entry["path"]))
        except ValueError:
            if is_askable(entry["path"]):
                base = f"/api/v1/programmes/{one.programme}/editions/{one.code}"
                yield f"{base}/by-path{entry['path']}", f"{base}/documents/{entry['key']}"
            else:
                writing.notes.append(
                    f"{one.edition}: nobody can ask for the path {entry['path']!r}; it is there by key."
                )


def kept(before: Mapping[str, list[str]], editions: Iterable[Read]) -> list[str]:
    """Return the immutable files of the export before that a reader with its manifest still may want.

    Documents that were withdrawn since are none of them.
    """
    live = defaultdict(set)
    for one in editions:
        live[f"{one.programme}/{one.code}"] = {entry["key"] for entry in one.entries}
    return [
        file
        for file, owners in before.items()
        if any(owner.rpartition("/")[2] in live[owner.rpartition("/")[0]] for owner in owners)
    ]
