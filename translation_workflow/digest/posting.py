"""Give one mail away, and say what is known of it afterwards.

NotPosted          nobody has it; it may be tried again
├── ServerAway     nothing can be sent to anybody just now
└── Returned       the server does not take this one
Unknown            it may have been taken: the connection ended before the server said so
"""

from __future__ import annotations

import contextlib
import smtplib

from django.core.mail import EmailMessage, get_connection


class NotPosted(Exception):
    """A mail that nobody took; it may be tried again. The text says why, and quotes no password."""


class ServerAway(NotPosted):
    """Nothing can be sent to anybody just now."""


class Returned(NotPosted):
    """The server does not take this mail; others it may."""


class Unknown(Exception):
    """Nobody knows whether the server took a mail."""


def post(message: EmailMessage) -> None:
    """Send a mail, over a connection of its own. Raises NotPosted or Unknown."""
    connection = get_connection()
    try:
        connection.open()
    except (OSError, ValueError) as error:
        raise ServerAway(_why(error)) from error
    try:
        connection.send_messages([message])
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError) as error:
        raise Returned(_why(error)) from error
    except (smtplib.SMTPResponseException, smtplib.SMTPNotSupportedError) as error:
        raise ServerAway(_why(error)) from error
    except OSError as error:
        # Only SMTP knows whether anything was handed over.
        raise (Unknown if getattr(connection, "was_given", False) else ServerAway)(_why(error)) from error
    finally:
        with contextlib.suppress(OSError):
            connection.close()


def _why(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        [(code, said), *_] = error.recipients.values()
        return f"{code} {_read(said)}"
    if isinstance(error, smtplib.SMTPAuthenticationError):
        # Some servers repeat what was sent to them.
        return f"{error.smtp_code}: the user name or the password is not taken"
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {_read(error.smtp_error)}"
    return f"{type(error).__name__}: {error}"[:200]


def _read(said: bytes | str) -> str:
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())[:200]
