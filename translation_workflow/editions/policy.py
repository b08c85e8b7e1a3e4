"""Who may work on an edition: the one place that decides it, for views, functions and querysets alike."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from .models import Edition


def editions_for(user: Any) -> QuerySet[Edition]:
    """Return the editions whose words a user may change, those of a programme in the order of its switcher.

    That is whoever may edit the edition's first page in Wagtail; a superuser may everything, and somebody
    whose account is closed nothing. A master's own edition is written, not translated: it is nobody's.
    One query, and one more to know the user's permissions.
    """
    editions = Edition.objects.exclude(locale=F("programme__master_locale")).select_related(
        "programme__master_locale", "programme__master_page", "locale"
    )
    if not user.is_active:
        return editions.none()
    if user.is_superuser:
        return editions
    pages = PagePermissionPolicy().instances_user_has_permission_for(user, "change")
    first_page = pages.filter(
        translation_key=OuterRef("programme__master_page__translation_key"), locale=OuterRef("locale")
    )
    return editions.filter(Exists(first_page))


def has_editions(user: Any) -> bool:
    """Return whether there is any edition whose words a user may change; asked once for each `user` object.

    The menu of every page in the admin wants to know, several times.
    """
    if not hasattr(user, "_has_editions"):
        user._has_editions = editions_for(user).exists()
    return bool(user._has_editions)


def edition_for(user: Any, pk: int) -> Edition | None:
    """Return the edition of a row id if the user may change its words, else None."""
    found = editions_for(user).filter(pk=pk).first()
    if found is not None:
        user._has_editions = True
    return found


def may_publish_in(user: Any, edition: Edition) -> bool:
    """Return whether a user decides what readers of an edition get: who may publish its first page."""
    first = edition.programme.master_page
    if first is None or not may_translate(user, edition):
        return False
    page = Page.objects.filter(translation_key=first.translation_key, locale=edition.locale_id).first()
    return page is not None and bool(page.permissions_for_user(user).can_publish())


def may_dismiss(user: Any, edition: Edition, *, blocking: bool) -> bool:
    """Return whether a user may put aside what a rule says of an edition's words, or of its master's text.

    A warning: whoever may change these words. What keeps words from going live: whoever may publish them.
    """
    if edition.locale_id != edition.programme.master_locale_id:
        return may_publish_in(user, edition) if blocking else may_translate(user, edition)
    first = edition.programme.master_page
    if first is None or not user.is_active:
        return False
    may = first.permissions_for_user(user)
    return bool(may.can_publish() if blocking else may.can_edit())


def may_translate(user: Any, edition: Edition) -> bool:
    """Return whether a user may change the words of an edition; see `editions_for`."""
    return editions_for(user).filter(pk=edition.pk).exists()


def editions_coordinated_by(user: Any) -> QuerySet[Edition]:
    """Return the editions that a user answers for towards the outside, a master's own among them.

    All for whoever may change the registry of editions; else those whose first page the user may publish.
    """
    editions = Edition.objects.select_related("programme__master_locale", "programme__master_page", "locale")
    if not user.is_active:
        return editions.none()
    if may_keep_registry(user):
        return editions
    pages = PagePermissionPolicy().instances_user_has_permission_for(user, "publish")
    first_page = pages.filter(
        translation_key=OuterRef("programme__master_page__translation_key"), locale=OuterRef("locale")
    )
    return editions.filter(Exists(first_page))


def may_keep_registry(user: Any) -> bool:
    """Return whether a user keeps the registry: which editions there are, and which are published."""
    return bool(user.is_active and user.has_perm("editions.change_edition"))


def coordinates_any(user: Any) -> bool:
    """Return whether there is any such edition; asked once for each `user` object, as `has_editions`."""
    if not hasattr(user, "_coordinates_any"):
        user._coordinates_any = editions_coordinated_by(user).exists()
    return bool(user._coordinates_any)
