"""What goes with a page that an edition does without: readers find no page that stands below one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import reduce
from operator import or_

from django.db.models import Q
from wagtail.models import Page


def live_below(pages: Iterable[Page]) -> Mapping[int, int]:
    """Return primary key → how many live pages stand below it, country pages too; 0 for every other page.

    One query, and none where no page has any below.
    """
    tops = {page.path: page.pk for page in pages if page.numchild}
    if not tops:
        return Counter()
    below = reduce(or_, (Q(path__startswith=path) for path in tops))
    found: Counter[int] = Counter()
    for path in Page.objects.filter(below, live=True).values_list("path", flat=True):
        found.update(pk for top, pk in tops.items() if path.startswith(top) and path != top)
    return found
