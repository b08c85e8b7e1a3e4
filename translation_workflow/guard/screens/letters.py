"""Letters to somebody who got a role: with an account that is new, or with the one that they had.

They are written in the person's own language, else in the edition's, and lead where all mails lead.
"""

from __future__ import annotations

import logging
from typing import Any

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import send_mail
from django.urls import reverse
from django.utils import translation
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from translation_workflow.digest.writing import language_of
from translation_workflow.editions.models import RoleGroup

from .labels import role_label

logger = logging.getLogger(__name__)

_INVITATION = gettext_lazy(
    "Hello %(name)s,\n\nyou have the role %(role)s. Choose a password here, and log in as %(login)s:\n\n"
    "%(link)s\n\nThe link holds for a few days. Later “Forgotten password?” on the login page sends "
    "another.\n"
)
_NEWS = gettext_lazy("Hello %(name)s,\n\nyou have the role %(role)s. Log in as %(login)s:\n\n%(link)s\n")


def invite(person: Any, row: RoleGroup) -> bool:
    """Let somebody with a new account choose a password; return whether the letter went out."""
    link = reverse(
        "wagtailadmin_password_reset_confirm",
        kwargs={
            "uidb64": urlsafe_base64_encode(force_bytes(person.pk)),
            "token": default_token_generator.make_token(person),
        },
    )
    return _send(_INVITATION, person, row, link)


def tell_of_role(person: Any, row: RoleGroup) -> bool:
    """Tell somebody who had an account already; return whether the letter went out."""
    return _send(_NEWS, person, row, reverse("wagtailadmin_home"))


def _send(words: Any, person: Any, row: RoleGroup, link: str) -> bool:
    """Send a letter, and return whether it went out: a mail server may not answer."""
    with translation.override(language_of(person, row.edition)):
        told = {
            "name": person.get_full_name() or person.email,
            "role": role_label(row),
            "login": person.get_username(),
            "link": f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{link}",
        }
        subject, body = _("Your account in the editions"), str(words) % told
    try:
        send_mail(subject, body, None, [person.email])
    except OSError:
        # What goes wrong on the way to a mail server is an OSError: smtplib's errors are such, too.
        logger.exception("User %s was not told of a role.", person.pk)
        return False
    return True
