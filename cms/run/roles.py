"""Who may what stands in Wagtail's groups: they are looked after before anybody comes in."""

from __future__ import annotations


def keep_roles() -> None:
    """Make the groups that give roles, and put right what somebody changed of them by hand."""
    from translation_workflow.editions.role_groups import keep_role_groups

    keep_role_groups()


def keep_reviews() -> None:
    """Give every edition its workflow, and put right what somebody changed of it by hand."""
    from translation_workflow.approving.workflows import keep_all_workflows

    keep_all_workflows()
