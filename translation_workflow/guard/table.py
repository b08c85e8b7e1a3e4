"""Who may look at which address of the admin, and who may send to it: by its name, all of them.

A name that is not here is refused, and so is what comes with a newer Wagtail or engine until somebody wrote
it down. A superuser keeps the system and may everything; `KEEPERS` are addresses for nobody else. Rooms of
our own ask `editions.access` themselves, about the very edition; here are the roles that come in at all.
`*` stands for the kind of snippet in a name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from translation_workflow.editions.roles import Role

from .rule import About, Rule

A, T, R, C = Role.AUTHOR, Role.TRANSLATOR, Role.REVIEWER, Role.COORDINATOR
EVERYBODY = frozenset({A, T, R, C})
PARTNERS = frozenset({T, R, C})
PUBLISHERS = frozenset({A, R, C})
AUTHORS = frozenset({A})
COORDINATORS = frozenset({C})
NOBODY: frozenset[Role] = frozenset()
KEEPERS = Rule(NOBODY, NOBODY)


def _to(roles: frozenset[Role], about: About = About.NOTHING) -> Rule:
    return Rule(roles, roles, about)


def _look(roles: frozenset[Role], about: About = About.NOTHING) -> Rule:
    return Rule(roles, NOBODY, about)


def _named(prefix: str, *lines: tuple[str, Rule]) -> dict[str, Rule]:
    """Return a rule for each name of a line, behind the prefix that they share."""
    return {f"{prefix}{name}": rule for names, rule in lines for name in names.split()}


ALWAYS = _named(
    "wagtailadmin_",
    (
        (
            "login password_reset password_reset_done password_reset_confirm password_reset_complete "
            "javascript_catalog sprite"
        ),
        Rule(NOBODY, NOBODY, is_open=True),
    ),
    ("home account dismissibles", Rule(EVERYBODY, EVERYBODY, for_all=True)),
    # A link that somebody else wrote must not log anybody out.
    ("logout", Rule(NOBODY, EVERYBODY, for_all=True)),
    ("block_preview", _to(EVERYBODY)),
    ("tag_autocomplete tag_model_autocomplete", _look(AUTHORS)),
    ("error_test", KEEPERS),
    ("editing_sessions:ping", _to(EVERYBODY, About.ONE)),
    ("editing_sessions:release", _to(EVERYBODY)),
)

PAGES = {
    **_named(
        "wagtailadmin_",
        ("explore_root", _look(EVERYBODY)),
        ("explore explore_results", Rule(EVERYBODY, NOBODY, About.PAGE, root=True)),
        ("choose_page choose_page_search", _look(EVERYBODY)),
        ("choose_page_child", Rule(EVERYBODY, NOBODY, About.PAGE, root=True)),
        ("choose_page_chosen_multiple", _look(EVERYBODY, About.PAGE)),
        (
            "choose_page_external_link choose_page_email_link choose_page_phone_link choose_page_anchor_link",
            _to(EVERYBODY),
        ),
    ),
    **_named(
        "wagtailadmin_pages:",
        (
            (
                "add preview_on_add edit preview_on_edit add_subpage delete move move_confirm "
                "copy revisions_revert confirm_workflow_cancellation"
            ),
            _to(EVERYBODY, About.PAGE),
        ),
        ("choose_parent", _to(EVERYBODY)),
        (
            (
                "view_draft usage history history_results revisions_index revisions_view revisions_compare "
                "workflow_history workflow_history_detail workflow_preview"
            ),
            _look(EVERYBODY, About.PAGE),
        ),
        (
            "unpublish workflow_action collect_workflow_action_data revisions_unschedule",
            _to(PUBLISHERS, About.PAGE),
        ),
        ("lock unlock set_privacy", _to(AUTHORS, About.PAGE)),
        ("set_page_position", Rule(EVERYBODY, EVERYBODY, About.PAGE, translations=False)),
        ("search search_results", _look(EVERYBODY)),
        ("convert_alias type_use type_use_results", KEEPERS),
    ),
    **_named(
        "wagtailadmin_api:",
        # The explorer in the menu: Wagtail shows each what they may explore.
        ("pages:listing", _look(EVERYBODY)),
        ("pages:detail", Rule(EVERYBODY, NOBODY, About.PAGE, root=True)),
        ("pages:find pages:action", KEEPERS),
        ("documents:listing documents:detail documents:find", KEEPERS),
        ("images:listing images:detail images:find", KEEPERS),
    ),
    "wagtail_bulk_action": _to(EVERYBODY, About.MANY),
}

FILES = {
    **_named(
        "wagtailimages:",
        ("index index_results", _look(EVERYBODY)),
        ("add add_multiple", _to(EVERYBODY)),
        ("edit delete edit_multiple delete_multiple", _to(EVERYBODY, About.IMAGE)),
        ("url_generator url_generator_output preview image_usage", _look(EVERYBODY, About.IMAGE)),
        # Wagtail asks who sent the file.
        ("create_multiple_from_uploaded_image delete_upload_multiple", _to(EVERYBODY)),
    ),
    **_named(
        "wagtaildocs:",
        ("index index_results", _look(EVERYBODY)),
        ("add add_multiple", _to(EVERYBODY)),
        ("edit delete edit_multiple delete_multiple", _to(EVERYBODY, About.DOCUMENT)),
        ("document_usage", _look(EVERYBODY, About.DOCUMENT)),
        ("create_multiple_from_uploaded_document delete_upload_multiple", _to(EVERYBODY)),
    ),
    **_named(
        "wagtailimages_chooser:",
        ("choose choose_results", _look(EVERYBODY)),
        ("chosen chosen_multiple", Rule(EVERYBODY, NOBODY, About.IMAGE, masters=True)),
        ("select_format", Rule(EVERYBODY, EVERYBODY, About.IMAGE, masters=True)),
        ("create", _to(EVERYBODY)),
    ),
    **_named(
        "wagtaildocs_chooser:",
        ("choose choose_results", _look(EVERYBODY)),
        ("chosen chosen_multiple", Rule(EVERYBODY, NOBODY, About.DOCUMENT, masters=True)),
        ("create", _to(EVERYBODY)),
    ),
    **_named("wagtailadmin_collections:", ("index add edit delete set_privacy", KEEPERS)),
}

SNIPPETS = {
    "wagtailsnippets:index": _look(AUTHORS),
    **_named(
        "wagtailsnippets_*:",
        ("list list_results", _look(AUTHORS)),
        ("add", _to(AUTHORS)),
        ("edit delete copy", _to(AUTHORS, About.SNIPPET)),
        ("usage history history_results inspect", _look(AUTHORS, About.SNIPPET)),
        ("unpublish lock unlock revisions_revert revisions_compare workflow_history", KEEPERS),
    ),
    **_named(
        "wagtailsnippetchoosers_*:",
        ("choose choose_results", _look(EVERYBODY)),
        ("chosen chosen_multiple", Rule(EVERYBODY, NOBODY, About.SNIPPET, masters=True)),
        ("create", _to(AUTHORS)),
    ),
}

ENGINE = _named(
    "wagtail_localize:",
    ("javascript_catalog", _look(EVERYBODY)),
    ("preview_translation", _look(PARTNERS, About.TRANSLATION)),
    ("edit_string_translation", _to(PARTNERS, About.TRANSLATION)),
    # Closed for editions, with a sentence that says where catalogues are.
    ("download_pofile upload_pofile", _to(PARTNERS, About.TRANSLATION)),
    (
        (
            "submit_page_translation submit_snippet_translation update_translations edit_override "
            "machine_translate stop_translation convert_to_alias translations_report "
            "translations_report_results snippets_api_listing snippets_api_detail"
        ),
        KEEPERS,
    ),
)

KEEPING = {
    **_named(
        "editions:",
        ("index index_results history history_results usage", _look(COORDINATORS)),
        ("add edit", _to(COORDINATORS)),
        ("delete copy", KEEPERS),
    ),
    **_named(
        "programmes:",
        ("index index_results history history_results usage", _look(COORDINATORS)),
        ("add edit", _to(COORDINATORS)),
        ("delete copy", KEEPERS),
    ),
    **_named(
        "wagtailadmin_reports:",
        (
            (
                "locked_pages locked_pages_results aging_pages aging_pages_results workflow workflow_results "
                "workflow_tasks workflow_tasks_results"
            ),
            # They name people and reviews of all editions.
            _look(COORDINATORS),
        ),
        ("site_history site_history_results page_types_usage page_types_usage_results", KEEPERS),
    ),
    **_named(
        "wagtailadmin_workflows:",
        (
            (
                "index index_results add enable disable edit usage usage_results remove add_task "
                "select_task_type task_index task_index_results edit_task disable_task enable_task "
                "task_chooser task_chooser_results task_chooser_create task_chosen"
            ),
            KEEPERS,
        ),
    ),
    **_named(
        "wagtailsites:", ("index index_results add edit delete history history_results usage copy", KEEPERS)
    ),
    **_named(
        "wagtailusers_users:",
        ("index index_results add edit delete history history_results usage copy", KEEPERS),
    ),
    **_named(
        "wagtailusers_groups:",
        ("index index_results add edit delete history history_results usage", KEEPERS),
    ),
}

OWN: Mapping[str, Rule] = _named(
    "",
    ("edition_pages jobs:*", _to(COORDINATORS)),
    # An author previews the master's pages.
    ("preview_adaptation previews:* talk:* overview:* termbase:* quality:* digest:*", _to(EVERYBODY)),
    ("drift drift_edition drift_csv", _look(PARTNERS)),
    ("publish_adaptation facts:* adaptations:* catalogues:* desk:* memory:*", _to(PARTNERS)),
    ("webhooks:*", _to(PUBLISHERS)),
    ("approving:* audit:*", _to(EVERYBODY)),
    ("people:*", _to(COORDINATORS)),
)
"""Screens of ours; `room:*` are all of a room."""

TABLE: Mapping[str, Rule] = {**ALWAYS, **PAGES, **FILES, **SNIPPETS, **ENGINE, **KEEPING, **OWN}

_KIND = re.compile(r"^(wagtailsnippets|wagtailsnippetchoosers)_[a-z0-9_]+:")


def rule_for(name: str) -> Rule | None:
    """Return the rule for an address's name, with its namespaces; None for one that nobody wrote down."""
    known = _KIND.sub(r"\1_*:", name)
    room = name.partition(":")[0]
    return TABLE.get(known) or (OWN.get(f"{room}:*") if room != name else None)
