"""Mail over SMTP that ends: whatever a server does or does not, a mail takes so many seconds at the most.

Django's own way waits for each answer by itself, and a server that says a sign now and then is waited for
all day. `was_given` tells what a broken connection leaves open: whether the server may have taken the mail.
"""

from __future__ import annotations

import contextlib
import smtplib
import socket
import ssl
import threading
from typing import Any

from django.core.mail.backends import smtp

TOTAL_SECONDS = 30.0
"""So long the whole of a connection may last: one mail, or what somebody sends in one go."""


class _Ending(smtplib.SMTP):
    """A connection that is cut when its time is over."""

    was_given = False

    def __init__(self, *args: Any, **named: Any) -> None:
        self._handle: socket.socket | None = None
        self._is_over = False
        self._watch = threading.Timer(TOTAL_SECONDS, self._cut)
        self._watch.daemon = True
        self._watch.start()
        try:
            super().__init__(*args, **named)
        except BaseException:
            self.close()
            raise

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        opened: socket.socket = super()._get_socket(host, port, timeout)  # type: ignore[misc]
        # Another handle on the same connection: the first is taken over by TLS, which begins with an
        # exchange that may last, too.
        self._handle = opened.dup()
        if self._is_over:
            raise TimeoutError("the mail server was slow to be reached")
        return opened

    def _cut(self) -> None:
        self._is_over = True
        if self._handle is not None:
            with contextlib.suppress(OSError):
                self._handle.shutdown(socket.SHUT_RDWR)

    def data(self, msg: Any) -> Any:
        self.was_given = True
        return super().data(msg)

    def close(self) -> None:
        self._watch.cancel()
        if self._handle is not None:
            self._handle.close()
        super().close()


class _EndingTls(smtplib.SMTP_SSL, _Ending):
    """The same, where TLS begins with the first sign."""

    def __init__(self, *args: Any, context: ssl.SSLContext, **named: Any) -> None:
        # SMTP_SSL's own begins SMTP by its name, and would pass over what ends the connection.
        self.context = context
        _Ending.__init__(self, *args, **named)


class EmailBackend(smtp.EmailBackend):
    """Django's, over connections that end."""

    @property
    def connection_class(self) -> Any:
        return _EndingTls if self.use_ssl else _Ending

    @property
    def was_given(self) -> bool:
        """Whether a mail was handed over, so that the server may have taken it, whatever was heard of it."""
        return bool(getattr(self.connection, "was_given", False))
