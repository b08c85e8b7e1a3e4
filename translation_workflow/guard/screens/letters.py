"""Letters to somebody who got a role: with an account that is new, or with the one that they had."""

from __future__ import annotations

import logging
from typing import Any

from django.contrib.auth.tokens import default_token_generator
from django.core.mail import send_mail
from django.http import HttpRequest
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _

logger = logging.getLogger(__name__)


def invite(request: HttpRequest, person: Any, *, role: str) -> bool:
    """Let somebody with a new account choose a password; return whether the letter went out."""
    link = reverse(
        "wagtailadmin_password_reset_confirm",
        kwargs={
            "uidb64": urlsafe_base64_encode(force_bytes(person.pk)),
            "token": default_token_generator.make_token(person),
        },
    )
    words = _(
        "Hello %(name)s,\n\nyou have the role %(role)s. Choose a password here, and log in as %(login)s:\n\n"
        "%(link)s\n\nThe link holds for a few days. Later “Forgotten password?” on the login page sends "
        "another.\n"
    )
    return _send(words, person, role=role, link=request.build_absolute_uri(link))


def tell_of_role(request: HttpRequest, person: Any, *, role: str) -> bool:
    """Tell somebody who had an account already; return whether the letter went out."""
    words = _("Hello %(name)s,\n\nyou have the role %(role)s. Log in as %(login)s:\n\n%(link)s\n")
    link = request.build_absolute_uri(reverse("wagtailadmin_home"))
    return _send(words, person, role=role, link=link)


def _send(words: str, person: Any, *, role: str, link: str) -> bool:
    """Send a letter, and return whether it went out: a mail server may not answer."""
    told = {
        "name": person.get_full_name() or person.email,
        "role": role,
        "login": person.get_username(),
        "link": link,
    }
    try:
        send_mail(_("Your account in the editions"), words % told, None, [person.email])
    except OSError:
        # What goes wrong on the way to a mail server is an OSError: smtplib's errors are such, too.
        logger.exception("User %s was not told of a role.", person.pk)
        return False
    return True
