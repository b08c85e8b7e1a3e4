"""What is asked for most, answered with one statement: a document by its key, path or hash; a bundle again.

Nothing but what is there is found here. Whoever gets None asks the thorough way (`finding`), which knows why
there is nothing, and what there is instead.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, wraps
from uuid import UUID

from django.db import connection
from django.http import HttpRequest, HttpResponse

from cms.delivery.feed import Moment
from cms.delivery.models import Document
from translation_workflow.editions.languages import language_for
from translation_workflow.editions.models import Edition

from .answers import (
    CURRENT,
    IMMUTABLE,
    SMALLEST_COMPRESSED,
    Payload,
    answer,
    codings_for,
    has,
    unchanged,
    whole,
)
from .finding import LONGEST_NAME, LONGEST_PATH, is_plain, whole_path
from .following import bundles
from .keys import keys_of_document

View = Callable[..., HttpResponse]
KEY = Document._meta.get_field("key")
COLUMNS = {"": "body", "br": "brotli", "gzip": "gzip"}
IN_EDITION = "programme.slug = %s AND LOWER(edition.code) = LOWER(%s)"
PRESENT = "content.sha256 = document.content_id"
PLACES = {
    "key": (PRESENT, f"{IN_EDITION} AND document.key = %s"),
    "path": (PRESENT, f"{IN_EDITION} AND document.path = %s"),
    # Bytes that a live document had before are read by their hash too.
    "hash": (
        "content.edition_id = document.edition_id AND content.key = document.key",
        "content.sha256 = %s",
    ),
}


def at_once(view: View, name: str) -> View:
    """Wrap the view of a route so that what is simply there is found at once, and the rest by the view."""
    find = FINDERS.get(name)
    if find is None:
        return view

    @wraps(view, assigned=("__module__", "__doc__"), updated=())
    def either(request: HttpRequest, **parts: str) -> HttpResponse:
        return find(request, **parts) or view(request, **parts)

    return either


def by_key(request: HttpRequest, *, programme: str, edition: str, key: str) -> HttpResponse | None:
    try:
        wanted = UUID(key)
    except ValueError:
        return None
    return _found(request, "key", programme, edition, KEY.get_db_prep_value(wanted, connection))


def by_path(request: HttpRequest, *, programme: str, edition: str, path: str = "") -> HttpResponse | None:
    wanted = whole_path(path)
    return _found(request, "path", programme, edition, wanted) if is_plain(wanted, LONGEST_PATH) else None


def by_hash(request: HttpRequest, *, sha256: str) -> HttpResponse | None:
    return _found(request, "hash", sha256.lower(), cache=IMMUTABLE)


def bundle(request: HttpRequest, *, programme: str, edition: str) -> HttpResponse | None:
    """Return the bundle that this process joined before, where nobody published since."""
    if not (is_plain(programme, LONGEST_NAME) and is_plain(edition, LONGEST_NAME)):
        return None
    with connection.cursor() as cursor:
        cursor.execute(MOMENT, [programme, edition])
        row = cursor.fetchone()
    if row is None:
        return None
    pk, slug, code, number, sha256 = row
    what = bundles.get(Moment(pk, f"{slug}/{code}", number, sha256))
    return answer(request, what) if what else None


FINDERS: dict[str, Callable[..., HttpResponse | None]] = {
    "document": by_key,
    "first_document": by_path,
    "document_by_path": by_path,
    "content": by_hash,
    "bundle": bundle,
}


def _found(request: HttpRequest, place: str, *values: str, cache: str = CURRENT) -> HttpResponse | None:
    """Return the live document of a published edition at this place, in the coding that is wanted most."""
    if place != "path" and not all(is_plain(value, LONGEST_NAME) for value in values[:2]):
        return None
    coding = next(iter(codings_for(request)), "")
    with connection.cursor() as cursor:
        cursor.execute(_statement(place, COLUMNS[coding]), values)
        row = cursor.fetchone()
    if row is None or not row[-1]:
        return None
    programme, edition, key, sha256, size, body = row
    if size < SMALLEST_COMPRESSED:
        coding = ""
    what = Payload(
        body,
        sha256,
        language=language_for(edition).code,
        cache=cache,
        keys=keys_of_document(programme, edition, KEY.to_python(key)),
    )
    return unchanged(what, coding) if has(request, sha256) else whole(what, body, coding)


@cache
def _statement(place: str, column: str) -> str:
    """Return the question, in words that both databases know. The ORM takes many times as long to find them
    as a database takes to answer; only the one body that is sent is read.
    """
    bytes_of, where = PLACES[place]
    said = f"""
        SELECT programme.slug, edition.code, document.key, content.sha256, LENGTH(content.body),
            CASE WHEN LENGTH(content.body) < {SMALLEST_COMPRESSED} THEN content.body ELSE content.{column} END
        FROM delivery_document document
        JOIN delivery_content content ON {bytes_of}
        JOIN editions_edition edition ON edition.id = document.edition_id
        JOIN pages_programme programme ON programme.id = edition.programme_id
        WHERE document.is_live AND edition.status = '{Edition.Status.PUBLISHED.value}' AND {where}
    """  # noqa: S608 - from our own constants
    return _plain(said)


def _plain(statement: str) -> str:
    """Return a statement without what is there for people."""
    # Django reads through every statement for marks of parameters, each time.
    return " ".join(statement.split())


MOMENT = _plain(f"""
    SELECT edition.id, programme.slug, edition.code, latest.change, latest.content_id
    FROM editions_edition edition
    JOIN pages_programme programme ON programme.id = edition.programme_id
    LEFT JOIN delivery_document latest ON latest.id = (
        SELECT document.id FROM delivery_document document
        WHERE document.edition_id = edition.id ORDER BY document.change DESC, document.id DESC LIMIT 1
    )
    WHERE edition.status = '{Edition.Status.PUBLISHED.value}' AND {IN_EDITION}
""")  # noqa: S608 - from our own constants
