"""Wagtail's choosers and fields for dates start without a script in the page."""

from __future__ import annotations

from django.utils.html import format_html_join
from wagtail import hooks
from wagtail.admin.staticfiles import versioned_static

NAMES = ("dates", "choosers")


@hooks.register("insert_global_admin_js")
def fields() -> str:
    return format_html_join(
        "", '<script src="{}"></script>', [[versioned_static(f"security/{name}.js")] for name in NAMES]
    )
