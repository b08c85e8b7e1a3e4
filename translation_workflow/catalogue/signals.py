"""What others may listen to. Handlers run inside the transaction that did it."""

from django.dispatch import Signal

words_came_in = Signal()
"""Working text of an edition changed; `edition`, and `keys` of the objects that have it."""
