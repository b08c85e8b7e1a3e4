"""What changed in an edition, in the order of its publications, as stored bytes.

Every document carries the number of the publication that changed it last. Numbers are given under a lock of
the edition, so that their order is the order in which publications became visible.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Max, OuterRef, Subquery
from django.db.models.functions import Coalesce

from translation_workflow.editions.models import Edition

from .models import Document

# So many changed documents are told at once, and the rest of the publication that the last of them is of.
A_PAGE = 200


class WrongCursor(ValueError):
    """It is no cursor, or not one of this edition; a sentence says which."""


@dataclass(frozen=True)
class Feed:
    """The documents as stored, those that went, and the number up to which all is told."""

    number: int
    bodies: Sequence[bytes]
    gone: Sequence[tuple[str, str]] = ()
    is_complete: bool = True


@dataclass(frozen=True)
class Moment:
    """What an edition's documents were last changed by: the number of a publication, and the hash of the
    bytes that one document has or had by it. None where there was no publication.

    Two moments that are alike have the same documents. A number alone would not do: a database may have
    been brought back from a backup, and have gone on in another way.
    """

    edition: int
    name: str
    number: int | None
    sha256: str | None


def number_of(edition: Edition) -> int:
    """Return the number of the last publication that changed a document; 0 before the first."""
    found = Document.objects.filter(edition=edition).aggregate(last=Max("change"))["last"]
    return int(found or 0)


def moment_of(edition: Edition) -> Moment:
    """Return what an edition's documents were last changed by."""
    latest = Document.objects.filter(edition=edition).order_by("-change", "-pk")
    number, sha256 = latest.values_list("change", "content_id").first() or (None, None)
    return Moment(edition.pk, str(edition), number, sha256)


def bundle_of(edition: Edition) -> tuple[str, Feed]:
    """Return the whole edition by path, read in one statement: wholly before or after a publication. With
    it a hash of all that is in it.
    """
    live = Document.objects.filter(edition=edition, is_live=True).order_by("path")
    columns = live.annotate(last=_last()).values_list("last", "content_id", "content__body")
    rows, number = _read(columns, edition)
    said = [str(edition.pk), str(edition), str(number), *(sha256 for _, sha256, _ in rows)]
    digest = hashlib.sha256("\n".join(said).encode()).hexdigest()
    return digest, Feed(number, [bytes(body) for *_, body in rows])


def _read(columns: Any, edition: Edition, *, since: int = -1) -> tuple[list[Any], int]:
    """Return rows after `since`, their first column the number of the last publication, and that number."""
    if rows := list(columns):
        return rows, rows[0][0]
    # Where there are no rows the number is asked for apart: before, so that it is of no later publication.
    number = number_of(edition)
    if number <= since:
        return [], number
    # Asked again: `columns` itself remembers that it had none, and a publication since would be slipped past.
    rows = list(columns.all())
    return rows, rows[0][0] if rows else number


def changes_of(edition: Edition, *, since: int | None) -> Feed:
    """Return what changed after a number, oldest first; of an edition that nobody has yet, what is live.

    Raises WrongCursor for a number that is still to come.
    """
    rows = Document.objects.filter(edition=edition).order_by("change", "key")
    rows = rows.filter(is_live=True) if since is None else rows.filter(change__gt=since)
    columns = rows.annotate(last=_last()).values_list(
        "last", "change", "is_live", "key", "path", "content__body"
    )
    found, last = _read(columns[: A_PAGE + 1], edition, since=-1 if since is None else since)
    if since is not None and since > last:
        raise WrongCursor("The cursor is of a later state than this one. Read the bundle, and go on from it.")
    if len(found) <= A_PAGE:
        return _told(last, found, is_complete=True)
    # A publication is told whole; another may have come by now, and then there is more to tell.
    cut = found[A_PAGE - 1][1]
    whole = list(columns.filter(change__lte=cut))
    return _told(cut, whole, is_complete=bool(whole) and whole[0][0] == cut)


def _told(number: int, rows: Sequence[Any], *, is_complete: bool) -> Feed:
    return Feed(
        number,
        [bytes(body) for _, _, is_live, _, _, body in rows if is_live],
        [(str(key), path) for _, _, is_live, key, path, _ in rows if not is_live],
        is_complete,
    )


def _last() -> Coalesce:
    numbers = Document.objects.filter(edition=OuterRef("edition")).order_by("-change").values("change")[:1]
    return Coalesce(Subquery(numbers), 0)


def cursor_of(edition: Edition, number: int) -> str:
    """Return a place in an edition's feed as readers keep it."""
    return base64.urlsafe_b64encode(f"{edition.pk}:{number}".encode()).decode().rstrip("=")


def number_in(cursor: str, edition: Edition) -> int:
    """Return what `cursor_of` wrote. Raises WrongCursor."""
    wrong = WrongCursor("That is no cursor. Give the one of the last answer as it is, or none to begin.")
    if not cursor.isascii() or len(cursor) > 64:
        raise wrong
    try:
        told = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True).decode()
        owner, number = (int(part) for part in told.split(":") if part.isdecimal() and len(part) < 19)
    except (binascii.Error, UnicodeDecodeError, ValueError):
        raise wrong from None
    if cursor_of(edition, number) != cursor:
        raise (
            WrongCursor("The cursor is of another edition. Read this edition from its bundle.")
            if (owner != edition.pk)
            else wrong
        )
    return number


def as_json(edition: Edition, feed: Feed, *, is_bundle: bool) -> bytes:
    """Return the contract's `Bundle` or `Changes`, its documents byte for byte as they are stored."""
    here = {
        "programme": edition.programme.slug,
        "edition": edition.code,
        "cursor": cursor_of(edition, feed.number),
    }
    documents = b'"documents":[' + b",".join(feed.bodies) + b"]"
    if is_bundle:
        return b"{" + _members(here) + b"," + documents + b"}"
    gone = [{"key": key, "path": path} for key, path in feed.gone]
    head = _members({**here, "complete": feed.is_complete})
    return b"{" + b",".join([head, documents, _members({"gone": gone})]) + b"}"


def _members(value: Mapping[str, object]) -> bytes:
    """Return an object's JSON without its braces."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()[1:-1]
