"""From the parts of an address to rows, or to a problem that says what there is instead."""

from __future__ import annotations

from uuid import UUID

from django.db.models import F

from cms.delivery.models import Content, Document, FormerPath
from pages.models import Programme
from translation_workflow.editions.models import Edition

from .problems import ProblemError, echo, gone, not_found

LONGEST_NAME = 100
LONGEST_PATH = 600


def find_programme(slug: str) -> Programme:
    """Return a programme. Raises a 404 that names those there are."""
    programme = None
    if is_plain(slug, LONGEST_NAME):
        programme = Programme.objects.select_related("master_locale").filter(slug=slug).first()
    if programme is None:
        known = ", ".join(Programme.objects.order_by("slug").values_list("slug", flat=True))
        raise not_found(
            "unknown-programme", f"There is no programme {echo(slug)}. There are: {known or 'none yet'}."
        )
    return programme


def find_edition(programme: str, code: str) -> Edition:
    """Return a published edition, its code in any case. Raises a 404 that names the published ones."""
    edition = None
    if is_plain(programme, LONGEST_NAME) and is_plain(code, LONGEST_NAME):
        editions = Edition.objects.select_related("programme__master_locale", "locale")
        edition = editions.filter(programme__slug=programme, code__iexact=code).first()
    if edition is None or edition.status != Edition.Status.PUBLISHED:
        raise _no_edition(find_programme(programme), code, edition)
    return edition


def find_document(edition: Edition, key: str) -> Document:
    """Return a live document with its bytes. Raises 404, or 410 for one that was retired."""
    try:
        wanted = UUID(key)
    except ValueError:
        raise not_found(
            "unknown-document", f"{echo(key)} is no key of a document: keys are UUIDs, as in the manifest."
        ) from None
    document = Document.objects.select_related("content").filter(edition=edition, key=wanted).first()
    if document is None:
        raise not_found(
            "unknown-document",
            f"The edition {edition.code} has no document with the key {wanted}. Its manifest lists them.",
        )
    if not document.is_live:
        raise gone(f"The document with the key {wanted}")
    return document


def find_by_path(edition: Edition, path: str) -> Document:
    """Return the live document at a path, slashes around it or not; else the one that stood there last,
    which has another path now. Raises 404, or 410 where that one was retired.
    """
    wanted = whole_path(path)
    found = None
    if is_plain(wanted, LONGEST_PATH):
        documents = Document.objects.select_related("content").filter(edition=edition)
        here = documents.filter(path=wanted).order_by("-is_live", "pk").first()
        found = here if here and here.is_live else _moved_from(edition, wanted) or here
    if found is None:
        raise not_found(
            "unknown-path",
            f"The edition {edition.code} has nothing at {echo(wanted)}. Its manifest lists every path.",
        )
    if not found.is_live:
        raise gone(f"The document at {echo(wanted)}")
    return found


def whole_path(path: str) -> str:
    """Return a path as documents have it, with a slash at either end."""
    inner = path.strip("/")
    return f"/{inner}/" if inner else "/"


def find_content(sha256: str) -> Content:
    """Return bytes that a live document has or had, by their hash. Raises 404."""
    content = None
    if len(sha256) == 64 and sha256.isascii() and sha256.isalnum():
        content = Content.objects.filter(
            sha256=sha256.lower(),
            edition__status=Edition.Status.PUBLISHED,
            edition__documents__key=F("key"),
            edition__documents__is_live=True,
        ).first()
    if content is None:
        raise not_found("unknown-content", f"No document has the SHA-256 hash {echo(sha256)}.")
    return content


def _moved_from(edition: Edition, path: str) -> Document | None:
    """Return the document that stood last at a path, live or not."""
    former = FormerPath.objects.filter(edition=edition, path=path)
    return (
        Document.objects.select_related("content")
        .filter(edition=edition, key__in=former.values("key"))
        .first()
    )


def _no_edition(programme: Programme, code: str, edition: Edition | None) -> ProblemError:
    published = list(
        programme.editions.filter(status=Edition.Status.PUBLISHED)
        .order_by("order", "pk")
        .values_list("code", flat=True)
    )
    names = ", ".join(published) or "none yet"
    if edition is None:
        detail = f"The programme {programme.slug} has no edition {echo(code)}. Published are: {names}."
        return not_found("unknown-edition", detail, published=published)
    detail = f"The edition {edition.code} is not published. Published are: {names}."
    return not_found("unpublished-edition", detail, published=published)


def is_plain(text: str, longest: int) -> bool:
    """Say whether a database can be asked for a text at all: PostgreSQL refuses NUL."""
    return len(text) <= longest and "\0" not in text
