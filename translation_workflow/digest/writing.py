"""Write a digest as a mail: in its reader's language, as text and as HTML."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives
from django.core.validators import validate_email
from django.template.loader import render_to_string
from django.utils import translation

from translation_workflow.editions.models import Edition

from .content import Content, one_line, subject_of
from .leaving import leaving_url

NOBODY_ANSWERS = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}


class NoAddress(Exception):
    """Somebody whose address is none."""


def language_of(user: Any, edition: Edition | None = None) -> str:
    """Return the language in which somebody is written to.

    The one that they chose for the interface, else their edition's where the interface speaks it.
    """
    profile = getattr(user, "wagtail_userprofile", None)
    spoken = dict(settings.WAGTAILADMIN_PERMITTED_LANGUAGES)
    wanted = [profile.preferred_language if profile else "", edition.locale.language_code if edition else ""]
    return next((code for code in wanted if code in spoken), settings.LANGUAGE_CODE)


def write(user: Any, content: Content) -> EmailMultiAlternatives:
    """Return the mail, which nobody has sent yet. Raises NoAddress."""
    try:
        validate_email(user.email)
    except ValidationError as error:
        raise NoAddress(f"{user.get_username()}: the account's address is no address of mail.") from error
    with translation.override(language_of(user, content.edition)):
        url = leaving_url(user)
        told = {
            "content": content,
            "leaving_url": url,
            "language": translation.get_language(),
            "site": settings.SITE_NAME,
            "programme": one_line(content.edition.programme.name),
        }
        message = EmailMultiAlternatives(
            subject_of(content),
            render_to_string("digest/mail.txt", told),
            to=[user.email],
            headers={
                **NOBODY_ANSWERS,
                "List-Unsubscribe": f"<{url}>",
                "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            },
        )
        message.attach_alternative(render_to_string("digest/mail.html", told), "text/html")
    return message
