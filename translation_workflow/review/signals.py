"""What publishing tells those who serve: sent inside the publishing transaction, for many editions at once.

`pages_went_live(sender, pages)`: the live content of pages may be new; (edition, page) pairs, the pages
specific and with what they show in their fields.
`pages_went_away(sender, keys)`: pages are no longer live in an edition; (edition, translation key) pairs.
`snippets_changed(sender, keys, besides=())`: what the pages of an edition show of a snippet may be new; the
same. Pages in `besides` were told to be live just now, and show it already.
`pages_fell_behind(sender, keys)`: objects have to follow their masters still, below a page that came or
since they were refused; the same.
`objects_published(sender, edition, keys)`: objects of an edition were published, changed or not.
"""

from django.dispatch import Signal

pages_went_live = Signal()
pages_went_away = Signal()
snippets_changed = Signal()
pages_fell_behind = Signal()
objects_published = Signal()
