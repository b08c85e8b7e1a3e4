"""What publishing tells the rest of the system, from inside its own transaction.

`page_went_live` is sent with `page` (the live row) and `edition` whenever a page's published words or
structure changed; `page_went_away` with `key` (the page's translation key) and `edition` when it is
no longer to be read. A receiver that fails takes the publication back with it.
"""

from django.dispatch import Signal

page_went_live = Signal()
page_went_away = Signal()
