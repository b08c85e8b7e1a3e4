"""People change terms and concepts: one at a time, as they looked at it, and no glossary undoes it.

Every change takes the termbase's mark first, and so do glossaries: whoever comes second sees what the first
one did. What somebody looked at is told by its version; a change of anything else is refused as overtaken.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from translation_workflow.words.said import said

from .concept import Form, Status
from .errors import NotAllowed, Overtaken, TermbaseRefused
from .models import KEY_LENGTH, NOTE_LENGTH, TERM_LENGTH, Concept, GlossaryRecord, Term, move_mark
from .reach import Reach

PEOPLES = "people"
"""Stands for what a glossary said where people spoke later: it is like the digest of no entry."""

_GONE = said("Somebody deleted this term meanwhile. Nothing was written.")
_UNSEEN = frozenset({"Cc", "Cs", "Zl", "Zp"})


@dataclass(frozen=True)
class Wording:
    """What people say of a term."""

    text: str
    status: str = Status.PREFERRED
    form: str = Form.WORD
    is_attested: bool = False
    note: str = ""


@dataclass(frozen=True)
class Written:
    """A term as it is written now; `admitted` is the one that was preferred before it, "" for none."""

    term: Term
    admitted: str = ""


def wording_of(term: Term) -> Wording:
    return Wording(term.text, term.status, term.form, term.is_attested, term.note)


def version_of_term(term: Term) -> str:
    """Return what stands for a term as it is now."""
    return _digest([term.pk, *asdict(wording_of(term)).values()])


def version_of_concept(concept: Concept) -> str:
    """Return what stands for a concept with its terms in all languages as they are now; one query."""
    terms = [version_of_term(term) for term in concept.terms.order_by("pk")]
    return _digest([concept.pk, concept.is_free, concept.note, *terms])


@transaction.atomic
def add_term(concept: Concept, wording: Wording, *, language: str, reach: Reach) -> Written:
    """Write a new term. Raises TermbaseRefused."""
    _check_language(language, reach)
    move_mark()
    if not Concept.objects.filter(pk=concept.pk).exists():
        raise Overtaken(_("Somebody deleted this concept meanwhile. Nothing was written."))
    return _write(Term(concept=concept, language=language), wording)


@transaction.atomic
def change_term(pk: int, wording: Wording, *, version: str, reach: Reach) -> Written:
    """Change a term that was looked at as `version`. Raises TermbaseRefused."""
    _check_whose(pk, reach)
    move_mark()
    return _write(_looked_at(pk, version=version, reach=reach), wording)


@transaction.atomic
def remove_term(pk: int, *, version: str, reach: Reach) -> Term:
    """Delete a term that was looked at as `version`, and return it: glossaries do not bring it again.

    Raises TermbaseRefused.
    """
    _check_whose(pk, reach)
    move_mark()
    term = _looked_at(pk, version=version, reach=reach)
    _is_peoples(term.concept.key, term.language, term.text)
    term.delete()
    return term


@transaction.atomic
def add_concept(key: str, *, note: str, is_free: bool, reach: Reach) -> Concept:
    """Write a new concept, without terms. Raises TermbaseRefused."""
    _check_keeper(reach)
    _check_note(note)
    if not _is_key(key):
        raise TermbaseRefused(
            _("Write small Latin letters and digits, with hyphens between them: at most %(n)s.")
            % {"n": KEY_LENGTH},
            field="key",
        )
    move_mark()
    if Concept.objects.filter(key=key).exists():
        raise TermbaseRefused(_("There is a concept with this key. Choose another one."), field="key")
    _is_peoples(key)
    return Concept.objects.create(key=key, note=note, is_free=is_free)


@transaction.atomic
def change_concept(pk: int, *, note: str, is_free: bool, version: str, reach: Reach) -> None:
    """Change what is said of a concept that was looked at as `version`. Raises TermbaseRefused."""
    _check_keeper(reach)
    _check_note(note)
    move_mark()
    concept = _concept_looked_at(pk, version=version)
    _is_peoples(concept.key)
    concept.note, concept.is_free = note, is_free
    concept.save(update_fields=["note", "is_free"])


@transaction.atomic
def remove_concept(pk: int, *, version: str, reach: Reach) -> None:
    """Delete a concept with its terms in all languages: glossaries do not bring it again."""
    _check_keeper(reach)
    move_mark()
    concept = _concept_looked_at(pk, version=version)
    for term in concept.terms.all():
        _is_peoples(concept.key, term.language, term.text)
    _is_peoples(concept.key)
    concept.delete()


def _check_whose(pk: int, reach: Reach) -> None:
    """Refuse a term of somebody else's language, or one that is gone, before anything is written."""
    language = Term.objects.filter(pk=pk).values_list("language", flat=True).first()
    if language is None:
        raise Overtaken(_(_GONE))
    _check_language(language, reach)


