"""Where pages of editions may be taken in Wagtail's own screens.

A translated page stands where its master stands. A country page is its edition's own, and stays there:
elsewhere it would be in the wrong language, and nobody's. Nothing comes into an edition but what its
people write and what its master has.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.models import Page

from translation_workflow.editions.models import Edition, Kind
from translation_workflow.editions.registry import edition_of
from translation_workflow.sent import row_in


def refuse_moves(request: HttpRequest, pages: Iterable[Page], destination: Page) -> HttpResponse | None:
    """Refuse pages that may not stand below another one, a sentence each; None where all may."""
    return _answer(request, pages, lambda page: move_fault(page, destination))


def refuse_copy(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse a copy that is sent, where it may not stand or would be no page of its own."""
    if request.method != "POST":
        return None
    found = Page.objects.filter(pk=row_in(request.POST.get("new_parent_page", ""))).first()
    destination = found or page.get_parent()
    is_alias = bool(request.POST.get("alias"))
    return _answer(request, [page], lambda one: copy_fault(one, destination, is_alias=is_alias))


def is_translation(page: Page, edition: Edition | None) -> bool:
    """Whether a page of an edition has a page of the master, live or not."""
    if edition is None or edition.kind is Kind.MASTER:
        return False
    master = edition.programme.master_locale_id
    return bool(Page.objects.filter(translation_key=page.translation_key, locale=master).exists())


def move_fault(page: Page, destination: Page) -> str:
    """Return why a page may not be moved below another one, with what to do; "" where it may."""
    here = edition_of(page)
    if is_translation(page, here):
        return _(
            "“%(title)s” is the translation of a page of the master, and stands where that stands. Nothing "
            "was moved. Ask the master's authors; to do without it, leave it out under “Adapt this page”."
        ) % {"title": page.get_admin_display_title()}
    return _crossing(page, here, destination)


def copy_fault(page: Page, destination: Page, *, is_alias: bool) -> str:
    """Return why a page may not be copied below another one; "" where it may.

    A copy inside of an edition is a country page, whatever it was copied from.
    """
    here, there = edition_of(page), _edition_around(destination)
    if is_alias and any(one is not None and one.kind is not Kind.MASTER for one in (here, there)):
        return _(
            "An alias goes live and changes with “%(title)s” by itself, and nobody of the edition would have "
            "published it. Nothing was copied. Copy the page without alias."
        ) % {"title": page.get_admin_display_title()}
    return _crossing(page, here, destination)


def _crossing(page: Page, here: Edition | None, destination: Page) -> str:
    there = _edition_around(destination)
    kept = next((one for one in (there, here) if one is not None and one.kind is not Kind.MASTER), None)
    if kept is None or here == there:
        return ""
    return _(
        "“%(title)s” does not belong below “%(destination)s”: pages of %(edition)s are written there, in its "
        "language, and stay there. Nothing was changed. Write a new page where you want one."
    ) % {
        "title": page.get_admin_display_title(),
        "destination": destination.get_admin_display_title(),
        "edition": kept,
    }


def _edition_around(page: Page) -> Edition | None:
    """Return the edition in whose tree a page is, whatever its own language says."""
    top = page if page.depth <= 2 else Page.objects.filter(path=page.path[: 2 * Page.steplen]).first()
    return edition_of(top) if top is not None else None


def _answer(
    request: HttpRequest, pages: Iterable[Page], fault_of: Callable[[Page], str]
) -> HttpResponse | None:
    faults: list[tuple[Any, str]] = [(page, fault) for page in pages if (fault := fault_of(page))]
    for _page, fault in faults:
        messages.error(request, fault)
    return redirect("wagtailadmin_explore", faults[0][0].get_parent().pk) if faults else None
