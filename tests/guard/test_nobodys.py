"""What no role does, whatever stands behind the guard: the table itself says so."""

from __future__ import annotations

import pytest

from translation_workflow.editions.grants import MODELS
from translation_workflow.guard.table import KEEPERS, rule_for

ENGINES = (
    "submit_page_translation",
    "submit_snippet_translation",
    "update_translations",
    "edit_override",
    "machine_translate",
    "stop_translation",
    "convert_to_alias",
    "snippets_api_listing",
    "snippets_api_detail",
)
WAGTAILS = (
    "wagtailusers_users:edit",
    "wagtailusers_groups:edit",
    "wagtailadmin_collections:edit",
    "wagtailadmin_workflows:edit",
    "wagtailadmin_pages:convert_alias",
    "wagtailadmin_reports:site_history",
    "wagtailadmin_api:images:detail",
    "wagtailadmin_api:documents:detail",
)


@pytest.mark.parametrize("name", [*(f"wagtail_localize:{name}" for name in ENGINES), *WAGTAILS])
def test_no_role_opens_what_is_for_who_keeps_the_system(name: str) -> None:
    """Neither to look at it nor to send to it; the engine refuses some of it, too, but not for good."""
    rule = rule_for(name)
    assert rule == KEEPERS


def test_no_role_has_the_engines_right_to_submit() -> None:
    """Nor any other right of the engine's."""
    assert not [name for names in MODELS.values() for name in names if name.startswith("wagtail_localize.")]
