"""Looking for pages: what somebody typed, folded as the edition's readers read, finds live documents."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from cms.delivery.documents.schema.search import Hit, SearchResults
from cms.delivery.models import Document, SearchEntry
from translation_workflow.editions.languages import language_for
from translation_workflow.editions.models import Edition

from .entry import quotable_in
from .excerpt import excerpt_of, linked_title, title_runs
from .lookup import look_up
from .rank import rank
from .terms import Term, Tokens, terms_of

LONGEST_QUERY = 200
LIMIT = 10
MOST_HITS = 50
FARTHEST = 1000


def search(edition: Edition, q: str, *, limit: int = LIMIT, offset: int = 0) -> SearchResults:
    """Return the pages of an edition that say what is looked for, best first, in two queries at most; in
    three where an excerpt is the title of another page.

    Whoever calls sees to it that the edition is published (and has its `programme` and the programme's
    `master_locale` read). Any text can be looked for; one without a word finds nothing. The last word may be
    the beginning of one.
    """
    language = edition.language.code
    master = language_for(edition.programme.master_locale.language_code).code
    terms = terms_of(q[:LONGEST_QUERY], language=language, master=master)
    ranked = rank(look_up(edition, terms), terms=len(terms))
    wanted = [_looked_for(term, is_far=number in ranked.far) for number, term in enumerate(terms)]
    found = "all" if ranked.has_all else "some"
    return SearchResults.model_validate(
        {
            "programme": edition.programme.slug,
            "edition": edition.code,
            "language": language,
            "query": q,
            "found": found if ranked.documents else "none",
            "total": len(ranked.documents),
            "offset": offset,
            "limit": limit,
            "hits": _hits(edition, ranked.documents[offset : offset + limit], wanted),
        }
    )


def _looked_for(term: Term, *, is_far: bool) -> Tokens:
    return term.exact | term.near | (term.far if is_far else Tokens())


def _hits(edition: Edition, documents: Sequence[int], wanted: Sequence[Tokens]) -> list[Hit]:
    if not documents:
        return []
    rows = SearchEntry.objects.select_related("document").filter(document__in=documents)
    # Somebody may have published between the two readings: what is gone by now is not shown.
    by_document = {row.document_id: row for row in rows if row.document.is_live}
    shown = [by_document[document] for document in documents if document in by_document]
    hits = [_hit(edition, row, wanted) for row in shown]
    return _with_languages_of_links(edition, hits)


def _with_languages_of_links(edition: Edition, hits: Sequence[Hit]) -> list[Hit]:
    """Return hits whose excerpts that are another page's title say the language which that page says.

    A document has the titles of the pages that it leads to without their languages.
    """
    quoted = {hit.key: title for hit in hits if (title := linked_title(hit.excerpt))}
    if not quoted:
        return list(hits)
    foreign = Document.objects.filter(edition=edition, is_live=True, title__in={*quoted.values()})
    languages = dict(foreign.exclude(title_language="").values_list("title", "title_language"))
    return [
        hit.model_copy(update={"excerpt": hit.excerpt.model_copy(update={"language": language})})
        if (language := languages.get(quoted.get(hit.key, "")))
        else hit
        for hit in hits
    ]


def _hit(edition: Edition, row: SearchEntry, wanted: Sequence[Tokens]) -> Hit:
    document = row.document
    pieces = quotable_in(row.pieces)
    url = reverse(
        "delivery:document",
        kwargs={"programme": edition.programme.slug, "edition": edition.code, "key": document.key},
    )
    foreign = {"title_language": document.title_language} if document.title_language else {}
    return Hit.model_validate(
        {
            "key": document.key,
            "type": document.type,
            "path": document.path,
            "title": document.title,
            **foreign,
            "marked_title": title_runs(document.title, pieces, wanted),
            "excerpt": excerpt_of(pieces, wanted, language=edition.language.code),
            "url": url,
        }
    )
