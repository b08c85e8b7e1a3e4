"""The letter to somebody who had an account already and has one more role now."""

from __future__ import annotations

import logging
from typing import Any

from django.core.mail import send_mail
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

logger = logging.getLogger(__name__)


def tell_of_role(request: HttpRequest, person: Any, *, role: str) -> bool:
    """Send the letter, and return whether it went out: a mail server may not answer."""
    words = _("Hello %(name)s,\n\nyou have the role %(role)s. Log in as %(login)s:\n\n%(link)s\n") % {
        "name": person.get_full_name() or person.email,
        "role": role,
        "login": person.get_username(),
        "link": request.build_absolute_uri(reverse("wagtailadmin_home")),
    }
    try:
        send_mail(_("Your account in the editions"), words, None, [person.email])
    except OSError:
        # What goes wrong on the way to a mail server is an OSError: smtplib's errors are such, too.
        logger.exception("User %s was not told of a role.", person.pk)
        return False
    return True