def _write(term: Term, wording: Wording) -> Written:
    """Write a term; another one that was preferred in its place is only admitted then."""
    _check_wording(wording)
    others = Term.objects.filter(concept=term.concept_id, language=term.language).exclude(pk=term.pk)
    if others.filter(text=wording.text).exists():
        raise TermbaseRefused(
            _("“%(term)s” is a term of this concept already. Change that one.") % {"term": wording.text},
            field="text",
        )
    admitted = ""
    if wording.status == Status.PREFERRED and wording.form != Form.INFLECTED:
        before = others.filter(status=Status.PREFERRED, form=wording.form).first()
        if before is not None:
            admitted = before.text
            _is_peoples(term.concept.key, term.language, before.text)
            others.filter(pk=before.pk).update(status=Status.ADMITTED)
    for text in {term.text, wording.text} - {""}:
        _is_peoples(term.concept.key, term.language, text)
    for name, value in asdict(wording).items():
        setattr(term, name, value)
    term.save()
    return Written(term, admitted)


def _looked_at(pk: int, *, version: str, reach: Reach) -> Term:
    term: Term | None = Term.objects.select_related("concept").filter(pk=pk).first()
    if term is None:
        raise Overtaken(_(_GONE))
    _check_language(term.language, reach)
    if version_of_term(term) != version:
        raise Overtaken(
            _("Somebody else changed this term meanwhile. Nothing was written: look at both, and save again.")
        )
    return term


def _concept_looked_at(pk: int, *, version: str) -> Concept:
    concept: Concept | None = Concept.objects.filter(pk=pk).first()
    if concept is None:
        raise Overtaken(_("Somebody deleted this concept meanwhile. Nothing was written."))
    if version_of_concept(concept) != version:
        raise Overtaken(
            _(
                "Somebody else changed this concept or its terms meanwhile. Nothing was written: look again, "
                "and decide again."
            )
        )
    return concept


def _is_peoples(concept: str, language: str = "", text: str = "") -> None:
    """Let glossaries leave an entry as it is from now on, or gone."""
    GlossaryRecord.objects.update_or_create(
        concept=concept,
        language=language,
        text=text,
        defaults={"digest": PEOPLES},
        create_defaults={"digest": PEOPLES, "glossary": PEOPLES},
    )


def _check_language(language: str, reach: Reach) -> None:
    if language not in reach.writable:
        raise NotAllowed(_("You may write terms only in the languages of your own editions."))


def _check_keeper(reach: Reach) -> None:
    if not reach.keeps_concepts:
        raise NotAllowed(_("Only authors and coordinators change concepts. Propose it to them."))


def _check_wording(wording: Wording) -> None:
    text = wording.text
    if not any(sign.isalpha() for sign in text):
        raise TermbaseRefused(_("Write a word: there is no letter in it."), field="text")
    if len(text) > TERM_LENGTH:
        raise TermbaseRefused(
            _("A term has at most %(n)s characters. Shorten it.") % {"n": TERM_LENGTH}, field="text"
        )
    if _has_unseen(text):
        raise TermbaseRefused(_("There is a sign in it that nobody sees. Type it anew."), field="text")
    _check_one_of(wording.status, Status, field="status")
    _check_one_of(wording.form, Form, field="form")
    _check_note(wording.note)


def _check_one_of(value: str, known: Any, *, field: str) -> None:
    if value not in {one.value for one in known}:
        raise TermbaseRefused(_("Choose one of the list."), field=field)


def _check_note(note: str) -> None:
    if len(note) > NOTE_LENGTH:
        raise TermbaseRefused(
            _("A note has at most %(n)s characters. Shorten it.") % {"n": NOTE_LENGTH}, field="note"
        )
    if _has_unseen(note):
        raise TermbaseRefused(
            _("There is a line break, or a sign that nobody sees. Write one line."), field="note"
        )


def _is_key(key: str) -> bool:
    parts = key.split("-")
    signs = all(sign.isascii() and (sign.islower() or sign.isdigit()) for part in parts for sign in part)
    return signs and all(parts) and len(key) <= KEY_LENGTH


def _has_unseen(text: str) -> bool:
    return any(unicodedata.category(sign) in _UNSEEN for sign in text)


def _digest(told: list[Any]) -> str:
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:16]
