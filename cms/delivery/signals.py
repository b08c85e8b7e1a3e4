"""What delivery tells those who listen, inside the transaction that stores documents."""

from django.dispatch import Signal

# `changes`: documents.write.Change, one for each document that readers of a feed are told of. `editions`: the
# rows of the editions that were worked on, each with its programme, by their primary keys.
documents_changed = Signal()
