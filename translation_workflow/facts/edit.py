"""Changes of an edition's own facts. Whoever calls these has asked the policy; see `policy`."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from translation_workflow.editions.models import Edition
from translation_workflow.editions.policy import may_publish_in

from .errors import FactRefused
from .kinds import Kind, kind_of
from .own import own_facts
from .placed import places_of, readers_see

CHECKED = "facts.checked"


def new_fact(edition: Edition, kind: Kind) -> Any:
    """Return an empty fact of an edition, not saved. Raises FactRefused where the edition cannot have one."""
    fact = kind.model(programme=edition.programme, locale=edition.locale)
    if hasattr(fact, "country"):
        if not edition.country:
            raise FactRefused(
                _(
                    "%(edition)s is the edition of no country, and an instrument belongs to one. "
                    "A coordinator can set the country of the edition."
                )
                % {"edition": edition}
            )
        fact.country = edition.country
    return fact


def state_of(fact: Any) -> str:
    """Return what a fact says, as a digest: whoever saves tells with it what they saw."""
    told = [str(getattr(fact, name)) for name in kind_of(type(fact)).fields]
    return hashlib.sha256("\0".join(told).encode()).hexdigest()[:16]


@transaction.atomic
def save(fact: Any, edition: Edition, *, seen: str, user: Any) -> None:
    """Save a new or changed fact. Raises FactRefused where somebody else changed it since `seen`."""
    is_new = fact.pk is None
    if not is_new:
        _unchanged(fact, edition, seen)
        _refuse_live(fact, edition, user)
    fact.save()
    log(instance=fact, action="wagtail.create" if is_new else "wagtail.edit", user=user, content_changed=True)


@transaction.atomic
def check(fact: Any, edition: Edition, *, next_review: date, today: date, user: Any) -> None:
    """Note that somebody looked at a fact, and when the next one has to. Raises FactRefused."""
    row = _locked(fact, edition)
    if next_review <= today:
        raise FactRefused(
            _("The next review of “%(fact)s” has to be after today. Nothing was changed.") % {"fact": row}
        )
    _refuse_live(row, edition, user)
    row.review_by = next_review
    row.save(update_fields=["review_by"])
    log(instance=row, action=CHECKED, user=user, content_changed=True)


@transaction.atomic
def delete(fact: Any, edition: Edition, *, user: Any) -> None:
    """Delete a fact that is placed nowhere. Raises FactRefused, and says where it is."""
    row = _locked(fact, edition)
    refuse_placed(row, edition)
    log(instance=row, action="wagtail.delete", user=user, deleted=True)
    row.delete()


def refuse_placed(fact: Any, edition: Edition) -> None:
    """Raise FactRefused where readers see a fact, or would after the next publishing."""
    places = places_of(fact, edition)
    if places:
        raise FactRefused(
            _("“%(fact)s” is not deleted, since it is placed on: %(places)s. Take it out there first.")
            % {"fact": fact, "places": ", ".join(places)}
        )


def _refuse_live(fact: Any, edition: Edition, user: Any) -> None:
    """Raise FactRefused for who may not publish, where readers would get the change at once."""
    if readers_see(fact, edition) and not may_publish_in(user, edition):
        raise FactRefused(
            _(
                "Readers of %(edition)s see this fact, and would get the change at once: a reviewer of the "
                "edition has to make it. Nothing was saved."
            )
            % {"edition": edition}
        )


def _locked(fact: Any, edition: Edition) -> Any:
    row = own_facts(edition, type(fact)).select_for_update(of=("self",)).filter(pk=fact.pk).first()
    if row is None:
        raise FactRefused(_("“%(fact)s” is not there any more. Nothing was changed.") % {"fact": fact})
    return row


def _unchanged(fact: Any, edition: Edition, seen: str) -> None:
    row = _locked(fact, edition)
    if state_of(row) != seen:
        raise FactRefused(
            _(
                "Somebody else changed “%(fact)s” since you opened it. Nothing was saved; what you typed is "
                "below. Open it again in another tab to see theirs, or press once more to save yours."
            )
            % {"fact": row}
        )
