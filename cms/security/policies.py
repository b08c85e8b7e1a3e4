"""What a browser may run and load of a page of ours (Content-Security-Policy).

Scripts are files of ours, everywhere: none stands in a page, so that what somebody wrote into a text can
never be one. What Wagtail's and the engine's own pages cannot do without they get by name, and only there.
"""

from __future__ import annotations

from csp.constants import HEADER, NONE, SELF, UNSAFE_INLINE
from csp.middleware import CSPMiddleware, PolicyParts
from django.http import HttpRequest
from django.http.response import HttpResponseBase

OURS = {
    "default-src": [SELF],
    "script-src": [SELF],
    "style-src": [SELF],
    # Icons of Wagtail's styles; pictures that were chosen and are not stored yet.
    "img-src": [SELF, "data:", "blob:"],
    "object-src": [NONE],
    "base-uri": [NONE],
    "form-action": [SELF],
    "frame-ancestors": [SELF],
}
STYLED = {"style-src-attr": [UNSAFE_INLINE]}
"""What draws with `style` in elements: bars of a length, and Wagtail's pages."""
DRESSED = {"style-src": [SELF, UNSAFE_INLINE]}
"""Editors of rich text (Draftail), which write style sheets into the page as they start."""
SCRIPTED = {"script-src": [SELF, UNSAFE_INLINE]}
"""Pages with scripts of their own in them, which only superusers open."""
CROPPED = {"script-src-attr": [UNSAFE_INLINE]}
"""The tool for cropping asks by an attribute what a browser can do."""

HAS_STYLES = ("drift", "wagtail")
HAS_SHEETS = ("adaptations:", "wagtailadmin_pages:", "wagtailsnippets_", "wagtail_localize:")
CROPS = "wagtailimages:edit"
HAS_SCRIPTS = (
    "wagtail_localize:submit_",
    "wagtail_localize:update_",
    "wagtailadmin_workflows:",
    "wagtailadmin_workflow_tasks:",
)


def directives(name: str) -> dict[str, list[str]]:
    """Return what holds for the view of this name; "" for an answer that no view made."""
    policy = dict(OURS)
    if name.startswith(HAS_STYLES):
        policy |= STYLED
    if name.startswith(HAS_SHEETS):
        policy |= DRESSED
    if name == CROPS:
        policy |= CROPPED
    if name.startswith(HAS_SCRIPTS):
        policy |= SCRIPTED
    return policy


class ContentPolicyMiddleware(CSPMiddleware):
    """Give every page a policy that has none of its own: the reader's and previews' are stricter."""

    def process_request(self, request: HttpRequest) -> None:
        """Make no nonce: no script stands in a page."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if HEADER in response:
            return response
        return super().process_response(request, response)

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        match = getattr(request, "resolver_match", None)
        return PolicyParts() if report_only else PolicyParts(directives(match.view_name if match else ""))
