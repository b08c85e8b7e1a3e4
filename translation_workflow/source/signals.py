"""What is told of working text, inside the transaction that changed it.

`words_approved(sender, edition, translations, user)`: somebody approved these rows (ids) of it.
"""

from django.dispatch import Signal

words_approved = Signal()
