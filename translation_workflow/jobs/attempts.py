"""What a companion of the worker does with the database, so that no failure ends it."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.db import Error, close_old_connections

logger = logging.getLogger(__name__)


def attempt(act: Callable[[], object], *, what: str) -> bool:
    """Do something with the database; return whether it was done. `what` waits otherwise: “webhooks”."""
    close_old_connections()
    try:
        act()
    except Error as error:
        logger.warning("The database does not do what is asked; %s wait: %s", what, error)
        close_old_connections()
        return False
    except Exception:
        logger.exception("%s were broken off by a failure; it is tried again.", what.capitalize())
        return False
    return True
