"""What people read of tasks and news, and where they go for them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import NoReverseMatch, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from translation_workflow.editions.models import Edition
from translation_workflow.source.titles import piece_url
from translation_workflow.source.working import Place

from .events import Alike, Event, Sort
from .filters import SHARED
from .tasks import Task, What


def sentence_of(task: Task) -> str:
    """Return what waits, with its number, in the language that is active."""
    number = task.number
    told = {
        What.REVIEWS: ngettext(
            "%(n)s page waits for your review", "%(n)s pages wait for your review", number
        ),
        What.SENT_BACK: ngettext(
            "%(n)s page was sent back by a reviewer", "%(n)s pages were sent back by a reviewer", number
        ),
        What.ANSWERS: ngettext(
            "%(n)s of your questions was answered", "%(n)s of your questions were answered", number
        ),
        What.QUESTIONS: ngettext(
            "%(n)s question waits for an answer of the authors",
            "%(n)s questions wait for an answer of the authors",
            number,
        ),
        What.CONFLICTS: ngettext(
            "%(n)s adaptation needs a look: the master changed",
            "%(n)s adaptations need a look: the master changed",
            number,
        ),
        What.UPLOADS: ngettext(
            "%(n)s upload waits to be confirmed", "%(n)s uploads wait to be confirmed", number
        ),
        What.SET_ASIDE: ngettext(
            "%(n)s text of a file is to settle", "%(n)s texts of files are to settle", number
        ),
        What.NEEDS_WORK: ngettext("%(n)s text needs work", "%(n)s texts need work", number),
        What.OVERDUE: ngettext("%(n)s fact is overdue", "%(n)s facts are overdue", number),
        What.READY: ngettext(
            "%(n)s page is translated and not live as it is",
            "%(n)s pages are translated and not live as they are",
            number,
        ),
        What.READY_SHARED: ngettext(
            "%(n)s text that pages share is translated and not live as it is",
            "%(n)s texts that pages share are translated and not live as they are",
            number,
        ),
        What.UNTRANSLATED: ngettext("%(n)s text is not translated", "%(n)s texts are not translated", number),
        What.TO_APPROVE: ngettext(
            "%(n)s translated text is to approve", "%(n)s translated texts are to approve", number
        ),
    }
    return told[task.what] % {"n": number}


def button_of(task: Task, *, approves: bool) -> str:
    """Return what the button says that begins a task; who `approves` publishes what is ready."""
    told = {
        What.REVIEWS: _("Review the first page"),
        What.SENT_BACK: _("See what the reviewer says"),
        What.ANSWERS: _("Read the answer"),
        What.QUESTIONS: _("Answer the first question"),
        What.CONFLICTS: _("Decide about what the master changed"),
        What.UPLOADS: _("Look at the upload"),
        What.SET_ASIDE: _("Settle texts of files"),
        What.NEEDS_WORK: _("Go on with what needs work"),
        What.OVERDUE: _("Check the facts"),
        What.READY: _("Publish what is translated") if approves else _("Send what is translated to review"),
        What.READY_SHARED: _("Publish what is translated"),
        What.UNTRANSLATED: _("Go on translating"),
        What.TO_APPROVE: _("Approve what is translated"),
    }
    return told[task.what]


ICONS = {
    What.REVIEWS: "glasses",
    What.SENT_BACK: "resubmit",
    What.ANSWERS: "comment",
    What.QUESTIONS: "help",
    What.CONFLICTS: "warning",
    What.UPLOADS: "upload",
    What.SET_ASIDE: "clipboard-list",
    What.NEEDS_WORK: "edit",
    What.OVERDUE: "calendar",
    What.READY: "success",
    What.READY_SHARED: "success",
    What.UNTRANSLATED: "radio-empty",
    What.TO_APPROVE: "check",
}


TO_SEND = "desk-send"
"""The button on the desk that sends a page."""


def address_of(task: Task, edition: Edition, *, approves: bool) -> str:
    """Return where a task is begun: the desk with its first page, or the screen of its room."""
    first = task.pages[0] if task.pages else None
    for_reviewers = (What.REVIEWS, What.READY_SHARED, What.TO_APPROVE)
    reviewing = task.what in for_reviewers or (task.what is What.READY and approves)
    if task.url:
        return task.url
    match task.what:
        case What.UPLOADS:
            return way("catalogues:journal")
        case What.SET_ASIDE:
            return way("catalogues:to_settle", edition.pk)
        case What.OVERDUE:
            return way("facts:edition", edition.pk)
        case What.QUESTIONS:
            return way("talk:questions")
        case What.CONFLICTS:
            return way("adaptations:page", edition.pk, first)
        case _ if reviewing:
            return way("approving:page", edition.pk, first) or desk_of(edition, first)
        case What.READY if first:
            return f"{desk_of(edition, first)}#{TO_SEND}"
        case _:
            return desk_of(edition, first, place=task.place)


def desk_of(edition: Edition, key: UUID | None, *, place: Place | None = None) -> str:
    """Return the address of the desk with an object, at a piece of it where one is named, or of the edition's
    catalogues while there is none.
    """
    if key and place:
        return piece_url(edition, key, place)
    return way("desk:page", edition.pk, key) or way("catalogues:home")


def way(name: str, *args: Any) -> str:
    """Return the address of a screen by its name, "" where no room has it."""
    if None in args:
        return ""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def news_sentence(told: Alike) -> str:
    """Return what is new, with its number, in the language that is active."""
    number = len(told.events)
    sentences = _of_shared(number) if told.is_shared else _of_pages(number)
    return sentences[told.sort] % {"n": number}


def _of_pages(number: int) -> dict[Sort, str]:
    return {
        Sort.ANSWERED: ngettext(
            "An author answered on %(n)s page", "Authors answered on %(n)s pages", number
        ),
        Sort.REMARKED: ngettext("A remark on %(n)s page", "Remarks on %(n)s pages", number),
        Sort.CHANGED: ngettext(
            "The master changed texts of %(n)s page", "The master changed texts of %(n)s pages", number
        ),
        Sort.CAME: ngettext("%(n)s page is new in the master", "%(n)s pages are new in the master", number),
        Sort.PUBLISHED: ngettext("%(n)s page was published", "%(n)s pages were published", number),
        Sort.IMPORTED: ngettext("%(n)s file was imported", "%(n)s files were imported", number),
    }


def _of_shared(number: int) -> dict[Sort, str]:
    return {
        Sort.ANSWERED: ngettext(
            "An author answered on %(n)s text that pages share",
            "Authors answered on %(n)s texts that pages share",
            number,
        ),
        Sort.REMARKED: ngettext(
            "A remark on %(n)s text that pages share", "Remarks on %(n)s texts that pages share", number
        ),
        Sort.CHANGED: ngettext(
            "The master changed %(n)s text that pages share",
            "The master changed %(n)s texts that pages share",
            number,
        ),
        Sort.CAME: ngettext(
            "%(n)s text that pages share is new in the master",
            "%(n)s texts that pages share are new in the master",
            number,
        ),
    }


def url_of_event(event: Event, edition: Edition) -> str:
    """Return where somebody sees what happened: the desk with the object, or the journal of imports."""
    return desk_of(edition, event.key, place=event.place) if event.key else way("catalogues:journal")


def url_of_all(told: Alike, edition: Edition) -> str:
    """Return where somebody finds the objects of these events among others: the matrix, or the journal."""
    if told.sort is Sort.IMPORTED:
        return way("catalogues:journal")
    return matrix_of(edition, is_shared=told.is_shared)


def matrix_of(edition: Edition, *, is_shared: bool = False) -> str:
    """Return the address of the matrix with one edition: its pages, or the texts that pages share."""
    asked = {"edition": str(edition)} | ({"what": SHARED} if is_shared else {})
    return f"{way('overview:matrix')}?{urlencode(asked)}"
