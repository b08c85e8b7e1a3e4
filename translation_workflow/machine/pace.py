"""How often an engine is asked: so many calls a second, a second's worth of them at once."""

from __future__ import annotations

import threading

from django.utils.translation import gettext as _

from translation_workflow.sockets.clock import Deadline

from .errors import OutOfTime


class Pace:
    """A bucket of permissions, which fills by the clock; threads may share it."""

    def __init__(self, per_second: float) -> None:
        self.per_second = per_second
        self.room = max(1.0, per_second)
        self._left = self.room
        self._at: float | None = None
        self._lock = threading.Lock()

    def wait(self, deadline: Deadline) -> None:
        """Return when it is our turn. Raises OutOfTime, at once, where that is not before the deadline."""
        with self._lock:
            now = deadline.clock.now()
            passed = 0.0 if self._at is None else max(0.0, now - self._at)
            left = min(self.room, self._left + passed * self.per_second) - 1.0
            pause = max(0.0, -left / self.per_second)
            is_late = pause >= deadline.seconds
            if not is_late:
                self._left, self._at = left, now
        if is_late:
            raise OutOfTime(_("The time for this batch was over before it was this text's turn."))
        if pause:
            deadline.clock.sleep(pause)
