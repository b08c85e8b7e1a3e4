"""Whether somebody comes through to an address: by its name, their roles, and what it is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import lru_cache
from typing import Any

from django.http import HttpRequest
from django.urls import Resolver404, resolve, reverse
from wagtail.models import Page
from wagtail_localize.models import Translation

from translation_workflow.editions.models import Edition
from translation_workflow.editions.policy import Held, is_keeper, roles_of
from translation_workflow.editions.registry import edition_of
from translation_workflow.editions.roles import OF_EDITIONS, Role
from translation_workflow.review.screens.structure import is_translation

from .named import named_in
from .rule import About, Rule
from .table import rule_for
from .whose import Home, homes_of

LOOKING = frozenset({"GET", "HEAD", "OPTIONS"})

# So many addresses are remembered: more than the menus have.
MENU = 512


class Answer(StrEnum):
    """What the guard says."""

    THROUGH = "through"
    KEEPER = "keeper"
    """Through, by being a superuser."""
    LOG_IN = "log in"
    REFUSED = "refused"
    """No role of theirs does this."""
    NOT_FOUND = "not found"
    """A role of theirs does, but not with this: it is of another edition, or not there."""


def decide(request: HttpRequest, name: str, kwargs: Mapping[str, Any]) -> Answer:
    """Return the guard's answer. One query for the roles, once a request, and one for what is named."""
    rule = rule_for(name)
    if rule is not None and rule.is_open:
        return Answer.THROUGH
    user: Any = request.user
    if not user.is_active:
        return Answer.LOG_IN
    if is_keeper(user):
        return Answer.KEEPER
    if rule is None:
        return Answer.REFUSED
    roles = rule.roles(looks=request.method in LOOKING)
    if rule.for_all and roles:
        return Answer.THROUGH
    able = [held for held in roles_of(user) if held.role in roles]
    if not able:
        return Answer.REFUSED
    if not _reaches(able, rule, request, name, kwargs):
        return Answer.NOT_FOUND
    if not rule.translations and _names_translation(rule, request, name, kwargs):
        return Answer.REFUSED
    return Answer.THROUGH


def may_look(request: HttpRequest, url: str) -> bool:
    """Return whether an address, by its name, is for one of somebody's roles; elsewhere everybody may."""
    user: Any = request.user
    if is_keeper(user):
        return True
    rule = _rule_of(url.partition("?")[0])
    if rule is None or rule.is_open or rule.for_all:
        return True
    return any(held.role in rule.look for held in roles_of(user))


@lru_cache(MENU)
def _rule_of(url: str) -> Rule | None:
    """Return the rule of an address of the admin: of each item of the menus, on each page."""
    if not url.startswith(reverse("wagtailadmin_home")):
        return None
    try:
        return rule_for(resolve(url).view_name)
    except Resolver404:
        return None


def _reaches(
    able: Iterable[Held], rule: Rule, request: HttpRequest, name: str, kwargs: Mapping[str, Any]
) -> bool:
    if rule.about is About.NOTHING:
        return True
    if rule.about is About.TRANSLATION:
        homes = _home_of_translation(int(kwargs["translation_id"]))
        return homes is not None and _is_within(able, homes, rule)
    named = named_in(rule.about, request, name, kwargs)
    if not named:
        return False
    for one in named:
        found = homes_of(one.model, one.keys)
        if found is None or not all(_is_within(able, home, rule) for home in found):
            return False
    return True


def _names_translation(rule: Rule, request: HttpRequest, name: str, kwargs: Mapping[str, Any]) -> bool:
    keys = [key for one in named_in(rule.about, request, name, kwargs) or () for key in one.keys]
    return any(is_translation(page, edition_of(page)) for page in Page.objects.filter(pk__in=keys))


def _is_within(able: Iterable[Held], home: Home, rule: Rule) -> bool:
    """Return whether one of the roles is had where an object is."""
    if home.edition is None:
        return home.is_root and rule.root
    return any(_has(held, home, takes_masters=rule.masters) for held in able)


def _has(held: Held, home: Home, *, takes_masters: bool) -> bool:
    if home.is_master and held.role is not Role.AUTHOR:
        return takes_masters and (held.role is Role.COORDINATOR or held.programme_id == home.programme)
    if held.role in OF_EDITIONS:
        return held.edition_id == home.edition
    return held.role is Role.COORDINATOR or (home.is_master and held.programme_id == home.programme)


def may_take_from(user: Any, edition: Edition) -> bool:
    """Return whether somebody may see files of an edition, published or not: the own one's, and its master's.

    One query for the roles.
    """
    home = Home(edition.pk, edition.programme_id, is_master=edition.is_master)
    return is_keeper(user) or any(_has(held, home, takes_masters=True) for held in roles_of(user))


def _home_of_translation(pk: int) -> Home | None:
    """Return whose the engine's record of a page or snippet in a language is: who has it in that language."""
    translation = (
        Translation.objects.select_related("source__specific_content_type").filter(pk=pk).first()
        if pk < 10**18
        else None
    )
    if translation is None:
        return None
    model: Any = translation.source.specific_content_type.model_class()
    # Before there is a page in that language, its master's tells the programme.
    for locale in (translation.target_locale_id, translation.source.locale_id):
        row = model._default_manager.filter(translation_key=translation.source.object_id, locale=locale)
        key = row.values_list("pk", flat=True).first()
        if key is not None:
            homes = homes_of(model, [str(key)])
            return homes[0] if homes and locale == translation.target_locale_id else None
    return None
