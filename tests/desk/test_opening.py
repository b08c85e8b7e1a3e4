"""The desk shows a page as its authors see it, with everything that belongs to each text."""

from __future__ import annotations

import pytest

from tests.desk.screening import Desk

pytestmark = pytest.mark.django_db


def test_pieces_stand_in_reading_order_under_their_headings() -> None:
    """As the authors wrote them: the title, the blocks in their order, what is inside of a part under it."""
    page = Desk().open()
    assert [
        (section.breadcrumb[-1], [one.source_plain for one in section.segments]) for section in page.sections
    ] == [
        ("Information page", ["Legal"]),
        ("Body", ["One tree.", "Read the guide of the EU."]),
        ("Section 1: Part", ["Part"]),
        ("Content", ["Inner."]),
    ]
