"""A folder that others work on too, by Weblate or Pontoon or git, kept in step with the editions."""

from .errors import SyncRefused
from .folder import sync_folder
from .lock import held
from .outcome import EditionOutcome, Outcome
from .repository import sync_repository

__all__ = ["EditionOutcome", "Outcome", "SyncRefused", "held", "sync_folder", "sync_repository"]
