"""Wagtail's choosers start without a script in the page.

Wagtail writes `new Chooser("id", …)` beside each; no setting changes that, so that its method is replaced. A
chooser that writes something else of its own keeps it: one does, in the editor of workflows.
"""

from __future__ import annotations

import json
from typing import Any

from django.utils.html import format_html
from wagtail.admin.widgets import BaseChooser

_DRAWN = BaseChooser.render
_SCRIPT = BaseChooser.render_js_init


def start_by_attributes() -> None:
    """Let all choosers say in attributes how they start (static/security/choosers.js)."""
    BaseChooser.render = _render


def _render(chooser: Any, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> str:
    if type(chooser).render_js_init is not _SCRIPT or not (attrs and attrs.get("id")):
        return str(_DRAWN(chooser, name, value, attrs, renderer))
    told = chooser.get_value_data(value)
    options = chooser.get_js_init_options(attrs["id"], name, told)
    return format_html(
        '{}<span hidden data-controller="chooser-field" data-chooser-field-kind-value="{}" '
        'data-chooser-field-field-value="{}" data-chooser-field-options-value="{}"></span>',
        chooser.render_html(name, told, attrs),
        chooser.js_constructor,
        attrs["id"],
        json.dumps(options),
    )
