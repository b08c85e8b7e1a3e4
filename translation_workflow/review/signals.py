"""What publishing tells those who serve: sent inside the publishing transaction.

`page_went_live(sender, page, edition)`: a page's live content in an edition may be new.
`page_went_away(sender, key, edition)`: a page is no longer live in an edition.
`snippet_changed(sender, key, edition)`: what the pages of an edition show of a snippet may be new.
"""

from django.dispatch import Signal

page_went_live = Signal()
page_went_away = Signal()
snippet_changed = Signal()
